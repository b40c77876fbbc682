/* Words that a person types or a report holds, as the one analyzer, the cleaning, the masks, the comparisons see them: tokens and places lie within
 * the text on whole letters, pieces make the texts they came from, a name that is masked is not found again. The text is cut in two at its first
 * line's end. */
#include "base/base.h"
#include "text/analyzer.h"
#include "text/clean.h"
#include "text/language.h"
#include "text/mask.h"
#include "text/name-likeness.h"
#include "text/paragraph-split.h"
#include "text/sentences.h"
#include "text/word-diff.h"

#include <string.h>

static void look_at_place (const char *text, guint32 start, guint32 end, guint32 last)
{
    g_assert_true (start >= last && start < end && end <= strlen (text));
    g_assert_true (g_utf8_validate (text + start, end - start, NULL));
}

static void look_at_tokens (const char *text, const char *language, const GPtrArray *query)
{
    g_autoptr (TdTokens) tokens = td_analyze (text, -1, language);
    g_autoptr (GArray) lights = td_analyze_highlights (text, language, query);
    g_autoptr (GArray) sentences = td_sentences (text, language);
    guint32 last = 0;

    for (guint i = 0; i < tokens->tokens->len; i++) {
        const TdToken *t = &g_array_index (tokens->tokens, TdToken, i);
        look_at_place (text, t->start, t->end, 0);
        g_assert_true (strlen (t->text) <= 64 && g_utf8_validate (t->text, -1, NULL));
    }
    for (guint i = 0; i < lights->len; i++) {
        const TdToken *t = &g_array_index (lights, TdToken, i);
        look_at_place (text, t->start, t->end, last);
        last = t->end;
    }
    last = 0;
    for (guint i = 0; i < sentences->len; i++) {
        const TdSentence *s = &g_array_index (sentences, TdSentence, i);
        look_at_place (text, s->start, s->end, last);
        last = s->end;
    }
}

static void look_at_difference (const char *before, const char *after)
{
    g_autoptr (GPtrArray) pieces = td_word_diff (before, after, NULL);
    g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);

    for (guint i = 0; i < pieces->len; i++) {
        const TdDiffPiece *p = pieces->pdata[i];
        if (p->kind != TD_DIFF_ADDED)
            g_string_append (first, p->text);
        if (p->kind != TD_DIFF_REMOVED)
            g_string_append (second, p->text);
    }
    g_assert_cmpstr (first->str, ==, before);
    g_assert_cmpstr (second->str, ==, after);
}

static void look_at_names (const char *text, const char *name)
{
    g_autofree char *clean = td_text_clean_line (name, 200), *whole = td_text_clean_text (text, 100000);

    if (clean != NULL && *clean != '\0' && strlen (clean) < 400) {
        g_autofree char *key = td_name_key (clean), *folded = td_name_folded (clean), *looks = td_name_looks (clean);
        double likeness = td_name_likeness (key, folded);
        g_assert_true (likeness >= 0 && likeness <= 1);
        td_name_oddity (clean);
        if (whole != NULL && td_text_mask_can (clean)) {
            g_autofree char *masked = td_text_mask (whole, clean, NULL);
            g_assert_true (masked == NULL || g_utf8_validate (masked, -1, NULL));
        }
    }
    if (whole != NULL) {
        g_autofree char *twice = td_text_clean_text (whole, 100000);
        g_assert_cmpstr (twice, ==, whole);
    }
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    static const char *const languages[] = { "en", "fr", "ar", "zh", "ru", "es", "wo" };
    g_autofree char *text = g_strndup ((const char *) data, size);
    g_autoptr (GPtrArray) query = NULL;
    g_autoptr (GArray) ranges = NULL;
    char *rest;

    td_base_init ();
    if (!g_utf8_validate (text, -1, NULL))
        return 0;
    rest = strchr (text, '\n');
    if (rest != NULL)
        *rest++ = '\0';
    query = td_analyze_query (text, NULL);
    look_at_tokens (rest != NULL ? rest : text, languages[size % G_N_ELEMENTS (languages)], query);
    td_language_detect (text, -1, NULL);
    if (strlen (text) < 24) /* ICU's names of all languages are walked through */
        g_free (td_language_by_name (text));
    ranges = td_split_ranges_read (text, 40);
    if (rest != NULL && strlen (text) < 4000 && strlen (rest) < 4000) {
        look_at_difference (text, rest);
        look_at_names (rest, text);
    }
    return 0;
}
