/* Myers' greedy comparison in linear space (An O(ND) Difference Algorithm, 1986, section 4b), over numbers that stand for words.
 *
 * Words that only one side has cannot be common, so they are marked before and the rest is compared: that changes nothing in the answer's
 * length and much in its time. */
#include "text/word-diff.h"

#include "base/limits.h"

#include <string.h>
#include <unicode/ubrk.h>

/* ---- cutting a text ---- */

typedef struct {
    const char *text;
    GArray *starts; /* of guint32: where each unit begins, and where the last one ends */
} Units;

static guint n_units (const Units *units)
{
    return units->starts->len - 1;
}

static guint32 start_of (const Units *units, guint i)
{
    return g_array_index (units->starts, guint32, i);
}

static void units_clear (Units *units)
{
    g_clear_pointer (&units->starts, g_array_unref);
}

static Units units_of_words (const char *text, gsize length, const char *language)
{
    Units units = { text, g_array_new (FALSE, FALSE, sizeof (guint32)) };
    UErrorCode status = U_ZERO_ERROR;
    UText *utext = utext_openUTF8 (NULL, text, (int64_t) length, &status);
    UBreakIterator *words = ubrk_open (UBRK_WORD, language != NULL ? language : "", NULL, 0, &status);
    ubrk_setUText (words, utext, &status);
    if (U_FAILURE (status))
        g_error ("ICU has no rules for words: %s.", u_errorName (status));
    for (int32_t at = ubrk_first (words); at != UBRK_DONE; at = ubrk_next (words)) {
        guint32 start = (guint32) at;
        g_array_append_val (units.starts, start);
    }
    ubrk_close (words);
    utext_close (utext);
    return units;
}

static Units units_of_lines (const char *text, gsize length)
{
    Units units = { text, g_array_new (FALSE, FALSE, sizeof (guint32)) };
    guint32 start = 0;
    g_array_append_val (units.starts, start);
    while (start < length) {
        const char *end = memchr (text + start, '\n', length - start);
        start = end != NULL ? (guint32) (end + 1 - text) : (guint32) length;
        g_array_append_val (units.starts, start);
    }
    return units;
}

/* Units that are the same words get the same number, on both sides. */
static void number_units (GHashTable *numbers, GStringChunk *chunk, const Units *units, guint32 *ret_numbers)
{
    for (guint i = 0; i < n_units (units); i++) {
        guint32 from = start_of (units, i), to = start_of (units, i + 1);
        const char *word = g_string_chunk_insert_len (chunk, units->text + from, (gssize) (to - from));
        gpointer number = g_hash_table_lookup (numbers, word);
        if (number == NULL) {
            number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
            g_hash_table_insert (numbers, (gpointer) word, number);
        }
        ret_numbers[i] = GPOINTER_TO_UINT (number);
    }
}

/* ---- Myers ---- */

typedef struct {
    const guint32 *a, *b;
    guint8 *keep_a, *keep_b; /* set where a unit is in both */
    int *forward, *backward; /* furthest places by diagonal; their middle is `offset` */
    int offset;
} Myers;

typedef struct {
    int x, y, u, v; /* the middle snake goes from x, y to u, v */
    int d;
} Snake;

/* One step of the search from the start; TRUE when it met the one from the end. Diagonals outside the table are left out. */
static gboolean step_forward (Myers *m, int a0, int n, int b0, int m_len, int d, int delta, Snake *ret)
{
    int *v = m->forward + m->offset, *w = m->backward + m->offset;
    for (int k = -(d - 2 * MAX (0, d - m_len)); k <= d - 2 * MAX (0, d - n); k += 2) {
        int x = k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;
        int y = x - k, x0 = x, y0 = y;
        while (x < n && y < m_len && m->a[a0 + x] == m->b[b0 + y]) {
            x++;
            y++;
        }
        v[k] = x;
        int c = delta - k;
        if ((delta & 1) != 0 && c >= -(d - 1) && c <= d - 1 && x + w[c] >= n) {
            *ret = (Snake){ x0, y0, x, y, 2 * d - 1 };
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean step_backward (Myers *m, int a0, int n, int b0, int m_len, int d, int delta, Snake *ret)
{
    int *v = m->forward + m->offset, *w = m->backward + m->offset;
    for (int k = -(d - 2 * MAX (0, d - m_len)); k <= d - 2 * MAX (0, d - n); k += 2) {
        int x = k == -d || (k != d && w[k - 1] < w[k + 1]) ? w[k + 1] : w[k - 1] + 1;
        int y = x - k, x0 = x, y0 = y;
        while (x < n && y < m_len && m->a[a0 + n - 1 - x] == m->b[b0 + m_len - 1 - y]) {
            x++;
            y++;
        }
        w[k] = x;
        int c = delta - k;
        if ((delta & 1) == 0 && c >= -d && c <= d && x + v[c] >= n) {
            *ret = (Snake){ n - x, m_len - y, n - x0, m_len - y0, 2 * d };
            return TRUE;
        }
    }
    return FALSE;
}

static Snake middle_snake (Myers *m, int a0, int n, int b0, int m_len)
{
    int delta = n - m_len, reach = (n + m_len) / 2 + 2;
    Snake found = { 0 };
    memset (m->forward + m->offset - reach, 0, sizeof (int) * (gsize) (2 * reach + 1));
    memset (m->backward + m->offset - reach, 0, sizeof (int) * (gsize) (2 * reach + 1));
    for (int d = 0;; d++)
        if (step_forward (m, a0, n, b0, m_len, d, delta, &found)
            || step_backward (m, a0, n, b0, m_len, d, delta, &found))
            return found;
}

static void compare (Myers *m, int a0, int n, int b0, int m_len)
{
    while (n > 0 && m_len > 0 && m->a[a0] == m->b[b0]) {
        m->keep_a[a0++] = m->keep_b[b0++] = 1;
        n--;
        m_len--;
    }
    while (n > 0 && m_len > 0 && m->a[a0 + n - 1] == m->b[b0 + m_len - 1]) {
        n--;
        m_len--;
        m->keep_a[a0 + n] = m->keep_b[b0 + m_len] = 1;
    }
    if (n == 0 || m_len == 0)
        return;
    Snake s = middle_snake (m, a0, n, b0, m_len);
    for (int i = 0; i < s.u - s.x; i++)
        m->keep_a[a0 + s.x + i] = m->keep_b[b0 + s.y + i] = 1;
    compare (m, a0, s.x, b0, s.y);
    compare (m, a0 + s.u, n - s.u, b0 + s.v, m_len - s.v);
}

/* The numbers of from that the other side has too; ret_places says where they stood. */
static int common_only (const guint32 *from, guint n, const guint8 *other_has, guint32 *ret_kept, guint *ret_places)
{
    int kept = 0;
    for (guint i = 0; i < n; i++)
        if (other_has[from[i]]) {
            ret_places[kept] = i;
            ret_kept[kept++] = from[i];
        }
    return kept;
}

static guint8 *which_numbers (const guint32 *numbers, guint n, guint n_numbers)
{
    guint8 *has = g_new0 (guint8, (gsize) n_numbers + 1);
    for (guint i = 0; i < n; i++)
        has[numbers[i]] = 1;
    return has;
}

static void keep_common (const guint32 *a, guint n, const guint32 *b, guint m_len, guint n_numbers, guint8 *keep_a,
                         guint8 *keep_b)
{
    g_autofree guint8 *in_a = which_numbers (a, n, n_numbers), *in_b = which_numbers (b, m_len, n_numbers);
    g_autofree guint32 *some_a = g_new (guint32, n + 1), *some_b = g_new (guint32, m_len + 1);
    g_autofree guint *places_a = g_new (guint, n + 1), *places_b = g_new (guint, m_len + 1);
    int n_a = common_only (a, n, in_b, some_a, places_a), n_b = common_only (b, m_len, in_a, some_b, places_b);
    g_autofree guint8 *kept_a = g_new0 (guint8, (gsize) n_a + 1), *kept_b = g_new0 (guint8, (gsize) n_b + 1);
    gsize diagonals = 2 * ((gsize) n_a + (gsize) n_b) + 6;
    g_autofree int *forward = g_new0 (int, diagonals), *backward = g_new0 (int, diagonals);
    Myers myers = { some_a, some_b, kept_a, kept_b, forward, backward, (int) (diagonals / 2) };

    compare (&myers, 0, n_a, 0, n_b);
    for (int i = 0; i < n_a; i++)
        keep_a[places_a[i]] = kept_a[i];
    for (int i = 0; i < n_b; i++)
        keep_b[places_b[i]] = kept_b[i];
}

/* ---- pieces ---- */

/* What goes and what comes between two places that stay; given out when something stays. */
typedef struct {
    GPtrArray *pieces;
    GString *same, *removed, *added;
} Writing;

static void piece_free (gpointer data)
{
    TdDiffPiece *piece = data;
    g_free (piece->text);
    g_free (piece);
}

static void put_piece (Writing *w, TdDiffKind kind, GString *text)
{
    if (text->len == 0)
        return;
    TdDiffPiece *piece = g_new (TdDiffPiece, 1);
    *piece = (TdDiffPiece){ kind, g_strdup (text->str) };
    g_ptr_array_add (w->pieces, piece);
    g_string_truncate (text, 0);
}

static void put_same (Writing *w, const char *text, gsize length)
{
    if (length == 0)
        return;
    put_piece (w, TD_DIFF_REMOVED, w->removed);
    put_piece (w, TD_DIFF_ADDED, w->added);
    g_string_append_len (w->same, text, (gssize) length);
}

/* Blanks within a line. */
static gboolean all_blank (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (*p == '\n' || !g_unichar_isspace (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

/* What went (or came) just before what stayed; NULL if nothing did. */
static TdDiffPiece *last_change (const Writing *w, TdDiffKind kind)
{
    for (guint back = 1; back <= 2 && back <= w->pieces->len; back++) {
        TdDiffPiece *piece = g_ptr_array_index (w->pieces, w->pieces->len - back);
        if (piece->kind == TD_DIFF_SAME)
            break;
        if (piece->kind == kind)
            return piece;
    }
    return NULL;
}

static void lengthen (TdDiffPiece *piece, const char *blank, const char *text, gsize length)
{
    g_autofree char *before = piece->text, *more = g_strndup (text, length);
    piece->text = g_strconcat (before, blank, more, NULL);
}

/* "[-two-]{+three+} {+four +}six" says the same as "[-two-]{+three four+} six", which reads better. */
static gboolean slide (Writing *w, TdDiffKind kind, const char *text, gsize length)
{
    TdDiffPiece *before = last_change (w, kind);
    gsize blank = w->same->len;
    if (before == NULL || length < blank || memcmp (text + length - blank, w->same->str, blank) != 0)
        return FALSE;
    lengthen (before, w->same->str, text, length - blank);
    return TRUE;
}

/* Something went and something came, twice, with a blank between: that is one change of some words. */
static gboolean join (Writing *w, const char *removed, gsize n_removed, const char *added, gsize n_added)
{
    TdDiffPiece *went = last_change (w, TD_DIFF_REMOVED), *came = last_change (w, TD_DIFF_ADDED);
    if (went == NULL || came == NULL)
        return FALSE;
    lengthen (went, w->same->str, removed, n_removed);
    lengthen (came, w->same->str, added, n_added);
    g_string_truncate (w->same, 0);
    return TRUE;
}

/* Something went, something came, or both, after what stayed. */
static void put_change (Writing *w, const char *removed, gsize n_removed, const char *added, gsize n_added)
{
    if (n_removed == 0 && n_added == 0)
        return;
    gboolean blank = w->same->len > 0 && all_blank (w->same->str);
    if (blank && n_removed > 0 && n_added > 0 && join (w, removed, n_removed, added, n_added))
        return;
    if (blank && n_removed == 0 && slide (w, TD_DIFF_ADDED, added, n_added))
        return;
    if (blank && n_added == 0 && slide (w, TD_DIFF_REMOVED, removed, n_removed))
        return;
    put_piece (w, TD_DIFF_SAME, w->same);
    g_string_append_len (w->removed, removed, (gssize) n_removed);
    g_string_append_len (w->added, added, (gssize) n_added);
}

/* Goes through both sides: between two kept units, what is not kept went and came. */
typedef void (*ChangeFunc) (Writing *w, const char *removed, gsize n_removed, const char *added, gsize n_added,
                            const char *language);

static void walk (Writing *w, const Units *a, const Units *b, const guint8 *keep_a, const guint8 *keep_b,
                  ChangeFunc change, const char *language)
{
    guint i = 0, j = 0, n = n_units (a), m = n_units (b);
    while (i < n || j < m) {
        guint i0 = i, j0 = j;
        while (i < n && !keep_a[i])
            i++;
        while (j < m && !keep_b[j])
            j++;
        change (w, a->text + start_of (a, i0), start_of (a, i) - start_of (a, i0), b->text + start_of (b, j0),
                start_of (b, j) - start_of (b, j0), language);
        for (; i < n && j < m && keep_a[i] && keep_b[j]; i++, j++)
            put_same (w, a->text + start_of (a, i), start_of (a, i + 1) - start_of (a, i));
    }
}

static void put_plain_change (Writing *w, const char *removed, gsize n_removed, const char *added, gsize n_added,
                              const char *language)
{
    (void) language;
    put_change (w, removed, n_removed, added, n_added);
}

static void compare_units (Writing *w, const Units *a, const Units *b, ChangeFunc change, const char *language)
{
    g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
    GStringChunk *chunk = g_string_chunk_new (4096);
    g_autofree guint32 *numbers_a = g_new (guint32, n_units (a) + 1), *numbers_b = g_new (guint32, n_units (b) + 1);
    g_autofree guint8 *keep_a = g_new0 (guint8, n_units (a) + 1), *keep_b = g_new0 (guint8, n_units (b) + 1);

    number_units (numbers, chunk, a, numbers_a);
    number_units (numbers, chunk, b, numbers_b);
    keep_common (numbers_a, n_units (a), numbers_b, n_units (b), g_hash_table_size (numbers), keep_a, keep_b);
    walk (w, a, b, keep_a, keep_b, change, language);
    g_string_chunk_free (chunk);
}

/* Word by word, unless there is too much of them. */
static void put_words_change (Writing *w, const char *removed, gsize n_removed, const char *added, gsize n_added,
                              const char *language)
{
    if (n_removed == 0 || n_added == 0) {
        put_change (w, removed, n_removed, added, n_added);
        return;
    }
    Units a = units_of_words (removed, n_removed, language), b = units_of_words (added, n_added, language);
    if (n_units (&a) <= TD_LIMIT_DIFF_WORDS && n_units (&b) <= TD_LIMIT_DIFF_WORDS)
        compare_units (w, &a, &b, put_plain_change, language);
    else
        put_change (w, removed, n_removed, added, n_added);
    units_clear (&a);
    units_clear (&b);
}

GPtrArray *td_word_diff (const char *before, const char *after, const char *language)
{
    g_return_val_if_fail (before != NULL && after != NULL, NULL);
    Writing w = { g_ptr_array_new_with_free_func (piece_free), g_string_new (NULL), g_string_new (NULL),
                  g_string_new (NULL) };
    Units a = units_of_words (before, strlen (before), language), b = units_of_words (after, strlen (after), language);

    if (n_units (&a) <= TD_LIMIT_DIFF_WORDS && n_units (&b) <= TD_LIMIT_DIFF_WORDS) {
        compare_units (&w, &a, &b, put_plain_change, language);
    } else {
        units_clear (&a);
        units_clear (&b);
        a = units_of_lines (before, strlen (before));
        b = units_of_lines (after, strlen (after));
        compare_units (&w, &a, &b, put_words_change, language);
    }
    put_piece (&w, TD_DIFF_SAME, w.same);
    put_piece (&w, TD_DIFF_REMOVED, w.removed);
    put_piece (&w, TD_DIFF_ADDED, w.added);
    units_clear (&a);
    units_clear (&b);
    g_string_free (w.same, TRUE);
    g_string_free (w.removed, TRUE);
    g_string_free (w.added, TRUE);
    return w.pieces;
}
