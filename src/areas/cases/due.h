/* What is due: cases whose clocks run, the soonest first. */
#pragma once

#include "areas/cases/case-clock.h"
#include "profile/case-stages.h"

typedef struct {
    TdCase *c;
    TdCaseClock *clock;
} TdCaseDue;
/* Of cases that the viewer may know of and that are not over. Of TdCaseDue. */
GPtrArray *td_case_due (TdInstance *instance, const TdViewer *viewer, GError **error);
/* Papers of the parties that wait to be transmitted, in cases that the viewer keeps; the oldest first. Of TdCaseWaiting. */
typedef struct {
    TdCase *c;
    int n;
    TdCaseParty party;
    gint64 received;
} TdCaseWaiting;
GPtrArray *td_case_papers_waiting (TdInstance *instance, const TdViewer *viewer, GError **error);
/* {cases[…], due[{case, number, stage, party, due, stopped}]}: no contents. list of TdCase, due of TdCaseDue. */
json_t *td_register_to_json (const TdInstance *instance, const GPtrArray *list, const GPtrArray *due);
