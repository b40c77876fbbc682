/* How long a document of a hundred pages takes in this room: language of each paragraph, tokens, articles.
 * Prints; judges nothing. */
#include "table.h"
#include "text/analyzer.h"
#include "text/language.h"
#include "text/tagger.h"
#include <string.h>

static TdTagger *tagger_of_table (GPtrArray *rows, GPtrArray *lists)
{
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (TdTaggerArticle));
    g_autoptr (GArray) keywords = g_array_new (FALSE, FALSE, sizeof (TdTaggerKeyword));
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        TdTaggerArticle article = { (int) i + 1, row[0] };
        g_array_append_val (articles, article);
        char **words = g_strsplit (row[3], "|", -1);
        g_ptr_array_add (lists, words);
        for (guint k = 0; words[k] != NULL; k++) {
            TdTaggerKeyword keyword = { row[0], row[2], words[k] };
            g_array_append_val (keywords, keyword);
        }
    }
    return td_tagger_new ((TdTaggerArticle *) articles->data, articles->len, (TdTaggerKeyword *) keywords->data,
                          keywords->len);
}

/* A hundred pages of some 20 paragraphs, each put together from the lines of the tables in another order. */
static GPtrArray *document (const char *language, gsize *ret_bytes)
{
    g_autoptr (GPtrArray) named = test_table ("named.tsv", 3);
    g_autoptr (GPtrArray) themes = test_table ("themes.tsv", 3);
    g_autoptr (GPtrArray) lines = g_ptr_array_new ();
    for (guint i = 0; i < named->len + themes->len; i++) {
        char **row = i < named->len ? named->pdata[i] : themes->pdata[i - named->len];
        if (g_str_equal (row[0], language))
            g_ptr_array_add (lines, row[2]);
    }
    GPtrArray *paragraphs = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GRand) dice = g_rand_new_with_seed (7);
    *ret_bytes = 0;
    for (int i = 0; i < 1500; i++) {
        GString *paragraph = g_string_new (NULL);
        for (int k = 0; k < 3; k++)
            g_string_append_printf (paragraph, "%s ",
                                    (char *) lines->pdata[g_rand_int_range (dice, 0, (gint32) lines->len)]);
        *ret_bytes += paragraph->len;
        g_ptr_array_add (paragraphs, g_string_free (paragraph, FALSE));
    }
    return paragraphs;
}

static double since (gint64 start)
{
    return (double) (g_get_monotonic_time () - start) / 1000.0;
}

int main (void)
{
    static const char *const languages[] = { "en", "fr", "es", "ru", "ar", "zh" };
    g_autoptr (GPtrArray) rows = test_table ("keywords.tsv", 4);
    g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    gint64 start = g_get_monotonic_time ();
    g_autoptr (TdTagger) tagger = tagger_of_table (rows, lists);
    g_print ("tagger made in %.1f ms\n", since (start));
    for (guint l = 0; l < G_N_ELEMENTS (languages); l++) {
        gsize bytes;
        g_autoptr (GPtrArray) paragraphs = document (languages[l], &bytes);
        double detect = 1e9, analyze = 1e9, tag = 1e9;
        for (int round = 0; round < 3; round++) {
            start = g_get_monotonic_time ();
            for (guint i = 0; i < paragraphs->len; i++)
                td_language_detect (paragraphs->pdata[i], -1, NULL);
            detect = MIN (detect, since (start));
            start = g_get_monotonic_time ();
            for (guint i = 0; i < paragraphs->len; i++) {
                g_autoptr (TdTokens) tokens = td_analyze (paragraphs->pdata[i], -1, languages[l]);
                g_autofree char *joined = td_tokens_join (tokens);
            }
            analyze = MIN (analyze, since (start));
            start = g_get_monotonic_time ();
            for (guint i = 0; i < paragraphs->len; i++) {
                g_autoptr (GArray) tags = td_tagger_tag (tagger, paragraphs->pdata[i], languages[l]);
            }
            tag = MIN (tag, since (start));
        }
        g_print ("%s: %u paragraphs, %.0f KB: language %.1f ms, tokens %.1f ms (%.0f MB/s), articles %.1f ms "
                 "(%.0f MB/s)\n",
                 languages[l], paragraphs->len, (double) bytes / 1e3, detect, analyze, (double) bytes / analyze / 1e3,
                 tag, (double) bytes / tag / 1e3);
    }
    return 0;
}
