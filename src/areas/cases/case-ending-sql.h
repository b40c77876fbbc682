/* Queries of endings; private to this area. They ask no door. */
#pragma once

#include "areas/cases/case-ending.h"

/* Without its text, unless it is adopted. *ret NULL: there is none. */
gboolean td_case_ending_load (TdTx *tx, const char *id, TdCaseEnding **ret, GError **error);
/* stage, language and begun of what is there already stay. */
gboolean td_case_ending_put (TdTx *tx, const char *id, const TdCaseEnding *ending, const char *actor, GError **error);
gboolean td_case_ending_remove (TdTx *tx, const char *id, GError **error);
gboolean td_case_ending_set_adopted (TdTx *tx, const char *id, const TdCaseEnding *ending, GError **error);
