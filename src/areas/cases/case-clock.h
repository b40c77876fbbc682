/* Clocks: whose answer is awaited until when.
 *
 * A stage with a party and months starts one when a case comes into it, unless that stage's clock runs already. It ends when that party's paper
 * comes, or the case goes on to a stage for which another party is awaited, or is over. An officer gives more time (a later day), or stops it and lets it
 * go on, each with a reason: the days for which it stood still are added. Reminders go out so many days before the end as the profile says,
 * once each, to those whose answer is awaited and to the officers; the letter says that something waits, no more.
 */
#pragma once

#include "areas/cases/case.h"
#include "profile/case-stages.h"

typedef struct {
    char *id, *case_id, *stage;
    TdCaseParty party;
    char *begun, *due; /* days */
    char *stopped;     /* a day, or NULL: it goes */
    char *ended;       /* a day, or NULL: it runs */
    gboolean answered; /* a paper of that party ended it */
} TdCaseClock;
void td_case_clock_free (TdCaseClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCaseClock, td_case_clock_free)

/* ---- sums of days: pure ---- */

/* Days from one day to the other: below 0 when to lies before. Both are whole days. */
int td_case_days_between (const char *from, const char *to);
/* The end of a clock that stood still from one day to another: so many days later. Free it. */
char *td_case_due_after_stop (const char *due, const char *stopped, const char *on_again);
/* The reminder that is due on a day: the smallest of the stage's whose day has come; 0: none. Past the end there is none. */
int td_case_reminder_due (const TdCaseStage *stage, const char *due, const char *today);

/* ---- of cases ---- */

/* Oldest first. Of TdCaseClock. Asks no door. */
GPtrArray *td_case_clocks (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* The one that runs, or NULL. */
const TdCaseClock *td_case_running (const GPtrArray *clocks);

typedef enum { TD_CLOCK_EXTEND, TD_CLOCK_STOP, TD_CLOCK_GO_ON } TdCaseClockAct;
gboolean td_case_clock_act_from_word (const char *word, TdCaseClockAct *ret); /* "extend", "stop", "go-on" */
typedef struct {
    TdCaseClockAct act;
    const char *day;  /* of TD_CLOCK_EXTEND: the new end, later than the old one */
    const char *note; /* the reason, needed */
    int seen;         /* the case's version on the page */
} TdCaseClockWish;
/* TD_ACT_CASE_KEEP. *ret_field (may be NULL): "day", "note" or "act". */
gboolean td_case_clock_change (TdInstance *instance, const TdViewer *viewer, const char *id,
                               const TdCaseClockWish *wish, const char **ret_field, GError **error);

/* The chore: sends what reminders are due. *ret_n (may be NULL): how many clocks. */
gboolean td_case_remind_due (TdInstance *instance, int *ret_n, GError **error);
