/* Queries of the register; private to this area. They ask no door. */
#pragma once

#include "areas/cases/case-clock.h"
#include "areas/cases/case-move.h"
#include "areas/cases/case-paper.h"
#include "areas/cases/case-reading.h"
#include "document/text-model.h"

TdCase *td_case_load (TdTx *tx, const char *id, GError **error);
/* NULL without error: there is none. */
TdCase *td_case_load_numbered (TdTx *tx, int number, int year, GError **error);
GPtrArray *td_case_select (TdTx *tx, const TdCaseFilter *filter, GError **error);
gboolean td_case_insert (TdTx *tx, const TdCase *c, GError **error);
/* All that may change but decision, and version + 1. TD_ERROR_CONFLICT: another changed it. */
gboolean td_case_update (TdTx *tx, TdCase *c, GError **error);
gboolean td_case_last_number (TdTx *tx, int year, int *ret_number, GError **error);
/* The case of what came sealed: its id, or NULL with TD_ERROR_NOT_FOUND. Free it. */
char *td_case_of_filing (TdTx *tx, const char *filing, GError **error);
gboolean td_case_filing_taken (TdTx *tx, const char *filing, gboolean *ret_taken, GError **error);

/* What was adopted, and by whom. */
gboolean td_case_decision_put (TdTx *tx, const char *id, const TdText *text, const char *actor, GError **error);
TdText *td_case_decision_load (TdTx *tx, const char *id, GError **error);
char *td_case_decision_adopter (TdTx *tx, const char *id, GError **error);

gboolean td_case_event_insert (TdTx *tx, const char *id, const char *act, const char *stage, const char *note,
                               const char *actor, gint64 at, GError **error);
GPtrArray *td_case_event_select (TdTx *tx, const char *id, GError **error);

GPtrArray *td_case_clock_select (TdTx *tx, const char *id, GError **error);
/* Of all cases that are not over, those that run, stopped ones too. */
GPtrArray *td_case_clock_open (TdTx *tx, GError **error);
gboolean td_case_clock_put (TdTx *tx, const TdCaseClock *clock, GError **error);
gboolean td_case_reminder_known (TdTx *tx, const TdCaseClock *clock, int days, gboolean *ret_known, GError **error);
/* *ret_new: it was not sent before. */
gboolean td_case_reminder_put (TdTx *tx, const TdCaseClock *clock, int days, gint64 at, gboolean *ret_new,
                               GError **error);

GPtrArray *td_case_paper_select (TdTx *tx, const char *id, GError **error);
/* Of all cases, those of the parties that were not transmitted, the oldest first. */
GPtrArray *td_case_paper_waiting (TdTx *tx, GError **error);
gboolean td_case_paper_insert (TdTx *tx, TdCasePaper *paper, const char *actor, GError **error); /* sets n */
gboolean td_case_paper_set_outgoing (TdTx *tx, const TdCasePaper *paper, GError **error);
gboolean td_case_paper_set_transmitted (TdTx *tx, const TdCasePaper *paper, GError **error);

gboolean td_case_reading_put (TdTx *tx, const TdCaseReading *reading, const char *session, GError **error);
gboolean td_case_reading_known (TdTx *tx, const TdCaseReading *reading, const char *session, gboolean *ret_known,
                                GError **error);
GPtrArray *td_case_reading_select (TdTx *tx, const char *id, GError **error);
