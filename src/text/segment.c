#include "text/analyzer-words.h"
#include "text/script.h"
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

/* Words as in Unicode's UAX 29, cut further at everything that is neither letter nor digit. In scripts that
 * set spaces that leaves runs of letters, digits and marks, which we find ourselves; ICU's dictionaries are
 * asked for the scripts that set none. */

typedef enum { CLASS_BREAK, CLASS_WORD, CLASS_JOINER, CLASS_DICTIONARY } Class;

static Class class_of (gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum ((char) c) ? CLASS_WORD : CLASS_BREAK;
    if (c == 0xAD || c == 0x200C || c == 0x200D)
        return CLASS_JOINER; /* soft hyphen and joiners stand inside words */
    switch (td_script_of (c)) {
    case TD_SCRIPT_HAN:
    case TD_SCRIPT_KANA:
    case TD_SCRIPT_THAI:
    case TD_SCRIPT_LAO:
    case TD_SCRIPT_KHMER:
    case TD_SCRIPT_MYANMAR: return CLASS_DICTIONARY;
    default:
        if (g_unichar_isalnum (c))
            return CLASS_WORD;
        return g_unichar_ismark (c) ? CLASS_JOINER : CLASS_BREAK;
    }
}

enum { RUN = 256 }; /* code points of a dictionary run; a longer one is cut */

typedef struct {
    UBreakIterator *words;
    UChar run[RUN + 2];
    gsize offsets[RUN + 3]; /* of each UTF-16 unit */
} Dictionary;

static void dictionary_free (gpointer data)
{
    Dictionary *d = data;
    ubrk_close (d->words);
    g_free (d);
}

static Dictionary *dictionary (void)
{
    static GPrivate private = G_PRIVATE_INIT (dictionary_free);
    Dictionary *d = g_private_get (&private);
    if (d == NULL) {
        UErrorCode status = U_ZERO_ERROR;
        d = g_new0 (Dictionary, 1);
        d->words = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
        if (U_FAILURE (status))
            g_error ("ICU has no rules for words: %s.", u_errorName (status));
        g_private_set (&private, d);
    }
    return d;
}

/* A word of three ideographs and more is given whole and by its first and last two, so that 拘留 finds
 * 拘留所. */
static void give_ideographs (const char *text, gsize start, gsize end, TdWordFunc func, gpointer data)
{
    func (text, start, end, data);
    gsize two = strlen ("拘留");
    if (end - start <= two || td_script_of (g_utf8_get_char (text + start)) != TD_SCRIPT_HAN
        || g_utf8_strlen (text + start, (gssize) (end - start)) * 3 != (glong) (end - start))
        return;
    func (text, start, start + two, data);
    func (text, end - two, end, data);
}

static gsize give_dictionary_run (const char *text, gsize length, gsize at, TdWordFunc func, gpointer data)
{
    Dictionary *d = dictionary ();
    int32_t n = 0;
    while (at < length && n < RUN) {
        gunichar c = g_utf8_get_char (text + at);
        Class class = class_of (c);
        if (class != CLASS_DICTIONARY && !(class == CLASS_JOINER && n > 0))
            break;
        d->offsets[n] = at;
        if (c > 0xFFFF) {
            d->run[n++] = U16_LEAD (c);
            d->offsets[n] = at;
            d->run[n++] = U16_TRAIL (c);
        } else {
            d->run[n++] = (UChar) c;
        }
        at = (gsize) (g_utf8_next_char (text + at) - text);
    }
    d->offsets[n] = at;
    if (n == 1) {
        func (text, d->offsets[0], at, data);
        return at;
    }
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText (d->words, d->run, n, &status);
    int32_t from = ubrk_first (d->words);
    for (int32_t to; (to = ubrk_next (d->words)) != UBRK_DONE; from = to)
        give_ideographs (text, d->offsets[from], d->offsets[to], func, data);
    return at;
}

static gboolean apostrophe (const char *text, gsize length, gsize at, gsize *ret_after)
{
    if (at < length && text[at] == '\'') {
        *ret_after = at + 1;
        return TRUE;
    }
    if (at + 3 <= length && memcmp (text + at, "’", 3) == 0) {
        *ret_after = at + 3;
        return TRUE;
    }
    return FALSE;
}

static gboolean letter_at (const char *text, gsize length, gsize at)
{
    return at < length && g_unichar_isalpha (g_utf8_get_char (text + at));
}

void td_segment (const char *utf8, gsize length, TdWordFunc func, gpointer data)
{
    gsize at = 0;
    gboolean after_apostrophe = FALSE;
    while (at < length) {
        gunichar c = g_utf8_get_char (utf8 + at);
        Class class = class_of (c);
        if (class == CLASS_DICTIONARY) {
            at = give_dictionary_run (utf8, length, at, func, data);
            after_apostrophe = FALSE;
            continue;
        }
        if (class != CLASS_WORD) {
            at = (gsize) (g_utf8_next_char (utf8 + at) - utf8);
            after_apostrophe = FALSE;
            continue;
        }
        gsize start = at;
        while (at < length) {
            if ((guchar) utf8[at] < 0x80) {
                if (!g_ascii_isalnum (utf8[at]))
                    break;
                at++;
                continue;
            }
            class = class_of (g_utf8_get_char (utf8 + at));
            if (class != CLASS_WORD && class != CLASS_JOINER)
                break;
            at = (gsize) (g_utf8_next_char (utf8 + at) - utf8);
        }
        /* "l'eau", "qu'il": the elided word goes; "worker's", "don't": what follows goes. */
        gsize after = 0;
        gboolean before_letter = apostrophe (utf8, length, at, &after) && letter_at (utf8, length, after);
        gboolean elided = before_letter && (at - start == 1 || (at - start == 2 && (utf8[start] | 0x20) == 'q'));
        gboolean clitic = after_apostrophe && at - start == 1;
        if (!elided && !clitic)
            func (utf8, start, at, data);
        after_apostrophe = before_letter && !elided;
        if (before_letter)
            at = after;
    }
}
