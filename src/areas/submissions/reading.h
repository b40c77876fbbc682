/* Who read what is not public. Each reading for the Committee is one entry of the journal, at most one a session, thing and hour. */
#pragma once

#include "areas/submissions/submission.h"

typedef enum { TD_READING_PAGE, TD_READING_FILE, TD_READING_RECEIPT } TdReadingKind;

/* Notes it where td_door_reading_is_noted says so. An instance that may not be written to by this run (a server of another day) notes
 * nothing and that is no error; any other reason not to note is one, so that nobody reads unseen. */
gboolean td_reading_note (TdInstance *instance, const TdViewer *viewer, const TdSubmission *submission,
                          TdReadingKind kind, GError **error);

/* The same of the pages of many at once, in one transaction. ids: of submissions of which reading is noted (td_submission_seen). */
gboolean td_reading_note_many (TdInstance *instance, const TdViewer *viewer, const GPtrArray *ids, GError **error);

typedef struct {
    char *reader; /* as the journal calls them: a person's id, "command" */
    char *name;   /* the person's name or address; NULL: not known any more */
    gint64 times; /* at most once a session, thing and hour */
    gint64 first, last;
} TdReader;
/* Newest first, of TdReader. TD_ACT_SUBMISSION_READERS. */
GPtrArray *td_readers (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
