/* The journal of readings: who read what of a case, which the chair can see. Its author is not noted; everybody else is, once an hour and
 * sign-in for each page, file and command. */
#pragma once

#include "areas/cases/case.h"

/* what: "page", "paper 3", "archive" …, without contents. */
gboolean td_case_note_reading (TdInstance *instance, const TdViewer *viewer, const TdCase *c, const char *what,
                               GError **error);

typedef struct {
    char *case_id, *what, *reader;
    char *name; /* of the account, or NULL */
    gint64 at;
} TdCaseReading;
/* The newest first, at most TD_LIMIT_CASE_READINGS. id NULL: of all cases. TD_ACT_CASE_JOURNAL. Of TdCaseReading. */
GPtrArray *td_case_readings (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
