/* Deadlines near, as far as the house knows them: reports of States that fall due and sessions that begin.
 *
 * From the profile alone; what else has a deadline adds its own to td_desk_deadlines when it has a room. Pure; any thread.
 */
#pragma once

#include "profile/profile.h"

enum { TD_DESK_NEAR_MONTHS = 6 };

typedef struct {
    char *date;               /* of any precision: the day on which it is due or begins */
    char *until;              /* the last day of a session, or the last day on which a report may be due; or NULL */
    const TdState *state;     /* whose report; or NULL */
    const TdSession *session; /* or NULL */
    gboolean calculated;      /* by rule, not fixed by the Committee */
} TdDeskDeadline;
void td_deadline_free (TdDeskDeadline *deadline);

/* Those of the next six months and those that run today, by date. today: a day at the Committee's seat. Of TdDeskDeadline. */
GPtrArray *td_desk_deadlines (const TdProfile *profile, const char *today);
