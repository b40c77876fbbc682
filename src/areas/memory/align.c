#include "areas/memory/align.h"

#include <math.h>
#include <string.h>

/* How often each kind of bead comes (the article's table 5), and the variance of lengths a character (its section 3.2). */
static const struct {
    guint n_a, n_b;
    double share;
} kinds[] = {
    { 1, 1, 0.89 }, { 1, 0, 0.00495 }, { 0, 1, 0.00495 }, { 2, 1, 0.0445 }, { 1, 2, 0.0445 }, { 2, 2, 0.011 },
};
#define VARIANCE 6.8

static double *lengths_of (const GPtrArray *sentences, double *ret_all)
{
    double *lengths = g_new0 (double, sentences->len + 1);

    *ret_all = 0;
    for (guint i = 0; i < sentences->len; i++) {
        lengths[i] = (double) g_utf8_strlen (sentences->pdata[i], -1);
        *ret_all += lengths[i];
    }
    return lengths;
}

/* How unlikely it is that so many characters became so many (that a sentence was left out is as likely for each length): minus the logarithm of
 * twice the tail of the normal distribution. */
static double unlikely (double a, double b, double ratio)
{
    double mean = (a + b / ratio) / 2, delta, tail;

    if (mean <= 0 || a <= 0 || b <= 0)
        return 0;
    delta = fabs (b - a * ratio) / sqrt (mean * VARIANCE);
    tail = erfc (delta / sqrt (2));
    return tail > 1e-300 ? -log (tail) : 700;
}

typedef struct {
    double cost;
    int kind;
} Cell;

static double sum (const double *lengths, guint end, guint n)
{
    double all = 0;

    for (guint i = end - n; i < end; i++)
        all += lengths[i];
    return all;
}

static Cell best_into (const Cell *table, guint width, const double *a, const double *b, guint i, guint j, double ratio)
{
    Cell best = { i == 0 && j == 0 ? 0 : INFINITY, -1 };

    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
        double cost;
        if (kinds[k].n_a > i || kinds[k].n_b > j)
            continue;
        cost = table[(i - kinds[k].n_a) * width + j - kinds[k].n_b].cost - log (kinds[k].share)
               + unlikely (sum (a, i, kinds[k].n_a), sum (b, j, kinds[k].n_b), ratio);
        if (cost < best.cost)
            best = (Cell){ cost, (int) k };
    }
    return best;
}

GArray *td_align (const GPtrArray *a, const GPtrArray *b, double ratio)
{
    GArray *beads = g_array_new (FALSE, FALSE, sizeof (TdBead));
    double all_a, all_b;
    g_autofree double *in_a = lengths_of (a, &all_a), *in_b = lengths_of (b, &all_b);
    guint width = b->len + 1, i = a->len, j = b->len;
    g_autofree Cell *table = g_new (Cell, (gsize) (a->len + 1) * width);

    if (ratio <= 0)
        ratio = all_a > 0 && all_b > 0 ? all_b / all_a : 1;
    for (guint x = 0; x <= a->len; x++)
        for (guint y = 0; y <= b->len; y++)
            table[x * width + y] = best_into (table, width, in_a, in_b, x, y, ratio);
    while (i > 0 || j > 0) {
        int kind = table[i * width + j].kind;
        i -= kinds[kind].n_a;
        j -= kinds[kind].n_b;
        const TdBead bead = { i, kinds[kind].n_a, j, kinds[kind].n_b };
        g_array_prepend_val (beads, bead);
    }
    return beads;
}

char *td_align_joined (const GPtrArray *sentences, guint from, guint n, const char *language)
{
    gboolean spaces =
        !g_str_has_prefix (language, "zh") && !g_str_has_prefix (language, "ja") && !g_str_has_prefix (language, "th");
    GString *joined = g_string_new (NULL);

    for (guint i = from; i < from + n; i++) {
        if (i > from && spaces)
            g_string_append_c (joined, ' ');
        g_string_append (joined, sentences->pdata[i]);
    }
    return g_string_free (joined, FALSE);
}
