/* Counts that are too small to be told: below TD_LIMIT_SMALL_COUNT, and what would tell such a number by subtraction.
 *
 * What is hidden of one dimension together is never a small number either, since whoever knows the sum would know it: then the
 * smallest that was shown goes too. Counts of 0 among shown ones count as small.
 *
 * Pure; any thread.
 */
#pragma once

#include <glib.h>

/* Sets hidden[i] where counts[i] is not to be shown; counts are those of one dimension, whose sum may be known. */
void td_small_counts_hide (const gint64 *counts, gboolean *hidden, gsize n);
