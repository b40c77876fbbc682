/* Moving a case from stage to stage, and what was done with it. */
#pragma once

#include "areas/cases/case.h"

typedef struct {
    const char *to;     /* slug */
    const char *note;   /* the officer's reason: for officers and the chair; may be empty but where the case ends */
    const char *joined; /* "joined", of what is not registered: the number ("1/2026") of the case that it goes into */
    int seen;           /* the version that was on the page */
} TdCaseMove;
/* Gives the number, starts and ends clocks, tells the parties that something waits. TD_ACT_CASE_KEEP. TD_ERROR_INPUT: no such way;
 * TD_ERROR_CONFLICT: another officer was quicker: the sentence says what stands now; or a registered case ends so by a text
 * of its own (case-ending.h). */
gboolean td_case_move (TdInstance *instance, const TdViewer *viewer, const char *id, const TdCaseMove *move,
                       GError **error);

typedef struct {
    int n;
    char *act;   /* "entered", "moved", "paper", "transmitted", "clock-stopped", … */
    char *stage; /* or NULL */
    char *note;  /* or NULL */
    char *by_name;
    gint64 at;
} TdCaseEvent;
/* Oldest first; for the house alone (td_case_is_of_house), else TD_ERROR_NOT_FOUND. Of TdCaseEvent. */
GPtrArray *td_case_events (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* English, for td_words. */
const char *td_case_event_label (const TdCaseEvent *event);
