/* The secretariat's desk: what waits, in one look.
 *
 * Submissions that wait for a word, organisations to verify, deadlines near, work that failed. Everything here asks for
 * TD_ACT_DESK (failed work alone also for TD_ACT_DESK_WORK). Working it off is bulk.h; entering something for an
 * organisation is behalf.h; the daily letter is digest.h.
 */
#pragma once

#include "areas/desk/deadlines.h"
#include "areas/submissions/waiting.h"
#include "jobs/failures.h"
#include <jansson.h>

#define TD_DESK_ERROR (td_desk_error_quark ())
GQuark td_desk_error_quark (void);

typedef struct {
    char *today;               /* at the Committee's seat */
    TdWaitingList submissions; /* the page of them that the filter asks for, and the counts of all */
    GPtrArray *deadlines;      /* of TdDeadline */
    GPtrArray *jobs;           /* of TdJobFailure: of this process */
} TdDesk;
void td_desk_clear (TdDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdDesk, td_desk_clear)

gboolean td_desk_look (TdInstance *instance, const TdViewer *viewer, const TdWaitingFilter *filter, TdDesk *ret_desk,
                       GError **error);

/* {now, submissions{waiting, changed, unverified, confidential, oldest, matching, items[{id, status, state, kind, visibility,
 * received, unverified, changed, pages}]}, deadlines[{date, until, state, session, calculated}],
 * failed{works[{kind, name, since, last, times, reason}]}}: ids and counts, no name, title or text. */
json_t *td_desk_to_json (TdInstance *instance, const TdDesk *desk);
