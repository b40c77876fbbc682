/* Rows of the timetable; private to this area. */
#pragma once

#include "areas/calls/timetable.h"

void td_session_change_free (TdSessionChange *change);
void td_stage_date_free (TdStageDate *date);
void td_review_change_free (TdReviewChange *change);
/* The rows that count. */
GPtrArray *td_timetable_load_sessions (TdTx *tx, GError **error);
GPtrArray *td_timetable_load_stages (TdTx *tx, GError **error);
GPtrArray *td_timetable_load_reviews (TdTx *tx, GError **error);
/* All rows, oldest first. */
GPtrArray *td_timetable_load_session_history (TdTx *tx, int number, GError **error);
GPtrArray *td_timetable_load_stage_history (TdTx *tx, const char *state, GError **error);
GPtrArray *td_timetable_load_review_history (TdTx *tx, const char *state, GError **error);
/* id: of the row, for the journal. */
gboolean td_timetable_insert_session (TdTx *tx, const char *id, const TdSessionChange *change, const char *actor,
                                      GError **error);
gboolean td_timetable_insert_stage (TdTx *tx, const char *id, const TdStageDate *date, const char *actor,
                                    GError **error);
gboolean td_timetable_insert_review (TdTx *tx, const char *id, const TdReviewChange *change, const char *actor,
                                     GError **error);
