#include "text/citation-parts.h"
#include "text/citation.h"
#include <string.h>

/* Symbols begin with the organ that the paper is of: a root of the United Nations' symbols, or any treaty body's, whose second part is C. */
static const char *const roots[] = { "A",   "E",   "S",   "T",    "ST",   "TD",   "CMW",  "CCPR",  "CRC", "CEDAW",
                                     "CAT", "CED", "HRI", "CERD", "CRPD", "UNEP", "ICCD", "CESCR", "DP",  "FCCC" };

enum { SYMBOL_BYTES = 80, SYMBOL_SEGMENTS = 12 };

/* Marks that are not seen: direction, joiners, soft hyphens. */
static gboolean unseen (gunichar c)
{
    return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060
           || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static gsize after_unseen (const char *text, gsize length, gsize at)
{
    while (at < length && unseen (g_utf8_get_char (text + at)))
        at = (gsize) (g_utf8_next_char (text + at) - text);
    return at;
}

/* The sign as it stands in a symbol: capitals, ASCII; 0 when none of it. Wide forms stand in Chinese. */
static char symbol_char (gunichar c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c == 0x2010 || c == 0x2011 || c == 0x2013)
        c = '-';
    if (c >= 0x80 && g_unichar_digit_value (c) >= 0)
        c = '0' + (gunichar) g_unichar_digit_value (c);
    if (c < 0x80 && (g_ascii_isalnum ((char) c) || c == '.' || c == '-'))
        return g_ascii_toupper ((char) c);
    return 0;
}

/* Letters, digits, dots and hyphens up to a stroke, appended to out. Returns the byte after them. */
static gsize read_segment (const char *text, gsize length, gsize at, GString *out)
{
    gsize end = at;
    while (at < length && out->len < SYMBOL_BYTES) {
        gunichar c = g_utf8_get_char (text + at);
        gsize next = (gsize) (g_utf8_next_char (text + at) - text);
        char sign = symbol_char (c);
        if (sign != 0)
            g_string_append_c (out, sign);
        else if (!unseen (c))
            break;
        at = next;
        if (sign != 0)
            end = at;
    }
    return end;
}

static gsize after_blanks (const char *text, gsize length, gsize at)
{
    for (guint n = 0; at < length && n < 8; n++) {
        gunichar c = g_utf8_get_char (text + at);
        if (!g_unichar_isspace (c) && !unseen (c))
            break;
        at = (gsize) (g_utf8_next_char (text + at) - text);
    }
    return at;
}

/* The stroke at byte at; where a line was broken, blanks stand on one side of it, and a stroke between blanks parts two symbols. Returns the
 * byte where the next segment begins, or 0. */
static gsize read_stroke (const char *text, gsize length, gsize at)
{
    gsize stroke = after_blanks (text, length, at);
    if (stroke >= length)
        return 0;
    gunichar c = g_utf8_get_char (text + stroke);
    if (c != '/' && c != 0xFF0F)
        return 0;
    gsize after = (gsize) (g_utf8_next_char (text + stroke) - text), next = after_blanks (text, length, after);
    gboolean before_it = after_unseen (text, length, at) != stroke,
             after_it = after_unseen (text, length, after) != next;
    return before_it && after_it ? 0 : next;
}

static gboolean has_digit (const char *segment)
{
    return strpbrk (segment, "0123456789") != NULL;
}

static gboolean is_root (const char *segment)
{
    for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
        if (g_str_equal (roots[i], segment))
            return TRUE;
    return FALSE;
}

/* Whether these segments are a symbol: an organ, two more at least ("S/2004/616", "A/RES/45/158"), the last with a number or a word that ends one. */
static gboolean is_symbol (GPtrArray *segments)
{
    const char *first = segments->pdata[0];
    gsize n = strlen (first);
    gboolean body = segments->len >= 4 && g_str_equal (segments->pdata[1], "C") && n >= 2 && n <= 7
                    && strspn (first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
    if (segments->len < 3 || (!is_root (first) && !body))
        return FALSE;
    for (guint i = 1; i < segments->len; i++)
        if (strlen (segments->pdata[i]) > 12)
            return FALSE;
    return has_digit (segments->pdata[segments->len - 1]);
}

/* A full stop or hyphen that ends the sentence is none of the symbol's. Returns how many were cut. */
static gsize cut_end (GString *segment)
{
    gsize was = segment->len;
    while (segment->len > 0 && strchr (".-", segment->str[segment->len - 1]) != NULL)
        g_string_truncate (segment, segment->len - 1);
    return was - segment->len;
}

/* Segments of what may be a symbol; their ends in bytes of the text go into ends. */
static GPtrArray *read_segments (const char *text, gsize length, gsize at, GArray *ends)
{
    GPtrArray *segments = g_ptr_array_new_with_free_func (g_free);
    while (segments->len < SYMBOL_SEGMENTS) {
        g_autoptr (GString) segment = g_string_new (NULL);
        gsize end = read_segment (text, length, at, segment);
        end -= cut_end (segment);
        if (segment->len == 0)
            break;
        g_ptr_array_add (segments, g_strdup (segment->str));
        g_array_append_val (ends, end);
        at = read_stroke (text, length, end);
        if (at == 0)
            break;
    }
    return segments;
}

gsize td_part_symbol (const char *text, gsize length, gsize at, char **ret_symbol)
{
    g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
    g_autoptr (GPtrArray) segments = read_segments (text, length, at, ends);
    while (segments->len > 0 && !has_digit (segments->pdata[segments->len - 1]))
        g_ptr_array_set_size (segments, (int) segments->len - 1);
    if (segments->len == 0 || !is_symbol (segments))
        return 0;
    gsize end = g_array_index (ends, gsize, segments->len - 1);
    g_ptr_array_add (segments, NULL);
    *ret_symbol = g_strjoinv ("/", (char **) segments->pdata);
    return end;
}

char *td_symbol_clean (const char *symbol)
{
    gsize length = strlen (symbol);
    char *clean = NULL;
    if (!g_utf8_validate (symbol, -1, NULL))
        return NULL;
    gsize end = td_part_symbol (symbol, length, after_blanks (symbol, length, 0), &clean);
    if (end != 0 && after_blanks (symbol, length, end) == length)
        return clean;
    g_free (clean);
    return NULL;
}
