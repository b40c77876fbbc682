#include "base/small-counts.h"

#include "base/limits.h"

static gssize smallest_shown (const gint64 *counts, const gboolean *hidden, gsize n)
{
    gssize smallest = -1;

    for (gsize i = 0; i < n; i++)
        if (!hidden[i] && (smallest < 0 || counts[i] < counts[smallest]))
            smallest = (gssize) i;
    return smallest;
}

void td_small_counts_hide (const gint64 *counts, gboolean *hidden, gsize n)
{
    gint64 together = 0;
    gssize next;

    for (gsize i = 0; i < n; i++) {
        hidden[i] = counts[i] < TD_LIMIT_SMALL_COUNT;
        together += hidden[i] ? counts[i] : 0;
    }
    while (together > 0 && together < TD_LIMIT_SMALL_COUNT && (next = smallest_shown (counts, hidden, n)) >= 0) {
        hidden[next] = TRUE;
        together += counts[next];
    }
}
