#include "areas/memory/candidates.h"

#include "areas/memory/likeness.h"
#include "areas/memory/postings.h"

#include <math.h>

enum {
    MOST = 192,       /* candidates */
    FREELY = 60000,   /* entries that are read beyond those that have to be */
    AT_ALL = 2000000, /* entries that are read in all */
    STEPS = 1024,     /* of the scale on which candidates are told apart */
    TOP_WEIGHT = 60,
};

/* ---- tokens, the rarest first ---- */

typedef struct {
    guint32 token;
    gint64 total;
} Rare;

static int rarest_first (gconstpointer a, gconstpointer b)
{
    const Rare *x = a, *y = b;

    if (x->total != y->total)
        return x->total < y->total ? -1 : 1;
    return (x->token > y->token) - (x->token < y->token);
}

static gboolean has_token (const GArray *list, guint32 token)
{
    for (guint i = 0; i < list->len; i++)
        if (g_array_index (list, guint32, i) == token)
            return TRUE;
    return FALSE;
}

/* Of Rare: each token once, with how many texts have it. */
static GArray *rare_tokens (TdTx *tx, const char *language, const GArray *tokens, GError **error)
{
    g_autoptr (GArray) once = g_array_new (FALSE, FALSE, sizeof (guint32));
    g_autofree gint64 *totals = NULL;
    GArray *rare = g_array_new (FALSE, FALSE, sizeof (Rare));

    for (guint i = 0; i < tokens->len; i++) {
        guint32 token = g_array_index (tokens, guint32, i);
        if (token != TD_MEMORY_NUMBER && !has_token (once, token))
            g_array_append_val (once, token);
    }
    totals = g_new0 (gint64, once->len + 1);
    if (!td_memory_totals (tx, language, (const guint32 *) (void *) once->data, once->len, totals, error)) {
        g_array_unref (rare);
        return NULL;
    }
    for (guint i = 0; i < once->len; i++) {
        const Rare one = { g_array_index (once, guint32, i), totals[i] };
        g_array_append_val (rare, one);
    }
    g_array_sort (rare, rarest_first);
    return rare;
}

/* ---- reading lists ---- */

typedef struct {
    guint16 *weights; /* by number: of the tokens that it shares */
    guint8 *classes;
    gint64 highest;
    GArray *met; /* of guint32: numbers with a weight */
    guint16 weight;
    guint first, last; /* classes that may be alike */
} Tally;

static void tally_clear (Tally *t)
{
    g_free (t->weights);
    g_free (t->classes);
    g_clear_pointer (&t->met, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

static void count_entry (gint64 number, guint class, gpointer data)
{
    Tally *t = data;
    guint32 short_number = (guint32) number;

    if (class < t->first || class > t->last || number > t->highest)
        return;
    if (t->weights[number] == 0) {
        t->classes[number] = (guint8) class;
        g_array_append_val (t->met, short_number);
    }
    t->weights[number] = (guint16) (t->weights[number] + t->weight);
}

static gboolean count_block (const guint8 *bytes, gsize size, gpointer data)
{
    td_postings_each (bytes, size, count_entry, data);
    return TRUE;
}

static gboolean tally_begin (TdTx *tx, Tally *t, GError **error)
{
    if (!td_memory_highest (tx, &t->highest, error))
        return FALSE;
    t->weights = g_new0 (guint16, (gsize) t->highest + 1);
    t->classes = g_malloc0 ((gsize) t->highest + 1);
    t->met = g_array_new (FALSE, FALSE, sizeof (guint32));
    return TRUE;
}

/* What it says that a text holds a token that so many of all have. */
static guint16 weight_of (gint64 total, gint64 all)
{
    double weight = 4 * log2 (1 + (double) all / (double) MAX (total, 1));

    return (guint16) CLAMP (weight, 1, TOP_WEIGHT);
}

/* needed: of how many tokens the lists have to be read. */
static gboolean read_lists (TdTx *tx, const char *language, const GArray *rare, guint needed, Tally *t, GError **error)
{
    gint64 entries = 0;

    for (guint i = 0; i < rare->len; i++) {
        const Rare *r = &g_array_index (rare, Rare, i);
        if (r->total == 0)
            continue;
        if (i >= needed && entries + r->total > FREELY)
            return TRUE;
        if (entries > 0 && entries + r->total > AT_ALL)
            return TRUE;
        t->weight = weight_of (r->total, t->highest);
        if (!td_memory_blocks (tx, language, r->token, count_block, t, error))
            return FALSE;
        entries += r->total;
    }
    return TRUE;
}

/* ---- the likeliest ---- */

typedef struct {
    gint64 number;
    guint likely;
} Candidate;

static int likeliest_first (gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;

    if (x->likely != y->likely)
        return x->likely > y->likely ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static guint likely (const Tally *t, guint32 number, guint tokens, guint whole)
{
    guint length = td_posting_length (t->classes[number]), near = MIN (length, tokens), far = MAX (length, tokens);

    return MIN ((guint) ((guint64) t->weights[number] * (STEPS - 1) * near / ((guint64) MAX (whole, 1) * MAX (far, 1))),
                (guint) STEPS - 1);
}

/* What all tokens of the text together weigh. */
static guint whole_weight (const GArray *rare, gint64 all)
{
    guint whole = 0;

    for (guint i = 0; i < rare->len; i++)
        whole += weight_of (g_array_index (rare, Rare, i).total, all);
    return whole;
}

static GArray *likeliest (const Tally *t, guint tokens, guint whole)
{
    guint counts[STEPS] = { 0 }, floor = STEPS, n = 0;
    g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (Candidate));
    GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

    for (guint i = 0; i < t->met->len; i++)
        counts[likely (t, g_array_index (t->met, guint32, i), tokens, whole)]++;
    while (floor > 0 && n < MOST)
        n += counts[--floor];
    for (guint i = 0; i < t->met->len && best->len < 4 * MOST; i++) {
        Candidate c = { g_array_index (t->met, guint32, i), 0 };
        c.likely = likely (t, (guint32) c.number, tokens, whole);
        if (c.likely >= floor)
            g_array_append_val (best, c);
    }
    g_array_sort (best, likeliest_first);
    for (guint i = 0; i < best->len && i < MOST; i++)
        g_array_append_val (numbers, g_array_index (best, Candidate, i).number);
    return numbers;
}

GArray *td_memory_candidates (TdTx *tx, const char *language, const GArray *tokens, int least, GError **error)
{
    g_autoptr (GArray) rare = rare_tokens (tx, language, tokens, error);
    g_auto (Tally) t = { 0 };
    guint n = tokens->len, kept = (n * (guint) least + 99) / 100;

    if (rare == NULL || !tally_begin (tx, &t, error))
        return NULL;
    t.first = td_posting_class (kept);
    t.last = td_posting_class (least > 0 ? n * 100 / (guint) least : TD_MEMORY_TOKENS);
    if (!read_lists (tx, language, rare, n - kept + 1, &t, error))
        return NULL;
    return likeliest (&t, n, whole_weight (rare, t.highest));
}

/* ---- texts with all of some words ---- */

static int rising (gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

    return (x > y) - (x < y);
}

GArray *td_memory_texts_with (TdTx *tx, const char *language, const GArray *tokens, GError **error)
{
    g_autoptr (GArray) rare = rare_tokens (tx, language, tokens, error);
    g_auto (Tally) t = { .weight = 1, .last = TD_POSTING_CLASSES - 1 };
    g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

    if (rare == NULL || !tally_begin (tx, &t, error))
        return NULL;
    for (guint i = 0; i < rare->len && g_array_index (rare, Rare, 0).total > 0; i++)
        if (!td_memory_blocks (tx, language, g_array_index (rare, Rare, i).token, count_block, &t, error))
            return NULL;
    for (guint i = 0; i < t.met->len; i++) {
        gint64 number = g_array_index (t.met, guint32, i);
        if (t.weights[number] == rare->len)
            g_array_append_val (numbers, number);
    }
    g_array_sort (numbers, rising);
    return g_steal_pointer (&numbers);
}
