/* Which time one dossier covers: a cycle of a State's review.
 *
 * A cycle lasts from the end of the review before it to the end of its own review; a review ends with the last day of the session of its
 * dialogue (the timetable's, else the profile's). Where no end is known it is open on that side.
 *
 *   A submission belongs to the cycle that its call names; one whose call names none, or that answered none, to the cycle in
 *   which it was received.
 *   A document of the library belongs to the cycle that it names; one that names none to the cycle in which its day lies, and one
 *   without a day to every cycle. What the Committee said before is that cycle's and all earlier ones'.
 *
 * Only what came before members is part of it: not what was refused, doubled, corrected since or taken back.
 */
#pragma once

#include "areas/calls/timetable.h"
#include "door/door.h"

#define TD_DOSSIER_ERROR (td_dossier_error_quark ())
GQuark td_dossier_error_quark (void);

typedef struct {
    const TdState *state; /* of the instance's profile */
    int cycle;
    int last;                   /* the newest cycle that there is: the one that is not over */
    gint64 from, until;         /* received from (included) until; 0 and G_MAXINT64 where nothing is known */
    char *from_day, *until_day; /* the same at the Committee's seat, "YYYY-MM-DD"; NULL: not known */
} TdSpan;
void td_span_clear (TdSpan *span);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSpan, td_span_clear)

/* cycle 0: the one that is not over. TD_ERROR_NOT_FOUND when it is no State party, or no cycle of its. */
gboolean td_span_in (TdTx *tx, const TdInstance *instance, const char *state, int cycle, TdSpan *ret_span,
                     GError **error);

/* ---- for queries ---- */

/* " from submission s …"; joins of the caller's own may follow. */
void td_span_add_submissions (TdQuery *query);
/* " where …" that keeps the submissions (alias s) of the cycle which the viewer may read; " and …" may follow. */
void td_span_add_which (TdQuery *query, const TdSpan *span, const TdViewer *viewer);
/* " and …" that keeps the documents (alias d) of the cycle, of all columns. */
void td_span_add_documents (TdQuery *query, const TdSpan *span);
