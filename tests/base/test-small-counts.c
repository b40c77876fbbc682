/* Which counts are told. */
#include "base/small-counts.h"

static void test_hidden (void)
{
    static const struct {
        gint64 counts[6];
        gsize n;
        const char *hidden; /* "x" hidden, "." shown */
    } rows[] = {
        { { 10, 20, 30 }, 3, "..." },
        { { 4, 20, 30 }, 3, "xx." }, /* 4 alone would follow from the sum */
        { { 4, 3, 30 }, 3, "xx." },  /* 7 together */
        { { 4, 0, 30 }, 3, "xxx" },
        { { 0, 20, 30 }, 3, "x.." }, /* nothing together */
        { { 1 }, 1, "x" },
        { { 5 }, 1, "." },
        { { 2, 2, 5, 9, 9 }, 5, "xxx.." },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        gboolean hidden[6] = { FALSE };
        td_small_counts_hide (rows[i].counts, hidden, rows[i].n);
        for (gsize k = 0; k < rows[i].n; k++)
            if (hidden[k] != (rows[i].hidden[k] == 'x'))
                g_error ("row %d, count %d", (int) i, (int) k);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/base/small-counts/hidden", test_hidden);
    return g_test_run ();
}
