/* Who read what is not public. Each reading for the Committee is one entry of the journal, at most one a session, thing and hour.
 *
 * What a list or a search shows of many is noted too, without flooding: all that it showed this session for the first time in the hour (a
 * search) or the day (a list) is one entry of the journal, whose content is the hash of their ids; which they were stands in rows, for
 * td_readers. */
#pragma once

#include "areas/submissions/submission.h"

typedef enum { TD_READING_PAGE, TD_READING_FILE, TD_READING_RECEIPT, TD_READING_LIST, TD_READING_SEARCH } TdReadingKind;

/* Notes it where td_door_reading_is_noted says so. An instance that may not be written to by this run (a server of another day) notes
 * nothing and that is no error; any other reason not to note is one, so that nobody reads unseen. */
gboolean td_reading_note (TdInstance *instance, const TdViewer *viewer, const TdSubmission *submission,
                          TdReadingKind kind, GError **error);

/* The same of the pages of many at once, in one transaction. ids: of submissions of which reading is noted (td_submission_seen). */
gboolean td_reading_note_many (TdInstance *instance, const TdViewer *viewer, const GPtrArray *ids, GError **error);

/* What a list or a search (kind) showed: ids of submissions of which reading is noted, in any order, once or more. */
gboolean td_reading_note_shown (TdInstance *instance, const TdViewer *viewer, TdReadingKind kind, const GPtrArray *ids,
                                GError **error);

typedef struct {
    char *reader; /* as the journal calls them: a person's id, "command" */
    char *name;   /* the person's name or address; NULL: not known any more */
    gint64 times; /* opened: at most once a session, thing and hour */
    gint64 shown; /* in lists and searches: at most once a session and day, or hour */
    gint64 first, last;
} TdReader;
/* Newest first, of TdReader. TD_ACT_SUBMISSION_READERS. */
GPtrArray *td_readers (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
