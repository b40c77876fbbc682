/* What must happen once before anything else of the house is used. */
#pragma once

#include <glib.h>

/* Marks words that people read for the catalogues (tools/update-po.sh); what shows them calls td_words. */
#define N_(text) (text)

/* Readies libsodium. Call it first in main () and in each test's main (); calling it again is harmless.
 * Any thread. Ends the process when libsodium cannot start: without random numbers nothing here is safe. */
void td_base_init (void);

/* The program's version, as `--version` tells it. */
const char *td_version (void);
