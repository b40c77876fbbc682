/* The timetable: the profile's sessions and reviews, with what the secretariat recorded since laid over them.
 *
 * A profile is data of the day on which it was written. From then on sessions are added and moved and the stages of
 * each State's review get their dates, planned, fixed, done or moved, with a reason that the public reads. Nothing
 * recorded is ever changed: a newer row counts, the older ones say what stood before.
 *
 * A review that only the secretariat knows of (a State's dialogue in a session to come) is part of the overlay, so that
 * the cycle line, the next report and everything else that reads a profile see it.
 *
 * Example:
 *   g_autoptr (TdTimetable) timetable = td_timetable_load (tx, instance->profile, error);
 *   td_timetable_cycle (timetable, td_profile_state (timetable->profile, "GHA"), today, &cycle);
 *
 * Threads: a timetable is its caller's alone.
 */
#pragma once

#include "instance/instance.h"
#include "profile/cycle.h"

#define TD_CALLS_ERROR (td_calls_error_quark ())
GQuark td_calls_error_quark (void);

/* How sure a date is: "planned", "fixed", "done", "moved". The label is English, for td_words. */
gboolean td_how_known (const char *how);
const char *td_how_label (const char *how);

typedef struct {
    int number;
    char *start, *end; /* days */
    char *how, *reason;
    char *actor; /* as in the journal: for officers alone */
    gint64 at;
    int n; /* which change of this session it is, from 1; 0: of one that is tried */
} TdSessionChange;

typedef struct {
    char *state; /* iso3 */
    int cycle;
    char *stage; /* slug */
    char *day;   /* or NULL */
    int session; /* 0: none */
    char *how, *reason;
    char *actor; /* as in the journal: for officers alone */
    gint64 at;
} TdStageDate;

typedef struct {
    char *state;
    int cycle;
    char *type; /* "no-report": in the absence of the State's report; "initial", "periodic": not so (any more) */
    char *reason, *actor;
    gint64 at;
} TdReviewChange;

typedef struct {
    const TdProfile *profile; /* the overlay */
    GPtrArray *sessions;      /* of TdSessionChange, by number */
    GPtrArray *stages;        /* of TdStageDate, by State, cycle and stage */
    GPtrArray *reviews;       /* of TdReviewChange, by State and cycle */
    const TdProfile *beneath;
    TdProfile *overlay;
} TdTimetable;

TdTimetable *td_timetable_load (TdTx *tx, const TdProfile *profile, GError **error);
/* In a read of its own. */
TdTimetable *td_timetable_read (TdInstance *instance, GError **error);
void td_timetable_free (TdTimetable *timetable);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTimetable, td_timetable_free)

/* What was recorded, or NULL. */
const TdSessionChange *td_timetable_session (const TdTimetable *timetable, int number);
const TdStageDate *td_timetable_stage (const TdTimetable *timetable, const char *state, int cycle, const char *stage);
const TdReviewChange *td_timetable_review (const TdTimetable *timetable, const char *state, int cycle);

/* All that was ever recorded, oldest first, of a session; of the stages of a State by review and stage; of how its reviews
 * begin. Of TdSessionChange, TdStageDate, TdReviewChange. */
GPtrArray *td_session_history (TdInstance *instance, int number, GError **error);
GPtrArray *td_stage_history (TdInstance *instance, const char *state, GError **error);
GPtrArray *td_review_history (TdInstance *instance, const char *state, GError **error);

/* What would be if this were recorded too; copies. For showing before storing. */
void td_timetable_try_session (TdTimetable *timetable, const TdSessionChange *change);
void td_timetable_try_stage (TdTimetable *timetable, const TdStageDate *date);

/* The cycle of a State with what was recorded of its stages. */
void td_timetable_cycle (const TdTimetable *timetable, const TdState *state, const char *today, TdCycle *ret_cycle);
/* To which review of the State a word about this stage belongs on a day: the one that is not over, else the next for the
 * stages up to the dialogue, and the last for those after it. */
int td_timetable_cycle_for (const TdTimetable *timetable, const TdState *state, const char *stage, const char *today);
/* Whole years by which the State's next report is overdue on a day, as td_report_due_overdue, with what was recorded: another
 * day on which it is due, that it came, that the review takes place without it. ret_due: cleared by the caller. */
int td_timetable_overdue (const TdTimetable *timetable, const TdState *state, const char *today, TdReportDue *ret_due);
/* Why then, in locale: the rule, or what the secretariat said when it recorded the day. Free it. */
char *td_timetable_due_because (const TdTimetable *timetable, const TdReportDue *due, const char *locale);
/* The session in which a stage of a review takes place, or NULL where none is recorded or known. */
const TdSession *td_timetable_session_of (const TdTimetable *timetable, const TdState *state, int cycle,
                                          const char *stage);

/* What lies in a session: a stage of a State's review that takes place in it, or whose day is one of its days. */
typedef struct {
    const TdState *state;
    int cycle;
    const TdChoice *stage;
    const char *how; /* as recorded; NULL: the profile's, or a dialogue for which only the session is known */
} TdInSession;
/* By the profile's order of States. Of TdInSession; borrowed from the timetable. */
GArray *td_timetable_in_session (const TdTimetable *timetable, const TdSession *session);
/* {number, start, end, basis, source, how, reason, at, by, stages[{state, cycle, stage, how}]}; by is "profile" or
 * "secretariat". */
json_t *td_session_to_json (const TdTimetable *timetable, const TdSession *session);
/* [{start, end, how, reason, at, by}] of td_session_history. */
json_t *td_session_history_to_json (const GPtrArray *changes);
/* {state, cycle, cycle_line[…], history[{cycle, stage, day, session, how, reason, at, by}], reviews[{cycle, type, reason, at,
 * by}]}, from td_stage_history and td_review_history. */
json_t *td_stages_to_json (const TdTimetable *timetable, const TdState *state, const GPtrArray *stages,
                           const GPtrArray *reviews, const char *locale, const char *today);

/* td_profile_state_to_json of the overlay, its cycle line and next report with what was recorded. */
json_t *td_timetable_state_to_json (const TdTimetable *timetable, const TdState *state, const char *locale,
                                    const char *today);
