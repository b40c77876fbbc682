#include "areas/library/beside.h"

#include <string.h>

/* A piece of one language: what leads up to a numbered paragraph and that paragraph, or what follows the last one. */
typedef struct {
    const char *anchor; /* "p34"; NULL: of no number */
    guint from, n;
} Piece;

static const TdLibraryParagraph *nth (const GPtrArray *text, guint i)
{
    return text->pdata[i];
}

static gboolean is_heading (const GPtrArray *text, guint i)
{
    return nth (text, i)->paragraph->kind == TD_PARAGRAPH_HEADING;
}

/* A numbered paragraph takes the headings before it along; what follows it without a number (items, tables) is a piece of its own. */
static GArray *pieces_of (const GPtrArray *text)
{
    GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
    guint begin = 0;

    for (guint i = 0; i < text->len; i++) {
        guint head = i;
        if (nth (text, i)->anchor[0] != 'p')
            continue;
        while (head > begin && is_heading (text, head - 1))
            head--;
        if (head > begin) {
            const Piece between = { NULL, begin, head - begin };
            g_array_append_val (pieces, between);
        }
        const Piece numbered = { nth (text, i)->anchor, head, i + 1 - head };
        g_array_append_val (pieces, numbered);
        begin = i + 1;
    }
    if (begin < text->len) {
        const Piece rest = { NULL, begin, text->len - begin };
        g_array_append_val (pieces, rest);
    }
    return pieces;
}

typedef struct {
    const GPtrArray *const *texts;
    guint n;
    GArray **pieces;
    guint *at; /* the next piece of each */
    GPtrArray *rows;
} Weave;

static void row_free (gpointer data)
{
    TdBesideRow *row = data;

    g_free (row->from);
    g_free (row->n);
    g_free (row);
}

static TdBesideRow *row_new (guint n)
{
    TdBesideRow *row = g_new0 (TdBesideRow, 1);

    row->from = g_new0 (guint, n);
    row->n = g_new0 (guint, n);
    return row;
}

static const Piece *next_piece (const Weave *w, guint language)
{
    return w->at[language] < w->pieces[language]->len ? &g_array_index (w->pieces[language], Piece, w->at[language])
                                                      : NULL;
}

/* Whether each language that has something in the row has as much of the same kinds. */
static gboolean is_even (const Weave *w, const TdBesideRow *row)
{
    guint first = w->n;

    for (guint l = 0; l < w->n; l++) {
        if (row->n[l] == 0)
            continue;
        if (first == w->n)
            first = l;
        if (row->n[l] != row->n[first])
            return FALSE;
        for (guint i = 0; i < row->n[l]; i++)
            if (is_heading (w->texts[l], row->from[l] + i) != is_heading (w->texts[first], row->from[first] + i))
                return FALSE;
    }
    return TRUE;
}

static void name_row (const Weave *w, TdBesideRow *row)
{
    for (guint l = 0; l < w->n && row->anchor == NULL; l++)
        if (row->n[l] > 0)
            row->anchor = nth (w->texts[l], row->from[l])->anchor;
}

static void keep_row (Weave *w, TdBesideRow *take_row)
{
    name_row (w, take_row);
    if (take_row->anchor != NULL)
        g_ptr_array_add (w->rows, take_row);
    else
        row_free (take_row);
}

/* One row for each paragraph where they are even, else one for all. */
static void put_row (Weave *w, TdBesideRow *take_row)
{
    guint most = 0;

    for (guint l = 0; l < w->n; l++)
        most = MAX (most, take_row->n[l]);
    if (most < 2 || !is_even (w, take_row)) {
        keep_row (w, take_row);
        return;
    }
    for (guint i = 0; i < most; i++) {
        TdBesideRow *one = row_new (w->n);
        for (guint l = 0; l < w->n; l++) {
            one->from[l] = take_row->from[l] + i;
            one->n[l] = take_row->n[l] > 0 ? 1 : 0;
        }
        keep_row (w, one);
    }
    row_free (take_row);
}

static void take_piece (Weave *w, TdBesideRow *row, guint language)
{
    const Piece *piece = next_piece (w, language);

    row->from[language] = piece->from;
    row->n[language] = piece->n;
    w->at[language]++;
}

/* What stands before the next number of each language. */
static void weave_between (Weave *w)
{
    TdBesideRow *row = row_new (w->n);

    for (guint l = 0; l < w->n; l++) {
        const Piece *piece = next_piece (w, l);
        if (piece != NULL && piece->anchor == NULL)
            take_piece (w, row, l);
    }
    put_row (w, row);
}

static gboolean comes_later (const Weave *w, guint language, const char *anchor)
{
    for (guint i = w->at[language]; i < w->pieces[language]->len; i++) {
        const char *other = g_array_index (w->pieces[language], Piece, i).anchor;
        if (other != NULL && g_str_equal (other, anchor))
            return TRUE;
    }
    return FALSE;
}

/* The number that comes next: the first language's whose next number no other language has only further on behind a number of its own. */
static const char *next_anchor (const Weave *w)
{
    const char *last = NULL;

    for (guint l = 0; l < w->n; l++) {
        const Piece *piece = next_piece (w, l);
        gboolean waits = FALSE;
        if (piece == NULL)
            continue;
        last = piece->anchor;
        for (guint other = 0; other < w->n && !waits; other++) {
            const Piece *theirs = other != l ? next_piece (w, other) : NULL;
            waits = theirs != NULL && !g_str_equal (theirs->anchor, piece->anchor)
                    && comes_later (w, other, piece->anchor) && !comes_later (w, l, theirs->anchor);
        }
        if (!waits)
            return piece->anchor;
    }
    return last;
}

/* The paragraph of that number in a row of its own, below the headings before it. */
static void weave_number (Weave *w, const char *anchor)
{
    TdBesideRow *heads = row_new (w->n), *row = row_new (w->n);

    for (guint l = 0; l < w->n; l++) {
        const Piece *piece = next_piece (w, l);
        if (piece == NULL || !g_str_equal (piece->anchor, anchor))
            continue;
        take_piece (w, heads, l);
        heads->n[l]--;
        row->from[l] = heads->from[l] + heads->n[l];
        row->n[l] = 1;
    }
    put_row (w, heads);
    put_row (w, row);
}

GPtrArray *td_beside (const GPtrArray *const *texts, guint n_texts)
{
    Weave w = { texts, n_texts, g_new0 (GArray *, n_texts), g_new0 (guint, n_texts),
                g_ptr_array_new_with_free_func (row_free) };
    const char *anchor;

    for (guint l = 0; l < n_texts; l++)
        w.pieces[l] = pieces_of (texts[l]);
    do {
        weave_between (&w);
        anchor = next_anchor (&w);
        if (anchor != NULL)
            weave_number (&w, anchor);
    } while (anchor != NULL);
    for (guint l = 0; l < n_texts; l++)
        g_array_unref (w.pieces[l]);
    g_free (w.pieces);
    g_free (w.at);
    return w.rows;
}
