#include "text/mask.h"

/* A text folded for comparing: letters, and one space for whatever parts words; where each came from. */
typedef struct {
    GArray *letters; /* gunichar */
    GArray *begins;  /* gsize: byte at which the character begins from which the letter came */
    GArray *ends;    /* gsize: byte behind it */
} Folded;

static void folded_clear (Folded *folded)
{
    g_array_unref (folded->letters);
    g_array_unref (folded->begins);
    g_array_unref (folded->ends);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folded, folded_clear)

/* Letters that one keyboard writes for another's. */
static gunichar settle (gunichar c)
{
    switch (c) {
    case 0x0671: return 0x0627; /* alef wasla */
    case 0x0649:
    case 0x06cc: return 0x064a; /* alef maksura, Farsi yeh */
    case 0x0629:
    case 0x06c1:
    case 0x06d5: return 0x0647; /* teh marbuta, heh goal, ae */
    case 0x06a9: return 0x0643; /* keheh */
    case 0x0131: return 'i';
    case 0x0142: return 'l';
    case 0x00f8: return 'o';
    case 0x0111:
    case 0x00f0: return 'd';
    case 0x0451: return 0x0435;
    default: return c;
    }
}

static gboolean is_unseen (gunichar c, GUnicodeType type)
{
    return type == G_UNICODE_FORMAT || type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK
           || c == 0x0640 /* tatweel */
           || c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0x0060 || c == 0x00b4 || c == 0x02bb;
}

static void put (Folded *folded, gunichar c, gsize begin, gsize end)
{
    guint n = folded->letters->len;

    if (c == ' ' && n > 0 && g_array_index (folded->letters, gunichar, n - 1) == ' ') {
        g_array_index (folded->ends, gsize, n - 1) = end;
        return;
    }
    g_array_append_val (folded->letters, c);
    g_array_append_val (folded->begins, begin);
    g_array_append_val (folded->ends, end);
}

/* One character as written may be several letters ("ß", a ligature) or none (a vowel sign). */
static void put_folded (Folded *folded, const char *p, gsize length, gsize begin, gsize end)
{
    g_autofree char *wide = g_utf8_normalize (p, (gssize) length, G_NORMALIZE_ALL);
    g_autofree char *small = wide != NULL ? g_utf8_casefold (wide, -1) : NULL;
    g_autofree char *apart = small != NULL ? g_utf8_normalize (small, -1, G_NORMALIZE_ALL) : NULL;

    for (const char *q = apart; q != NULL && *q != '\0'; q = g_utf8_next_char (q)) {
        gunichar c = g_utf8_get_char (q);
        GUnicodeType type = g_unichar_type (c);
        if (is_unseen (c, type))
            continue;
        put (folded, g_unichar_isalnum (c) || type == G_UNICODE_SPACING_MARK ? settle (c) : ' ', begin, end);
    }
}

static Folded fold (const char *text)
{
    Folded folded = { g_array_new (FALSE, FALSE, sizeof (gunichar)), g_array_new (FALSE, FALSE, sizeof (gsize)),
                      g_array_new (FALSE, FALSE, sizeof (gsize)) };

    for (const char *p = text; *p != '\0';) {
        const char *next = g_utf8_next_char (p);
        put_folded (&folded, p, (gsize) (next - p), (gsize) (p - text), (gsize) (next - text));
        p = next;
    }
    return folded;
}

static gunichar at (const Folded *folded, guint i)
{
    return i < folded->letters->len ? g_array_index (folded->letters, gunichar, i) : ' ';
}

/* Scripts in which a word's beginning cannot be told by a blank. */
static gboolean runs_on (gunichar c)
{
    switch (g_unichar_get_script (c)) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR: return TRUE;
    default: return FALSE;
    }
}

static gboolean no_blanks (gunichar c)
{
    GUnicodeScript script = g_unichar_get_script (c);

    return runs_on (c) && script != G_UNICODE_SCRIPT_ARABIC && script != G_UNICODE_SCRIPT_HEBREW;
}

enum { PARTICLE = 3, ENDING = 3, LONG_NAME = 4 };

/* Where the word begins in which the name stands at i: further back for particles. FALSE: too far inside a word. */
static gboolean find_begin (const Folded *text, guint i, guint *ret_begin)
{
    guint begin = i;

    if (no_blanks (at (text, i))) {
        *ret_begin = i;
        return TRUE;
    }
    while (begin > 0 && at (text, begin - 1) != ' ' && i - begin <= PARTICLE)
        begin--;
    *ret_begin = begin;
    return begin == i || (runs_on (at (text, i)) && i - begin <= PARTICLE);
}

static gboolean find_end (const Folded *text, guint end, guint name_length, guint *ret_end)
{
    guint after = end;

    if (no_blanks (at (text, end - 1))) {
        *ret_end = end;
        return TRUE;
    }
    while (at (text, after) != ' ' && after - end <= ENDING)
        after++;
    *ret_end = after;
    return after == end || (name_length >= LONG_NAME && after - end <= ENDING);
}

static gboolean stands_at (const Folded *text, const Folded *name, guint i)
{
    for (guint k = 0; k < name->letters->len; k++)
        if (i + k >= text->letters->len || at (text, i + k) != at (name, k))
            return FALSE;
    return TRUE;
}

static Folded fold_name (const char *name)
{
    Folded folded = fold (name);

    while (folded.letters->len > 0 && at (&folded, folded.letters->len - 1) == ' ')
        g_array_set_size (folded.letters, folded.letters->len - 1);
    if (folded.letters->len > 0 && at (&folded, 0) == ' ')
        g_array_remove_index (folded.letters, 0);
    return folded;
}

gboolean td_text_mask_can (const char *name)
{
    g_auto (Folded) folded = fold_name (name);

    return folded.letters->len > 0;
}

/* Signs that belong to the letter before them go with it. */
static gsize behind_marks (const char *text, gsize at_byte)
{
    const char *p = text + at_byte;

    while (*p != '\0') {
        GUnicodeType type = g_unichar_type (g_utf8_get_char (p));
        if (type != G_UNICODE_NON_SPACING_MARK && type != G_UNICODE_ENCLOSING_MARK)
            break;
        p = g_utf8_next_char (p);
    }
    return (gsize) (p - text);
}

char *td_text_mask (const char *text, const char *name, int *places)
{
    g_auto (Folded) needle = fold_name (name);
    g_auto (Folded) hay = fold (text);
    g_autoptr (GString) masked = g_string_new (NULL);
    guint length = needle.letters->len;
    gsize copied = 0;
    int found = 0;

    for (guint i = 0; length > 0 && i + length <= hay.letters->len; i++) {
        guint begin, end;
        if (!stands_at (&hay, &needle, i) || !find_begin (&hay, i, &begin)
            || !find_end (&hay, i + length, length, &end))
            continue;
        gsize from = MAX (copied, g_array_index (hay.begins, gsize, begin));
        g_string_append_len (masked, text + copied, (gssize) (from - copied));
        g_string_append (masked, TD_MASK);
        copied = behind_marks (text, g_array_index (hay.ends, gsize, end - 1));
        i = end - 1;
        found++;
    }
    if (found == 0)
        return NULL;
    g_string_append (masked, text + copied);
    if (places != NULL)
        *places += found;
    return g_string_free (g_steal_pointer (&masked), FALSE);
}
