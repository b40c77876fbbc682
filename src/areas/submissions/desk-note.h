/* Notes that officers of the secretariat leave for one another on a submission.
 *
 * For the secretariat alone: no member, sender or State reads them, and no journal entry, letter, file or search holds their words. An officer who takes
 * no part in the review of the State neither reads nor writes them. A note stays as it was written; whoever wrote it deletes it. All go with the
 * submission when it is erased. How many there are stands in the row of the desk (waiting.h).
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "areas/submissions/submission.h"

typedef struct {
    char *id;
    char *name; /* of its author: td_actor_name */
    gint64 at;
    char *text;
    gboolean own; /* the viewer wrote it */
} TdDeskNote;
void td_desk_note_free (TdDeskNote *note);

/* Oldest first, of TdDeskNote. TD_ACT_SUBMISSION_NOTE. */
GPtrArray *td_desk_notes (TdInstance *instance, const TdViewer *viewer, const char *submission, GError **error);
/* TD_ERROR_INPUT: nothing written, or too much; TD_ERROR_CONFLICT: there are TD_LIMIT_DESK_NOTES. */
gboolean td_desk_note_add (TdInstance *instance, const TdViewer *viewer, const char *submission, const char *text,
                           GError **error);
/* One's own. TD_ERROR_GONE: it is not there (any more), or another's. */
gboolean td_desk_note_delete (TdInstance *instance, const TdViewer *viewer, const char *submission, const char *note,
                              GError **error);
