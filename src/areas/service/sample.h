/* The sample report that `init --sample` puts through the real intake: labelled as a sample, of an organisation that
 * does not exist, published so that a newcomer sees a page with something on it. */
#pragma once

#include "base/clock.h"
#include <glib.h>

/* Sends it, prints its receipt, publishes it, and prints its address. */
gboolean td_sample_send (const char *folder, const TdClock *clock, GError **error);
