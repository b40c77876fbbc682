/* Citations and likeness, of whatever text a person sends: every citation stands within the text, on whole characters, and is one; a text is
 * like itself, and a score is between 0 and 1. The text is cut in two at its first line's end. */
#include "base/base.h"
#include "text/citation.h"
#include "text/resemblance.h"
#include <string.h>

static void look_at_citations (const char *text)
{
    g_autoptr (GArray) found = td_citations_find (text);
    guint32 last = 0;
    for (guint i = 0; i < found->len; i++) {
        const TdCitation *c = &g_array_index (found, TdCitation, i);
        g_assert_cmpuint (c->start, <, c->end);
        g_assert_cmpuint (c->end, <=, strlen (text));
        g_assert_cmpuint (c->start, >=, last);
        g_assert_true (g_utf8_validate (text + c->start, c->end - c->start, NULL));
        g_assert_cmpint (c->first, <=, c->last);
        g_assert_true ((c->cited == TD_CITED_SYMBOL) == (c->symbol != NULL));
        g_assert_true ((c->cited == TD_CITED_GENERAL_COMMENT) == (c->comment > 0));
        g_autofree char *clean = c->symbol != NULL ? td_symbol_clean (c->symbol) : NULL;
        g_assert_cmpstr (clean, ==, c->symbol);
        last = c->start;
    }
}

static void look_at_likeness (const char *text)
{
    g_autoptr (TdResemblance) corpus = td_resemblance_new ();
    g_auto (GStrv) halves = g_strsplit (text, "\n", 2);
    static const char *const languages[] = { "en", "fr", "ar", "zh", "" };
    guint n = g_strv_length (halves);
    for (guint i = 0; i < n; i++)
        td_resemblance_add (corpus, halves[i], languages[strlen (halves[i]) % 5], (const int[]){ 16 }, i);
    for (guint i = 0; i < n; i++)
        for (guint k = 0; k < n; k++) {
            double score = td_resemblance_score (corpus, i, k);
            g_assert_true (score >= 0 && score <= 1);
        }
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    g_autofree char *text = g_strndup ((const char *) data, size);
    td_base_init ();
    if (!g_utf8_validate (text, -1, NULL))
        return 0;
    look_at_citations (text);
    look_at_likeness (text);
    return 0;
}
