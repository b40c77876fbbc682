/* The small mark-up in which people type, and back.
 *
 * Marks need not nest: strong, emphasis and links are properties of each letter, so a star toggles whatever stands around it.
 * First every place of the words is given its meaning (scan, pair brackets), then runs are cut where something changes. Time is that
 * of the length, whatever is typed. */
#include "document/text-model-private.h"

#include "base/limits.h"

#include <string.h>

gboolean td_text_character_good (gunichar c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE)
        return FALSE;
    return c != 0xFEFF && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069);
}

gboolean td_text_link_good (const char *link)
{
    static const char *const begins[] = { "https://", "http://", "mailto:", "/", "#" };
    if (link == NULL || g_str_has_prefix (link, "//") || strlen (link) > TD_LIMIT_TEXT_LINK_CHARACTERS)
        return FALSE;
    for (const char *p = link; *p != '\0'; p = g_utf8_next_char (p))
        if (*p == ' ' || !td_text_character_good (g_utf8_get_char (p)))
            return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
        if (g_str_has_prefix (link, begins[i]) && strlen (link) > strlen (begins[i]) - (i >= 3))
            return TRUE;
    return FALSE;
}

char *td_text_clean (const char *words)
{
    g_autofree char *valid = g_utf8_make_valid (words != NULL ? words : "", -1);
    GString *clean = g_string_sized_new (strlen (valid));
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (c == '\r' && p[1] == '\n')
            continue;
        if (c == '\n' || c == '\t' || c == '\r')
            g_string_append_c (clean, ' ');
        else if (td_text_character_good (c))
            g_string_append_unichar (clean, c);
    }
    return g_string_free (clean, FALSE);
}

/* ---- from words ---- */

enum { SIGN = 1, LITERAL = 2 };

typedef struct {
    const char *words;
    gsize length;
    gsize *match; /* of a bracket that opens: where its fellow is; 0: none */
    guint8 *sign; /* of each byte: SIGN, LITERAL behind a backslash, or neither */
    GPtrArray *runs;
    GString *run; /* the words being gathered */
    guint style;
    char *link; /* the link we are in, NULL: none */
    gsize link_end;
    gsize link_after; /* where words go on behind it */
} Reading;

static gboolean escapes (const char *at)
{
    return *at == '\\' && (at[1] == ' ' || g_ascii_ispunct (at[1]));
}

/* Which signs mean something, and which brackets belong together. */
static void pair_signs (Reading *r)
{
    g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gsize));
    for (gsize i = 0; i < r->length; i++) {
        if (escapes (r->words + i)) {
            r->sign[++i] = LITERAL;
            continue;
        }
        char c = r->words[i];
        r->sign[i] = c == '*' || c == '[' || c == ']' || c == '^' ? SIGN : 0;
        if (c == '[')
            g_array_append_val (open, i);
        if (c != ']' || open->len == 0)
            continue;
        gsize from = g_array_index (open, gsize, open->len - 1);
        g_array_set_size (open, open->len - 1);
        r->match[from] = i;
    }
}

/* A run of stars at `at`: what it toggles; 0 when it toggles nothing (four stars are four stars). */
static guint stars_at (const Reading *r, gsize at, gsize *ret_n)
{
    static const guint toggles[] = { 0, TD_RUN_EMPHASIS, TD_RUN_STRONG, TD_RUN_STRONG | TD_RUN_EMPHASIS };
    gsize n = 0;
    while (at + n < r->length && r->words[at + n] == '*' && r->sign[at + n] == SIGN)
        n++;
    *ret_n = n;
    return n < G_N_ELEMENTS (toggles) ? toggles[n] : 0;
}

static gboolean stars_may_open (const Reading *r, gsize at, gsize n)
{
    return at + n < r->length && r->words[at + n] != ' ';
}

static gboolean stars_may_close (const Reading *r, gsize at)
{
    return at > 0 && (r->words[at - 1] != ' ' || r->sign[at - 1] == LITERAL);
}

/* For each style, the last place where it may close: an opener behind it is a mere star. */
static void last_closers (const Reading *r, gsize *ret_strong, gsize *ret_emphasis)
{
    gsize n;
    *ret_strong = *ret_emphasis = 0;
    for (gsize i = 0; i < r->length; i++) {
        if (r->words[i] != '*' || r->sign[i] != SIGN)
            continue;
        guint what = stars_at (r, i, &n);
        if (stars_may_close (r, i)) {
            *ret_strong = (what & TD_RUN_STRONG) ? i : *ret_strong;
            *ret_emphasis = (what & TD_RUN_EMPHASIS) ? i : *ret_emphasis;
        }
        i += n - 1;
    }
}

static void end_run (Reading *r)
{
    if (r->run->len == 0)
        return;
    TdTextRun *last = r->runs->len > 0 ? g_ptr_array_index (r->runs, r->runs->len - 1) : NULL;
    if (last != NULL && last->note == NULL && last->style == r->style && g_strcmp0 (last->link, r->link) == 0) {
        g_autofree char *before = last->text;
        last->text = g_strconcat (before, r->run->str, NULL);
    } else {
        td_text_runs_add (r->runs, r->run->str, r->style)->link = g_strdup (r->link);
    }
    g_string_truncate (r->run, 0);
}

static void toggle (Reading *r, guint bit, gsize at, gsize n, gsize last_closer, gboolean *taken)
{
    gboolean on = (r->style & bit) != 0;
    if (on ? stars_may_close (r, at) : stars_may_open (r, at, n) && last_closer > at) {
        end_run (r);
        r->style ^= bit;
        *taken = TRUE;
    } else {
        g_string_append (r->run, bit == TD_RUN_STRONG ? "**" : "*");
    }
}

static char *unescaped (const char *from, gsize length)
{
    GString *out = g_string_sized_new (length);
    for (gsize i = 0; i < length; i++) {
        if (i + 1 < length && escapes (from + i))
            i++;
        g_string_append_c (out, from[i]);
    }
    return g_string_free (out, FALSE);
}

/* ^[ at `at`: hangs the note on the run before it. FALSE when there is nothing it could hang on, or no note. */
static gboolean take_note (Reading *r, gsize at, gsize *ret_after)
{
    gsize end = r->words[at + 1] == '[' && r->sign[at + 1] == SIGN ? r->match[at + 1] : 0;
    if (end == 0 || end == at + 2 || (r->link != NULL && end > r->link_end))
        return FALSE;
    if (r->run->len == 0 && r->runs->len == 0)
        return FALSE;
    end_run (r);
    TdTextRun *run = g_ptr_array_index (r->runs, r->runs->len - 1);
    char *note = unescaped (r->words + at + 2, end - at - 2);
    if (run->note != NULL) {
        g_autofree char *before = run->note, *more = note;
        note = g_strconcat (before, "; ", more, NULL);
    }
    run->note = note;
    *ret_after = end + 1;
    return TRUE;
}

/* The target in "(…)" at `at`: NULL when there is none that is good. Brackets within it must pair. */
static char *target_at (const Reading *r, gsize at, gsize *ret_after)
{
    int depth = 0;
    for (gsize i = at; i < r->length && i - at < 2 * TD_LIMIT_TEXT_LINK_CHARACTERS; i++) {
        char c = r->words[i];
        if (c == ' ' || (i == at && c != '('))
            return NULL;
        if (escapes (r->words + i)) {
            i++;
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > 0)
            continue;
        g_autofree char *target = unescaped (r->words + at + 1, i - at - 1);
        *ret_after = i + 1;
        return td_text_link_good (target) ? g_steal_pointer (&target) : NULL;
    }
    return NULL;
}

static gboolean take_link (Reading *r, gsize at)
{
    gsize end = r->match[at];
    if (r->link != NULL || end == 0 || end == at + 1)
        return FALSE;
    gsize after;
    char *target = target_at (r, end + 1, &after);
    if (target == NULL)
        return FALSE;
    end_run (r);
    r->link = target;
    r->link_end = end;
    r->link_after = after;
    return TRUE;
}

static void end_link (Reading *r)
{
    end_run (r);
    g_clear_pointer (&r->link, g_free);
}

static void read_words (Reading *r)
{
    gsize last_strong, last_emphasis, after;
    last_closers (r, &last_strong, &last_emphasis);
    for (gsize i = 0; i < r->length;) {
        char c = r->words[i];
        if (r->link != NULL && i == r->link_end) {
            i = r->link_after;
            end_link (r);
        } else if (escapes (r->words + i)) {
            g_string_append_c (r->run, r->words[i + 1]);
            i += 2;
        } else if (c == '*') {
            gsize n;
            gboolean taken = FALSE;
            guint what = stars_at (r, i, &n);
            if (what & TD_RUN_STRONG)
                toggle (r, TD_RUN_STRONG, i, n, last_strong, &taken);
            if (what & TD_RUN_EMPHASIS)
                toggle (r, TD_RUN_EMPHASIS, i, n, last_emphasis, &taken);
            if (what == 0)
                g_string_append_len (r->run, r->words + i, (gssize) n);
            i += n;
        } else if (c == '^' && take_note (r, i, &after)) {
            i = after;
        } else if (c == '[' && take_link (r, i)) {
            i++;
        } else {
            g_string_append_c (r->run, c);
            i++;
        }
    }
    end_run (r);
}

GPtrArray *td_text_runs_from_words (const char *words)
{
    g_autofree char *clean = td_text_clean (words);
    Reading r = { .words = clean, .length = strlen (clean), .runs = td_text_runs_new (), .run = g_string_new (NULL) };
    g_autofree gsize *match = r.match = g_new0 (gsize, r.length + 1);
    g_autofree guint8 *sign = r.sign = g_new0 (guint8, r.length + 1);

    pair_signs (&r);
    read_words (&r);
    g_string_free (r.run, TRUE);
    g_free (r.link);
    return r.runs;
}

/* ---- to words ---- */

typedef struct {
    gboolean in_link;
    gboolean opens_here, closes_here; /* stars stand right before, right behind */
} Surroundings;

static gboolean needs_backslash (const char *text, const char *at, const Surroundings *around)
{
    gboolean last = at[1] == '\0';
    switch (*at) {
    case '\\':
    case '*': return TRUE;
    case '[': return around->in_link;
    case ']': return around->in_link || last || at[1] == '(';
    case '^': return last || at[1] == '[';
    case ' ': return (at == text && around->opens_here) || (last && around->closes_here);
    default: return FALSE;
    }
}

static void put_text (GString *out, const char *text, const Surroundings *around)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (needs_backslash (text, p, around))
            g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
    }
}

static void put_escaped (GString *out, const char *text, const char *signs)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (strchr (signs, *p) != NULL)
            g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
    }
}

static void put_stars (GString *out, guint style)
{
    if (style & TD_RUN_STRONG)
        g_string_append (out, "**");
    if (style & TD_RUN_EMPHASIS)
        g_string_append_c (out, '*');
}

static void put_run (GString *out, const TdTextRun *before, const TdTextRun *run, const TdTextRun *next)
{
    guint opens = run->style & ~(before != NULL ? before->style : 0);
    guint closes = run->style & ~(next != NULL ? next->style : 0);
    Surroundings around = { .in_link = run->link != NULL, .opens_here = opens != 0, .closes_here = closes != 0 };

    if (run->link != NULL && (before == NULL || g_strcmp0 (before->link, run->link) != 0))
        g_string_append_c (out, '[');
    put_stars (out, opens);
    put_text (out, run->text, &around);
    put_stars (out, closes);
    gboolean link_ends = run->link != NULL && (next == NULL || g_strcmp0 (next->link, run->link) != 0);
    if (link_ends) {
        g_string_append (out, "](");
        put_escaped (out, run->link, "\\()");
        g_string_append_c (out, ')');
    }
    if (run->note != NULL) {
        g_string_append (out, "^[");
        put_escaped (out, run->note, "\\[]");
        g_string_append_c (out, ']');
    }
}

char *td_text_words_of_runs (const GPtrArray *runs)
{
    g_autoptr (GPtrArray) standing = g_ptr_array_new ();
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = g_ptr_array_index (runs, i);
        if (run->change != TD_CHANGE_REMOVED)
            g_ptr_array_add (standing, (gpointer) run);
    }
    for (guint i = 0; i < standing->len; i++)
        put_run (out, i > 0 ? g_ptr_array_index (standing, i - 1) : NULL, g_ptr_array_index (standing, i),
                 i + 1 < standing->len ? g_ptr_array_index (standing, i + 1) : NULL);
    return g_string_free (out, FALSE);
}

char *td_text_plain (const GPtrArray *runs)
{
    GString *plain = g_string_new (NULL);
    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = g_ptr_array_index (runs, i);
        if (run->change != TD_CHANGE_REMOVED)
            g_string_append (plain, run->text);
    }
    return g_string_free (plain, FALSE);
}
