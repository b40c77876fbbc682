/* The journal of readings: who read what of a case, which the chair can see, once an hour and sign-in for each page, file and command. Of the author
 * (by account or by the code of words) it says that they did in that hour, and nothing that tells who or from where. */
#pragma once

#include "areas/cases/case.h"

#define TD_CASE_READER_AUTHOR "author"

/* what: "page", "paper 3", "archive" …, without contents. */
gboolean td_case_note_reading (TdInstance *instance, const TdViewer *viewer, const TdCase *c, const char *what,
                               GError **error);

typedef struct {
    char *case_id, *what, *reader;
    char *name;   /* of the account, or NULL */
    char *number; /* of the case, "1/2026", or NULL */
    gint64 at;
} TdCaseReading;
/* The newest first, at most TD_LIMIT_CASE_READINGS. id NULL: of all cases. TD_ACT_CASE_JOURNAL. Of TdCaseReading. */
GPtrArray *td_case_readings (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
