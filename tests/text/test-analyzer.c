#include "text/analyzer.h"
#include "text/clean.h"
#include "text/headings.h"
#include "text/language.h"
#include "text/lexicon.h"
#include "text/tagger.h"
#include <string.h>

static char *joined (const char *text, const char *language)
{
    g_autoptr (TdTokens) tokens = td_analyze (text, -1, language);
    return td_tokens_join (tokens);
}

static void assert_meet (const char *a, const char *b, const char *language)
{
    g_autofree char *x = joined (a, language), *y = joined (b, language);
    if (!g_str_equal (x, y))
        g_test_message ("%s: %s (%s) and %s (%s)", language, a, x, b, y);
    if (!g_str_equal (x, y))
        g_test_fail ();
}

static void test_meetings (void)
{
    static const char *const pairs[][3] = {
        { "en", "detained", "Detention" },  { "en", "workers", "worker's" },
        { "en", "children", "CHILD" },      { "fr", "détenus", "detenus" },
        { "fr", "détenu", "détention" },    { "fr", "l’eau", "eau" },
        { "fr", "travaux", "travail" },     { "fr", "lois", "loi" },
        { "es", "juez", "jueces" },         { "es", "niños", "niñez" },
        { "es", "detención", "detenidas" }, { "ru", "расследование", "расследования" },
        { "ru", "пытки", "пыток" },         { "ru", "ребёнок", "детей" },
        { "ar", "عامل", "والعمال" },        { "ar", "مُهَاجِر", "المهاجرين" },
        { "ar", "الأجور", "اجور" },         { "ar", "احتجاز", "وبالاحتجاز" },
        { "ar", "مدرسة", "مدرسه" },         { "ar", "١٦", "16" },
        { "zh", "ＡＢ１６", "ab16" },       { "pt", "trabalhadores", "trabalhador" },
        { "de", "Häuser", "häusern" },      { "ar", "قضاة", "القاضي" },
    };
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        assert_meet (pairs[i][1], pairs[i][2], pairs[i][0]);
}

/* Every row of every lexicon holds what it promises. */
static void test_lexicons (void)
{
    static const char *const languages[] = { "ar", "en", "es", "fr", "ru" };
    for (guint l = 0; l < G_N_ELEMENTS (languages); l++) {
        g_autofree char *name = g_strconcat (languages[l], ".csv", NULL);
        g_autoptr (GPtrArray) rows = td_lexicon_rows (name, 1);
        g_assert_cmpuint (rows->len, >=, 60);
        for (guint i = 0; i < rows->len; i++) {
            g_auto (GStrv) forms = g_strsplit (((char **) g_ptr_array_index (rows, i))[0], "|", -1);
            for (guint f = 1; forms[f] != NULL; f++)
                assert_meet (forms[0], forms[f], languages[l]);
        }
    }
}

static void test_offsets (void)
{
    const char *text = "Les travailleurs, l’État et 移民拘留所; 16.4";
    g_autoptr (TdTokens) tokens = td_analyze (text, -1, "fr");
    g_autoptr (GString) raw = g_string_new (NULL);
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const TdToken *t = &g_array_index (tokens->tokens, TdToken, i);
        g_assert_cmpuint (t->end, >, t->start);
        g_assert_cmpuint (strlen (t->text), <=, 64);
        g_string_append_len (raw, text + t->start, t->end - t->start);
        g_string_append_c (raw, '/');
    }
    g_assert_nonnull (strstr (raw->str, "Les/travailleurs/État/et/"));
    g_assert_nonnull (strstr (raw->str, "/16/4/"));
}

static gboolean query_finds (const char *query, const char *text, const char *language, const char *filter)
{
    g_autoptr (GPtrArray) terms = td_analyze_query (query, filter);
    g_autoptr (TdTokens) tokens = td_analyze (text, -1, language);
    for (guint i = 0; i < terms->len; i++) {
        char **alternatives = g_ptr_array_index (terms, i);
        gboolean found = FALSE;
        for (guint t = 0; t < tokens->tokens->len && !found; t++)
            found =
                g_strv_contains ((const char *const *) alternatives, g_array_index (tokens->tokens, TdToken, t).text);
        if (!found)
            return FALSE;
    }
    return terms->len > 0;
}

static void test_queries (void)
{
    g_assert_true (query_finds ("detention of children", "A child was detained", "en", NULL));
    g_assert_true (query_finds ("refugies", "les réfugiés syriens", "fr", NULL));
    g_assert_true (query_finds ("educacion", "la educación de los niños", "es", NULL));
    g_assert_true (query_finds ("educacion", "la educación de los niños", "es", "es"));
    g_assert_true (query_finds ("jueces", "un juez", "es", NULL));
    g_assert_true (query_finds ("عمال مهاجرون", "العامل المهاجر", "ar", NULL));
    g_assert_true (query_finds ("пытки", "жертвы пыток", "ru", NULL));
    g_assert_true (query_finds ("拘留", "移民拘留所的条件", "zh", NULL));
    g_assert_true (query_finds ("Accra", "在Accra的工人", "zh", NULL));
    g_assert_true (query_finds ("pekerja", "para pekerja migran", "id", "id"));
    g_assert_false (query_finds ("prison", "A child was at school", "en", NULL));
}

static void test_query_shape (void)
{
    g_autoptr (GPtrArray) stop = td_analyze_query ("the of", NULL);
    g_assert_cmpuint (stop->len, ==, 2);
    g_autoptr (GPtrArray) none = td_analyze_query (" ?! ", NULL);
    g_assert_cmpuint (none->len, ==, 0);
    g_autoptr (GPtrArray) words = td_analyze_query ("the wages of workers", NULL);
    g_assert_cmpuint (words->len, ==, 2);
    for (guint i = 0; i < words->len; i++) {
        char **alternatives = g_ptr_array_index (words, i);
        g_assert_cmpuint (g_strv_length (alternatives), >, 0);
        for (guint a = 0; alternatives[a] != NULL; a++)
            g_assert_false (g_strv_contains ((const char *const *) alternatives + a + 1, alternatives[a]));
    }
    g_autoptr (GString) many = g_string_new (NULL);
    for (int i = 0; i < 100; i++)
        g_string_append_printf (many, "word%d ", i);
    g_autoptr (GPtrArray) capped = td_analyze_query (many->str, NULL);
    g_assert_cmpuint (capped->len, ==, 32);
}

static void test_highlights (void)
{
    const char *text = "Children are detained; a child in detention waits.";
    g_autoptr (GPtrArray) query = td_analyze_query ("detained child", NULL);
    g_autoptr (GArray) found = td_analyze_highlights (text, "en", query);
    g_autoptr (GString) marked = g_string_new (NULL);
    guint32 last = 0;
    for (guint i = 0; i < found->len; i++) {
        const TdToken *t = &g_array_index (found, TdToken, i);
        g_assert_cmpuint (t->start, >=, last);
        last = t->end;
        g_string_append_len (marked, text + t->start, t->end - t->start);
        g_string_append_c (marked, '/');
    }
    g_assert_cmpstr (marked->str, ==, "Children/detained/child/detention/");
    g_autoptr (GPtrArray) chinese = td_analyze_query ("拘留所", NULL);
    g_autoptr (GArray) places = td_analyze_highlights ("在拘留所里", "zh", chinese);
    g_assert_cmpuint (places->len, ==, 1);
}

static void test_odd_input (void)
{
    g_autofree char *empty = joined ("", "en");
    g_assert_cmpstr (empty, ==, "");
    g_autofree char *marks = joined ("\xcc\x81\xd9\x8e \xc2\xad ' ’ '", "ar");
    g_assert_cmpstr (marks, ==, "");
    g_autoptr (GString) huge = g_string_new (NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append (huge, "拘é");
    g_autoptr (TdTokens) tokens = td_analyze (huge->str, -1, "zh");
    for (guint i = 0; i < tokens->tokens->len; i++)
        g_assert_cmpuint (strlen (g_array_index (tokens->tokens, TdToken, i).text), <=, 64);
    g_autofree char *letters = g_strnfill (3000, 'a');
    g_autofree char *one = joined (letters, NULL);
    g_assert_cmpuint (strlen (one), <=, 64);
    g_autoptr (GString) wide = g_string_new (NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append (wide, "ﷺé");
    g_autofree char *expanded = joined (wide->str, "fr");
    g_assert_true (g_utf8_validate (expanded, -1, NULL));
}

/* Any valid text goes through every part of the room. */
static void test_any_text (void)
{
    static const struct {
        gunichar first, last;
    } blocks[] = { { 0x20, 0x7E },       { 0x27, 0x29 },     { 0x30, 0x39 },      { 0xA0, 0x24F },
                   { 0x300, 0x36F },     { 0x400, 0x4FF },   { 0x5D0, 0x6FF },    { 0xE00, 0xE7F },
                   { 0x2000, 0x206F },   { 0x3000, 0x30FF }, { 0x4E00, 0x9FFF },  { 0xAC00, 0xD7A3 },
                   { 0x1F300, 0x1F64F }, { 0xFB00, 0xFEFF }, { 0x20000, 0x2A6DF } };
    static const char *const anchors[] = { "articles 16, ", "第十", "条", "статьи ", "المواد ", " of the ", "(", "l’" };
    static const char *const languages[] = { "en", "fr", "es", "ru", "ar", "zh", "th", NULL };
    static const TdTaggerArticle articles[] = { { 16, "liberty" } };
    static const TdTaggerKeyword keywords[] = { { "liberty", "en", "detention" }, { "liberty", "zh", "拘留" } };
    g_autoptr (TdTagger) tagger = td_tagger_new (articles, 1, keywords, 2);
    for (int i = 0; i < 400; i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        guint block = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (blocks));
        for (int n = g_test_rand_int_range (0, 200); n > 0; n--) {
            if (g_test_rand_int_range (0, 6) == 0)
                block = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (blocks));
            if (g_test_rand_int_range (0, 12) == 0)
                g_string_append (text, anchors[g_test_rand_int_range (0, G_N_ELEMENTS (anchors))]);
            g_string_append_unichar (
                text, (gunichar) g_test_rand_int_range ((gint32) blocks[block].first, (gint32) blocks[block].last + 1));
        }
        const char *language = languages[g_test_rand_int_range (0, G_N_ELEMENTS (languages))];
        g_autofree char *exact = g_memdup2 (text->str, text->len + 1);
        g_autofree char *tokens = joined (exact, language);
        g_assert_true (g_utf8_validate (tokens, -1, NULL));
        g_autoptr (GPtrArray) query = td_analyze_query (exact, NULL);
        g_autoptr (GArray) highlights = td_analyze_highlights (exact, language, query);
        for (guint k = 0; k < highlights->len; k++)
            g_assert_cmpuint (g_array_index (highlights, TdToken, k).end, <=, text->len);
        g_autoptr (GArray) tags = td_tagger_tag (tagger, exact, language);
        g_autofree char *line = td_text_clean_line (exact, 10000);
        g_assert_true (g_utf8_validate (line, -1, NULL));
        td_heading_sense (exact, language);
        td_language_detect (exact, -1, language);
    }
}

/* Signs that nobody sees make no name and tell no two names apart; those that a script needs stay. */
static void test_unseen (void)
{
    static const struct {
        const char *typed, *kept;
    } rows[] = {
        { "Union\u200b of\u2060 Tests\ufeff", "Union of Tests" },
        { "Union\u3164 of\u115f \U000e0041Tests", "Union of Tests" },
        { "\u202eself\u202c", "self" },
        { "\u200d\u200c\u200e", "" },
        { "\u2800 \u2060\u00ad", "" },
        { "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645" },
        { "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *line = td_text_clean_line (rows[i].typed, 100),
                        *text = td_text_clean_text (rows[i].typed, 100);
        g_assert_cmpstr (line, ==, rows[i].kept);
        g_assert_cmpstr (text, ==, rows[i].kept);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/clean/unseen", test_unseen);
    g_test_add_func ("/text/analyzer/meetings", test_meetings);
    g_test_add_func ("/text/analyzer/lexicons", test_lexicons);
    g_test_add_func ("/text/analyzer/offsets", test_offsets);
    g_test_add_func ("/text/analyzer/queries", test_queries);
    g_test_add_func ("/text/analyzer/query-shape", test_query_shape);
    g_test_add_func ("/text/analyzer/highlights", test_highlights);
    g_test_add_func ("/text/analyzer/odd-input", test_odd_input);
    g_test_add_func ("/text/any-text", test_any_text);
    return g_test_run ();
}
