#include "table.h"
#include "text/tagger.h"

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

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/tagger/named", test_named);
    return g_test_run ();
}
