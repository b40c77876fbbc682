/* Working off what waits, one after the other: what the page of a submission has more of for the desk. Private to this area.
 *
 * Whoever came by the desk's own "next" (?desk=1) is in a row: what is decided leads to the next that waits, which says
 * what was done and offers to take it back; behind the last one the desk says so. Whoever opened a single one stays on it.
 */
#pragma once

#include "areas/submissions/desk-note.h"
#include "areas/submissions/submission.html.h"
#include "areas/submissions/waiting.h"
#include "web/route.h"

typedef struct {
    gint64 waiting;     /* how many wait */
    TdWaiting *decided; /* what was decided about just before (?decided=ACT), or NULL */
    GArray *languages;  /* of struct html_submission_languages, for who may mark it; or NULL */
    GPtrArray *notes;   /* of the secretariat, for who may read them; or NULL */
    GArray *note_rows;  /* the same as struct html_submission_desk_notes */
} TdRow;
void td_row_clear (TdRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdRow, td_row_clear)

/* Leaves *ret_row empty for who has no desk. */
gboolean td_row_read (TdRequest *request, const TdSubmission *submission, TdRow *ret_row, GError **error);
/* The page borrows from row. */
void td_row_fill (TdRequest *request, const TdRow *row, struct html_submission *page);
/* After a decision: to the next in a row, or back to this one; act: what was decided, or NULL. */
gboolean td_row_go_on (TdRequest *request, const char *act, GError **error);
/* To this one again, still in a row where one was. */
void td_row_stay (TdRequest *request);
