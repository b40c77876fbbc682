/* The even rule and its lot: what must hold of every sharing, tried with thousands of them. */
#include "areas/floor/lot.h"

#include <glib.h>
#include <string.h>

enum { MOST = 60, LEAST = 120 };

typedef struct {
    guint8 seed[TD_LOT_SEED];
    char ids[MOST][17];
    TdLotClaim claims[MOST];
    gsize n;
    int seconds;
} Draw;

static void draw_new (Draw *d)
{
    for (gsize i = 0; i < TD_LOT_SEED; i++)
        d->seed[i] = (guint8) g_test_rand_int_range (0, 256);
    d->n = (gsize) g_test_rand_int_range (0, MOST);
    d->seconds = g_test_rand_int_range (0, 3 * 3600);
    for (gsize i = 0; i < d->n; i++) {
        g_snprintf (d->ids[i], sizeof d->ids[i], "%04x%04xaaaaaa%02x", (guint) g_test_rand_int_range (0, 0x10000),
                    (guint) g_test_rand_int_range (0, 0x10000), (guint) i);
        d->claims[i] = (TdLotClaim){ .id = d->ids[i], .weight = g_test_rand_int_range (1, 4) };
    }
}

static void share (Draw *d)
{
    td_lot_share (d->seed, d->seconds, LEAST, d->claims, d->n);
}

static int given (const Draw *d)
{
    int sum = 0;

    for (gsize i = 0; i < d->n; i++)
        sum += d->claims[i].seconds;
    return sum;
}

/* All of the part's time is given and no more; nobody speaks for less than two minutes; who does not fit comes after who does. */
static void test_sums (void)
{
    for (int round = 0; round < 4000; round++) {
        Draw d;
        gsize fit = 0;

        draw_new (&d);
        share (&d);
        g_assert_cmpint (given (&d), ==, d.n > 0 && d.seconds >= LEAST ? d.seconds : 0);
        for (gsize i = 0; i < d.n; i++) {
            g_assert_true (d.claims[i].seconds == 0 || d.claims[i].seconds >= LEAST);
            fit += d.claims[i].seconds > 0;
        }
        g_assert_cmpuint (fit, ==, MIN (d.n, (gsize) (d.seconds / LEAST)));
        for (gsize i = 0; i < d.n; i++)
            g_assert_true ((d.claims[i].place <= (int) fit) == (d.claims[i].seconds > 0));
    }
}

/* Equal weights get equal minutes, but for a second of the remainder; more members never get less. */
static void test_even (void)
{
    for (int round = 0; round < 1000; round++) {
        Draw d;

        draw_new (&d);
        share (&d);
        for (gsize i = 0; i < d.n; i++)
            for (gsize j = 0; j < d.n; j++) {
                const TdLotClaim *a = &d.claims[i], *b = &d.claims[j];
                if (a->seconds == 0 || b->seconds == 0)
                    continue;
                if (a->weight == b->weight)
                    g_assert_cmpint (ABS (a->seconds - b->seconds), <=, 3);
                if (a->weight > b->weight)
                    g_assert_cmpint (a->seconds, >=, b->seconds - 3);
            }
    }
}

static int by_id (gconstpointer a, gconstpointer b)
{
    return strcmp (((const TdLotClaim *) a)->id, ((const TdLotClaim *) b)->id);
}

/* In whatever order the requests came: the same minutes, the same places. */
static void test_order (void)
{
    for (int round = 0; round < 1000; round++) {
        Draw d, other;

        draw_new (&d);
        share (&d);
        other = d;
        for (gsize i = 0; i < other.n; i++) {
            gsize j = (gsize) g_test_rand_int_range (0, (int) other.n);
            TdLotClaim swapped = other.claims[i];
            other.claims[i] = other.claims[j];
            other.claims[j] = swapped;
        }
        share (&other);
        qsort (d.claims, d.n, sizeof *d.claims, by_id);
        qsort (other.claims, other.n, sizeof *other.claims, by_id);
        for (gsize i = 0; i < d.n; i++) {
            g_assert_cmpstr (d.claims[i].id, ==, other.claims[i].id);
            g_assert_cmpint (d.claims[i].seconds, ==, other.claims[i].seconds);
            g_assert_cmpint (d.claims[i].place, ==, other.claims[i].place);
        }
    }
}

/* When somebody drops out, the others keep their order, and nobody who fitted falls out. */
static void test_drop (void)
{
    for (int round = 0; round < 1000; round++) {
        Draw d, fewer;
        gsize out;

        draw_new (&d);
        if (d.n < 2)
            continue;
        share (&d);
        fewer = d;
        out = (gsize) g_test_rand_int_range (0, (int) d.n);
        fewer.claims[out] = fewer.claims[--fewer.n];
        share (&fewer);
        for (gsize i = 0; i < fewer.n; i++)
            for (gsize j = 0; j < d.n; j++)
                if (fewer.claims[i].id == d.claims[j].id) {
                    g_assert_true (d.claims[j].seconds == 0 || fewer.claims[i].seconds > 0);
                    g_assert_cmpint (fewer.claims[i].place, ==,
                                     d.claims[j].place - (d.claims[j].place > d.claims[out].place));
                }
    }
}

static void expect (const guint8 *seed, int seconds, TdLotClaim *claims, const int given_to[4])
{
    static const int places[] = { 2, 3, 4, 1 };

    td_lot_share (seed, seconds, LEAST, claims, 4);
    for (int i = 0; i < 4; i++) {
        g_assert_cmpint (claims[i].place, ==, places[i]);
        g_assert_cmpint (claims[i].seconds, ==, given_to[i]);
    }
}

/* The worked example of docs/SPEAKERS.md. */
static void test_example (void)
{
    static const char *const ids[] = { "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc", "dddddddddddddddd" };
    static const int weights[] = { 1, 1, 3, 1 };
    TdLotClaim claims[4];
    guint8 seed[TD_LOT_SEED], commitment[32];
    g_autoptr (GString) hex = g_string_new (NULL);

    memset (seed, 7, sizeof seed);
    td_lot_commit (seed, commitment);
    for (gsize i = 0; i < sizeof commitment; i++)
        g_string_append_printf (hex, "%02x", commitment[i]);
    g_assert_cmpstr (hex->str, ==, "4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0");
    for (int i = 0; i < 4; i++)
        claims[i] = (TdLotClaim){ .id = ids[i], .weight = weights[i] };
    expect (seed, 904, claims, (const int[]){ 151, 151, 451, 151 });
    expect (seed, 500, claims, (const int[]){ 121, 120, 138, 121 });
    expect (seed, 250, claims, (const int[]){ 125, 0, 0, 125 });
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/lot/sums", test_sums);
    g_test_add_func ("/lot/even", test_even);
    g_test_add_func ("/lot/order", test_order);
    g_test_add_func ("/lot/drop", test_drop);
    g_test_add_func ("/lot/example", test_example);
    return g_test_run ();
}
