/* Contract in dates.h. */
#include "text/dates.h"

#include "text/lexicon.h"

#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199, MOST_BETWEEN = 3, BETWEEN = -1 };

/* A number, or a word of which only the month is kept. */
typedef struct {
    int number;     /* of digits; -1: a word */
    int month;      /* 1 to 12; BETWEEN: it may stand between day and month; 0: another word, or a sign that parts */
    gunichar after; /* the sign behind a number: 年, 月, 日 */
} Token;

static GHashTable *months (void)
{
    static GHashTable *words;
    static gsize once;

    if (g_once_init_enter (&once)) {
        g_autoptr (GPtrArray) rows = td_lexicon_rows ("months.csv", 2);
        words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = 0; i < rows->len; i++) {
            GStrv row = rows->pdata[i];
            g_auto (GStrv) names = g_strsplit (row[1], "|", -1);
            int month = g_str_equal (row[0], "between") ? BETWEEN : (int) g_ascii_strtoll (row[0], NULL, 10);
            for (char **name = names; *name != NULL; name++)
                g_hash_table_insert (words, g_utf8_casefold (*name, -1), GINT_TO_POINTER (month));
        }
        g_once_init_leave (&once, 1);
    }
    return words;
}

static gboolean in_word (gunichar c)
{
    return (g_unichar_isalpha (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN) || g_unichar_ismark (c);
}

/* Reads what stands at a place; the place behind it. */
static const char *read_token (const char *at, const char *end, Token *ret)
{
    const char *start = at;

    *ret = (Token){ .number = -1 };
    if (g_unichar_isdigit (g_utf8_get_char (at))) {
        ret->number = 0;
        for (; at < end && g_unichar_isdigit (g_utf8_get_char (at)); at = g_utf8_next_char (at))
            ret->number = MIN (ret->number * 10 + g_unichar_digit_value (g_utf8_get_char (at)), 100000);
        for (start = at; start < end && *start == ' ';)
            start++;
        ret->after = start < end ? g_utf8_get_char (start) : 0;
        return at;
    }
    while (at < end && in_word (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
    if (at > start) {
        g_autofree char *word = g_utf8_casefold (start, at - start);
        ret->month = GPOINTER_TO_INT (g_hash_table_lookup (months (), word));
    }
    return at;
}

/* Numbers and words in order; commas and blanks part nothing, other signs are a word that is none. */
static GArray *tokens_of (const char *text, const char *end)
{
    GArray *tokens = g_array_new (FALSE, TRUE, sizeof (Token));

    for (const char *at = text; at < end;) {
        gunichar c = g_utf8_get_char (at);
        Token token = { .number = -1 };
        if (g_unichar_isdigit (c) || in_word (c)) {
            at = read_token (at, end, &token);
            g_array_append_val (tokens, token);
            continue;
        }
        at = g_utf8_next_char (at);
        if (!g_unichar_isspace (c) && strchr (",/", c < 128 ? (int) c : ' ') == NULL && c != 0x5E74 && c != 0x6708
            && c != 0x65E5 && c != 0x060C)
            g_array_append_val (tokens, token);
    }
    return tokens;
}

static const Token *token_at (const GArray *tokens, guint i)
{
    static const Token none = { .number = -1 };

    return i < tokens->len ? &g_array_index (tokens, Token, i) : &none;
}

static gboolean is_day (int n)
{
    return n >= 1 && n <= 31;
}

static gboolean is_year (int n)
{
    return n >= FIRST_YEAR && n <= LAST_YEAR;
}

/* Keeps the later one; what is no day of the calendar is none. */
static void keep (GDate *latest, int year, int month, int day)
{
    GDate date;

    if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        return;
    g_date_clear (&date, 1);
    g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
    if (!g_date_valid (latest) || g_date_compare (&date, latest) > 0)
        *latest = date;
}

/* Around the name of a month. */
static void by_name (const GArray *tokens, guint i, GDate *latest)
{
    guint before = i, after = i + 1;
    int day;

    for (int n = 0; n < MOST_BETWEEN && before > 0 && token_at (tokens, before - 1)->month == BETWEEN; n++)
        before--;
    day = before > 0 ? token_at (tokens, before - 1)->number : -1;
    if (!is_day (day)) { /* "May 1, 2020" */
        day = token_at (tokens, after)->number;
        after += token_at (tokens, after + 1)->month == BETWEEN ? 2 : 1;
    } else if (token_at (tokens, after)->month == BETWEEN)
        after++;
    if (is_day (day) && is_year (token_at (tokens, after)->number))
        keep (latest, token_at (tokens, after)->number, token_at (tokens, i)->month, day);
}

char *td_dates_latest (const char *utf8, gssize n)
{
    g_autoptr (GArray) tokens = tokens_of (utf8, utf8 + (n < 0 ? strlen (utf8) : (gsize) n));
    GDate latest;

    g_date_clear (&latest, 1);
    for (guint i = 0; i < tokens->len; i++) {
        const Token *t = token_at (tokens, i);
        if (t->month > 0)
            by_name (tokens, i, &latest);
        else if (t->after == 0x5E74 && token_at (tokens, i + 1)->after == 0x6708
                 && token_at (tokens, i + 2)->after == 0x65E5 && is_year (t->number)
                 && is_day (token_at (tokens, i + 1)->number) && is_day (token_at (tokens, i + 2)->number))
            keep (&latest, t->number, token_at (tokens, i + 1)->number, token_at (tokens, i + 2)->number);
    }
    return g_date_valid (&latest) ? g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&latest),
                                                     (int) g_date_get_month (&latest), g_date_get_day (&latest))
                                  : NULL;
}
