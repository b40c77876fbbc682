/* Queries of a State's steps; private to this area. */
#pragma once

#include "areas/follow_up/step.h"

GPtrArray *td_state_step_select (TdTx *tx, const char *recommendation, GError **error);
gboolean td_state_step_insert (TdTx *tx, const TdStateStep *step, const char *actor, GError **error);
