/* Cards and leaflets: the right size, whole quotations in each script, refused when too long, both sides at most, tagged. */
#include "base/errors.h"
#include "base/limits.h"
#include "document/spread-file.h"

#include <string.h>

typedef struct {
    const char *language, *word;
} Script;
static const Script scripts[] = { { "en", "workers " },   { "fr", "étrangers " }, { "ru", "трудящихся " },
                                  { "ar", "المهاجرين " }, { "zh", "缔约国" },     { "bn", "শ্রমিকদের " } };

/* As many words as a card holds. */
static char *longest (const Script *script)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (;;) {
        g_autofree char *more = g_strconcat (text->str, script->word, NULL);
        if (!td_card_fits (more))
            return g_strdup (text->str);
        g_string_append (text, script->word);
    }
}

static GBytes *card (const char *language, const char *quotation, TdCardShape shape, GError **error)
{
    const TdCardFile file = { .shape = shape,
                              .language = language,
                              .quotation = quotation,
                              .source = "General comment No. 2 (2013) on the rights of migrant workers in an irregular "
                                        "situation and members of their families",
                              .symbol = "CMW/C/GC/2, paragraph 23",
                              .body = "Committee on Migrant Workers",
                              .address = "desk.example.org" };

    return td_card_write (g_getenv ("TD_WRITER"), &file, error);
}

static guint32 number_at (const guint8 *bytes, gsize at)
{
    return (guint32) bytes[at] << 24 | (guint32) bytes[at + 1] << 16 | (guint32) bytes[at + 2] << 8 | bytes[at + 3];
}

/* The longest that a card takes is drawn whole in each script and shape. */
static void test_cards (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
        for (int shape = 0; shape < TD_N_CARDS; shape++) {
            g_autofree char *words = longest (&scripts[i]);
            g_autoptr (GError) error = NULL;
            g_autoptr (GBytes) png = card (scripts[i].language, words, (TdCardShape) shape, &error);
            int width, height;
            gsize size;
            const guint8 *bytes;
            g_assert_no_error (error);
            bytes = g_bytes_get_data (png, &size);
            td_card_size ((TdCardShape) shape, &width, &height);
            g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
            g_assert_cmpuint (number_at (bytes, 16), ==, (guint) width);
            g_assert_cmpuint (number_at (bytes, 20), ==, (guint) height);
        }
}

static void test_too_long (void)
{
    g_autoptr (GString) words = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    while (words->len < 5000)
        g_string_append (words, "detention of workers ");
    g_assert_false (td_card_fits (words->str));
    g_assert_null (card ("en", words->str, TD_CARD_WIDE, &error));
    g_assert_nonnull (error);
    g_string_truncate (words, TD_LIMIT_CARD_CHARACTERS);
    g_assert_true (td_card_fits (words->str));
}

static GBytes *leaflet (const char *language, const char *summary_language, guint n, gsize length, GError **error)
{
    static const char *const modules[] = { "101", "010", "101", NULL };
    g_autofree TdLeafletParagraph *paragraphs = g_new0 (TdLeafletParagraph, n + 1);
    g_autoptr (GString) text = g_string_new (NULL);
    const TdLeafletFile file = { .language = language,
                                 .body = "Committee",
                                 .title = "General comment No. 2",
                                 .symbol = "CMW/C/GC/2",
                                 .about = "In short",
                                 .summary = "A few lines.\nOf people.",
                                 .summary_language = summary_language,
                                 .chosen = "From the text",
                                 .paragraphs = paragraphs,
                                 .n_paragraphs = n,
                                 .more = "Read all of it",
                                 .address = "http://desk.example.org/en/documents/CMW/C/GC/2",
                                 .modules = modules };

    while (text->len < length)
        g_string_append (text, "words ");
    for (guint i = 0; i < n; i++)
        paragraphs[i] = (TdLeafletParagraph){ .number = "23", .text = text->str };
    return td_leaflet_write (g_getenv ("TD_WRITER"), &file, error);
}

static guint pages_of (GBytes *pdf)
{
    g_autofree char *text = g_memdup2 (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
    guint n = 0;

    for (gsize i = 0; i + 12 < g_bytes_get_size (pdf); i++)
        n += memcmp (text + i, "/Type /Page ", 12) == 0 && memcmp (text + i + 12, "/Tabs", 5) != 0;
    return n;
}

static gboolean holds (GBytes *pdf, const char *part)
{
    return memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), part, strlen (part)) != NULL;
}

static void test_leaflets (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) one = leaflet ("en", "ar", 2, 300, &error);
    g_autoptr (GBytes) most = leaflet ("ar", "en", TD_LIMIT_LEAFLET_PARAGRAPHS,
                                       TD_LIMIT_LEAFLET_CHARACTERS / TD_LIMIT_LEAFLET_PARAGRAPHS, &error);
    g_autoptr (GBytes) none = NULL;

    g_assert_no_error (error);
    g_assert_true (holds (one, "/MarkInfo"));
    g_assert_true (holds (one, "/Lang (en)"));
    g_assert_true (holds (one, "/Lang (ar)"));
    g_assert_true (holds (one, "http://desk.example.org/en/documents/CMW/C/GC/2"));
    g_assert_cmpuint (pages_of (most), >, 0);
    none = leaflet ("en", "en", 8, 5000, &error);
    g_assert_null (none);
    g_assert_nonnull (error);
}

static void test_code (void)
{
    g_auto (GStrv) rows = td_code_modules ("http://desk.example.org/en/documents/CMW/C/GC/2");
    guint n = g_strv_length (rows);

    g_assert_cmpuint (n, >=, 21);
    for (guint i = 0; i < n; i++)
        g_assert_cmpuint (strlen (rows[i]), ==, n);
    g_assert_true (g_str_has_prefix (rows[0], "1111111"));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/spread-file/cards", test_cards);
    g_test_add_func ("/spread-file/too-long", test_too_long);
    g_test_add_func ("/spread-file/leaflets", test_leaflets);
    g_test_add_func ("/spread-file/code", test_code);
    return g_test_run ();
}
