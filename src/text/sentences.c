#include "text/sentences.h"

#include "text/lexicon.h"

#include <string.h>
#include <unicode/ubrk.h>

/* ---- abbreviations ---- */

/* "en art": a set of small letters. */
static gpointer load_abbreviations (G_GNUC_UNUSED gpointer data)
{
    GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) rows = td_lexicon_rows ("abbreviations.csv", 2);

    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        g_auto (GStrv) words = g_strsplit (row[1], "|", -1);
        for (char **w = words; *w != NULL; w++)
            g_hash_table_add (set, g_strconcat (row[0], " ", *w, NULL));
    }
    return set;
}

/* next: what stands behind it. */
static gboolean is_abbreviation (const char *word, gsize length, const char *next, const char *language)
{
    static GOnce once = G_ONCE_INIT;
    GHashTable *set = g_once (&once, load_abbreviations, NULL);
    g_autofree char *small = g_utf8_strdown (word, (gssize) length);
    g_autofree char *key = g_strconcat (language, " ", small, "#", NULL);

    if (g_unichar_isdigit (g_utf8_get_char (next)) && g_hash_table_contains (set, key))
        return TRUE;
    key[strlen (key) - 1] = '\0';
    return g_hash_table_contains (set, key);
}

/* ---- where a sentence does not end ---- */

/* The last word before a full stop at the end; *ret_length 0 where it does not end in one. */
static const char *word_before_stop (const char *text, gsize length, gsize *ret_length)
{
    const char *end = text + length, *at = end;

    *ret_length = 0;
    if (length < 2 || end[-1] != '.')
        return text;
    for (at = --end; at > text;) {
        const char *before = g_utf8_find_prev_char (text, at);
        gunichar c = g_utf8_get_char (before);
        if (!g_unichar_isalnum (c) && c != '.' && c != '-' && !g_unichar_ismark (c))
            break;
        at = before;
    }
    *ret_length = (gsize) (end - at);
    return at;
}

/* Only a number or a letter that counts: "12.", "IV.", "A.". */
static gboolean only_counts (const char *word, gsize length)
{
    return strspn (word, "0123456789.") >= length || strspn (word, "IVX") >= length
           || g_utf8_strlen (word, (gssize) length) == 1;
}

static gboolean goes_on (const char *text, const TdSentence *s, const char *next, const char *language)
{
    gsize length;
    const char *word = word_before_stop (text + s->start, s->end - s->start, &length);

    if (length == 0)
        return FALSE;
    if (word == text + s->start)
        return only_counts (word, length) || is_abbreviation (word, length, next, language);
    return is_abbreviation (word, length, next, language) || g_unichar_islower (g_utf8_get_char (next));
}

/* ---- cutting ---- */

/* The piece from a to b without blanks at its ends; empty: start == end. */
static TdSentence trimmed (const char *text, gsize a, gsize b)
{
    while (a < b && g_unichar_isspace (g_utf8_get_char (text + a)))
        a = (gsize) (g_utf8_next_char (text + a) - text);
    while (b > a) {
        const char *before = g_utf8_find_prev_char (text + a, text + b);
        if (before == NULL || !g_unichar_isspace (g_utf8_get_char (before)))
            break;
        b = (gsize) (before - text);
    }
    return (TdSentence){ (guint32) a, (guint32) b };
}

static gboolean line_between (const char *text, guint32 from, guint32 to)
{
    return memchr (text + from, '\n', to - from) != NULL;
}

static void add (GArray *list, const char *text, TdSentence s, const char *language)
{
    TdSentence *last = list->len > 0 ? &g_array_index (list, TdSentence, list->len - 1) : NULL;

    if (s.start == s.end)
        return;
    if (last != NULL && !line_between (text, last->end, s.start) && goes_on (text, last, text + s.start, language))
        last->end = s.end;
    else
        g_array_append_val (list, s);
}

GArray *td_sentences (const char *utf8, const char *language)
{
    GArray *list = g_array_new (FALSE, FALSE, sizeof (TdSentence));
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8 (NULL, utf8, (int64_t) strlen (utf8), &status);
    UBreakIterator *breaks = ubrk_open (UBRK_SENTENCE, language != NULL ? language : "", NULL, 0, &status);

    ubrk_setUText (breaks, text, &status);
    if (U_FAILURE (status))
        g_error ("ICU has no rules for sentences: %s.", u_errorName (status));
    int32_t from = ubrk_first (breaks);
    for (int32_t to; (to = ubrk_next (breaks)) != UBRK_DONE; from = to)
        add (list, utf8, trimmed (utf8, (gsize) from, (gsize) to), language != NULL ? language : "");
    ubrk_close (breaks);
    utext_close (text);
    return list;
}

GPtrArray *td_sentence_texts (const char *utf8, const char *language)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) list = td_sentences (utf8, language);

    for (guint i = 0; i < list->len; i++) {
        const TdSentence *s = &g_array_index (list, TdSentence, i);
        g_ptr_array_add (texts, g_strndup (utf8 + s->start, s->end - s->start));
    }
    return texts;
}
