/* The subscribers of all areas: for jobs/ and for commands, which bring them up to the journal before they end.
 * Apart from area.h so that commands need not know of pages. */
#pragma once

#include "journal/journal.h"

/* NULL-terminated tables, for td_jobs_start and td_jobs_catch_up. Lives for ever. */
const TdSubscriber *const *td_area_subscribers (void);
