/* Between the files of importing; private to this area. */
#pragma once

#include "areas/library/import-bulk.h"

TdImportOutcome *td_import_outcome_new (int line, const char *what, const char *language);
/* Takes what went wrong with a row: what somebody can mend becomes its outcome (TRUE), all else ends the run (FALSE with error). */
gboolean td_import_is_problem (TdImportOutcome *outcome, GError *take_problem, GError **error);
