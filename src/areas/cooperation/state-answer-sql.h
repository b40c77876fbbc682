/* Queries of the State's answers; private to this area. */
#pragma once

#include "areas/cooperation/state-answer.h"

/* question NULL: the newest of each question; else all versions of that one, newest first. */
GPtrArray *td_state_answer_select (TdTx *tx, const TdProfile *profile, const char *state, int cycle,
                                   const char *question, GError **error);
gboolean td_state_answer_insert (TdTx *tx, const TdStateAnswer *answer, const char *state, int cycle, const char *actor,
                                 GError **error);
