#include "table.h"
#include "text/tagger.h"
#include <string.h>

static TdTagger *tagger_of_93 (void)
{
    TdTaggerArticle articles[93];
    for (int i = 0; i < 93; i++)
        articles[i] = (TdTaggerArticle){ .number = i + 1, .theme = "general" };
    return td_tagger_new (articles, G_N_ELEMENTS (articles), NULL, 0);
}

static char *named (GArray *tags, double least)
{
    GString *list = g_string_new (NULL);
    for (int article = 1; article <= 93; article++)
        for (guint i = 0; i < tags->len; i++) {
            const TdTag *tag = &g_array_index (tags, TdTag, i);
            if (tag->article == article && tag->confidence >= least)
                g_string_append_printf (list, "%s%d", list->len > 0 ? "," : "", article);
        }
    if (list->len == 0)
        g_string_append_c (list, '-');
    return g_string_free (list, FALSE);
}

static void test_named (void)
{
    g_autoptr (TdTagger) tagger = tagger_of_93 ();
    g_autoptr (GPtrArray) rows = test_table ("named.tsv", 3);
    guint wrong = 0;
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        g_autoptr (GArray) tags = td_tagger_tag (tagger, row[2], row[0]);
        g_autofree char *found = named (tags, 0.9);
        if (g_str_equal (found, row[1]))
            continue;
        wrong++;
        g_test_message ("%s instead of %s: %s", found, row[1], row[2]);
    }
    g_test_message ("%u of %u paragraphs right", rows->len - wrong, rows->len);
    g_assert_cmpuint (wrong, ==, 0);
}

/* ---- themes ---- */

typedef struct {
    GPtrArray *rows; /* theme, articles, language, keywords */
    TdTagger *tagger;
    GHashTable *theme_of; /* article to theme */
} Themes;

static Themes themes_new (void)
{
    Themes t = { test_table ("keywords.tsv", 4), NULL, g_hash_table_new (NULL, NULL) };
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (TdTaggerArticle));
    g_autoptr (GArray) keywords = g_array_new (FALSE, FALSE, sizeof (TdTaggerKeyword));
    g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    for (guint i = 0; i < t.rows->len; i++) {
        char **row = g_ptr_array_index (t.rows, i);
        g_auto (GStrv) numbers = g_strsplit (row[1], ",", -1);
        for (guint a = 0; numbers[a] != NULL; a++) {
            TdTaggerArticle article = { (int) g_ascii_strtoll (numbers[a], NULL, 10), row[0] };
            if (g_hash_table_insert (t.theme_of, GINT_TO_POINTER (article.number), row[0]))
                g_array_append_val (articles, article);
        }
        char **words = g_strsplit (row[3], "|", -1);
        g_ptr_array_add (lists, words);
        for (guint k = 0; words[k] != NULL; k++) {
            TdTaggerKeyword keyword = { row[0], row[2], words[k] };
            g_array_append_val (keywords, keyword);
        }
    }
    t.tagger = td_tagger_new ((TdTaggerArticle *) articles->data, articles->len, (TdTaggerKeyword *) keywords->data,
                              keywords->len);
    return t;
}

static void themes_clear (Themes *t)
{
    g_ptr_array_unref (t->rows);
    td_tagger_free (t->tagger);
    g_hash_table_unref (t->theme_of);
}

static void test_themes (void)
{
    Themes t = themes_new ();
    g_autoptr (GPtrArray) rows = test_table ("themes.tsv", 3);
    guint expected = 0, found = 0, right = 0;
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        g_autoptr (GArray) tags = td_tagger_tag (t.tagger, row[2], row[0]);
        g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
        gboolean expects = !g_str_equal (row[1], "-"), hit = FALSE;
        expected += expects;
        for (guint k = 0; k < tags->len; k++) {
            const TdTag *tag = &g_array_index (tags, TdTag, k);
            g_assert_cmpfloat (tag->confidence, <, 0.9);
            g_assert_cmpfloat (tag->confidence, >, 0.3);
            g_assert_cmpuint (strlen (tag->because), >, 0);
            char *theme = g_hash_table_lookup (t.theme_of, GINT_TO_POINTER (tag->article));
            if (!g_hash_table_add (seen, theme))
                continue;
            found++;
            hit = hit || g_str_equal (theme, row[1]);
            if (!g_str_equal (theme, row[1]))
                g_test_message ("too many: %s (%.2f, %s) in: %s", theme, tag->confidence, tag->because, row[2]);
        }
        right += hit;
        if (expects && !hit)
            g_test_message ("missed: %s in: %s", row[1], row[2]);
    }
    double precision = found > 0 ? (double) right / found : 0, recall = (double) right / expected;
    g_test_message ("themes: precision %.2f, recall %.2f over %u paragraphs", precision, recall, rows->len);
    g_assert_cmpfloat (precision, >=, 0.85);
    g_assert_cmpfloat (recall, >=, 0.85);
    themes_clear (&t);
}

static void test_shape (void)
{
    static const TdTaggerArticle articles[] = { { 16, "liberty" }, { 17, "liberty" }, { 25, "work" } };
    static const TdTaggerKeyword keywords[] = { { "liberty", "en", "detention" },
                                                { "liberty", "en", "detained" },
                                                { "liberty", "en", "custody" },
                                                { NULL, "en", "ICRMW" },
                                                { "unknown", "en", "anything" } };
    g_autoptr (TdTagger) tagger = td_tagger_new (articles, G_N_ELEMENTS (articles), keywords, G_N_ELEMENTS (keywords));
    g_autoptr (GArray) tags = td_tagger_tag (tagger, "DETENTION and custody end; article 25 of the ICRMW.", "en");
    g_assert_cmpuint (tags->len, ==, 3);
    g_assert_cmpint (g_array_index (tags, TdTag, 0).article, ==, 25);
    g_assert_cmpfloat (g_array_index (tags, TdTag, 0).confidence, >=, 0.95);
    g_assert_cmpstr (g_array_index (tags, TdTag, 0).because, ==, "article 25");
    g_assert_cmpint (g_array_index (tags, TdTag, 2).article, ==, 17);
    g_assert_cmpstr (g_array_index (tags, TdTag, 2).because, ==, "DETENTION, custody");
    g_assert_cmpfloat (g_array_index (tags, TdTag, 2).confidence, >=, 0.5);
    g_assert_cmpfloat (g_array_index (tags, TdTag, 2).confidence, <, 0.9);

    /* Article 16 is named, so its theme adds no neighbour. */
    g_autoptr (GArray) closer = td_tagger_tag (tagger, "Under art. 16 (4), detention and custody end.", "en");
    g_assert_cmpuint (closer->len, ==, 1);
    g_assert_cmpint (g_array_index (closer, TdTag, 0).article, ==, 16);

    g_autoptr (GArray) bare = td_tagger_tag (tagger, "See art. 16 (4).", "en");
    g_assert_cmpuint (bare->len, ==, 1);
    g_assert_cmpstr (g_array_index (bare, TdTag, 0).because, ==, "art. 16 (4)");
    g_autoptr (GArray) none = td_tagger_tag (tagger, "", NULL);
    g_assert_cmpuint (none->len, ==, 0);
}

static void test_hints (void)
{
    static const TdTaggerArticle articles[] = {
        { 22, "expulsion" }, { 26, "work" }, { 40, "work" }, { 56, "expulsion" }
    };
    static const TdTaggerKeyword keywords[] = { { "work", "en", "wages", 0 },
                                                { "work", "en", "trade union", 0 },
                                                { "expulsion", "en", "expulsion", 0 },
                                                { "expulsion", "en", "removal", 0 },
                                                { NULL, "en", "trade union", 26 },
                                                { NULL, "en", "trade union", 40 },
                                                { NULL, "en", "collective expulsion", 22 },
                                                { NULL, "en", "Union of Wages", TD_TAGGER_NO_EVIDENCE },
                                                { NULL, "en", "nowhere", 99 } };
    static const struct {
        const char *text, *shown;
    } cases[] = {
        { "Those who join a trade union lose their job.", "26,40" },
        { "Trade unions", "-" },                                       /* a heading */
        { "Collective expulsion and removal happen at night.", "22" }, /* the hint, not its theme */
        { "Expulsion and removal happen at night.", "22,56" },         /* a small theme, two keywords */
        { "Expulsion happens at night and nobody sees it.", "-" },
        { "The Union of Wages met in May and in June.", "-" },
        { "It is nowhere to be found in the town.", "-" }, /* an article that there is not */
    };
    g_autoptr (TdTagger) tagger = td_tagger_new (articles, G_N_ELEMENTS (articles), keywords, G_N_ELEMENTS (keywords));

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GArray) tags = td_tagger_tag (tagger, cases[i].text, "en");
        g_autofree char *shown = named (tags, 0.5);
        g_test_message ("%s", cases[i].text);
        g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Text cut at each byte, and numbers that want to overflow: no crash, nothing beyond the list. */
static void test_odd_input (void)
{
    g_autoptr (TdTagger) tagger = tagger_of_93 ();
    g_autoptr (GPtrArray) rows = test_table ("named.tsv", 3);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        for (const char *p = row[2]; *p != '\0'; p = g_utf8_next_char (p)) {
            g_autofree char *head = g_strndup (row[2], (gsize) (p - row[2]));
            g_autoptr (GArray) a = td_tagger_tag (tagger, head, row[0]);
            g_autoptr (GArray) b = td_tagger_tag (tagger, p, row[0]);
        }
    }
    g_autoptr (GArray) tags =
        td_tagger_tag (tagger, "articles 99999999999999999999, 0, 16 to 99999999999, 1-999", "en");
    for (guint i = 0; i < tags->len; i++)
        g_assert_cmpint (g_array_index (tags, TdTag, i).article, <=, 93);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/tagger/named", test_named);
    g_test_add_func ("/text/tagger/themes", test_themes);
    g_test_add_func ("/text/tagger/shape", test_shape);
    g_test_add_func ("/text/tagger/hints", test_hints);
    g_test_add_func ("/text/tagger/odd-input", test_odd_input);
    return g_test_run ();
}
