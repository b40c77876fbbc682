/* Recording sessions and stages: first what follows is shown, then a person confirms, then all of it is stored at once.
 *
 * A session that moves, or a stage that gets another date or session, moves the deadlines of the calls that hang on it.
 * Where any would move, nothing is stored until somebody confirms what they saw; TD_ERROR_CONFLICT then, and the list is
 * given all the same. Each deadline that moves has its entry in the journal ("call.move"), on which telling people hangs.
 */
#pragma once

#include "areas/calls/call.h"

typedef struct {
    gboolean confirm; /* a person saw what follows */
    const char *
        seen; /* what they saw, as td_moved_seen gave it: where another would follow by now it is shown again. NULL: as it
                         stands */
} TdConfirm;

typedef struct {
    int number;
    const char *start, *end, *reason; /* reason: for the public */
    const char *how;                  /* NULL: "planned" when added, "moved" when moved */
    gboolean add;                     /* a new one; else one that is known */
    const char
        *stood; /* its days as they stood when it was asked, by td_session_stands; others by now: TD_ERROR_CONFLICT.
                        * NULL: whatever stands */
} TdSessionWish;
/* Free them. */
char *td_session_stands (const TdTimetable *timetable, int number);
char *td_stages_stand (const TdTimetable *timetable, const char *state);
/* *ret_moved (of TdMovedCall; may be NULL): what follows, also with TD_ERROR_CONFLICT for lack of confirmation, then
 * *ret_unconfirmed is TRUE. */
gboolean td_session_record (TdInstance *instance, const TdViewer *viewer, const TdSessionWish *wish,
                            const TdConfirm *confirm, GPtrArray **ret_moved, gboolean *ret_unconfirmed, GError **error);

typedef struct {
    const char *state, *stage;
    int cycle;       /* 0: by td_timetable_cycle_for */
    const char *day; /* or NULL with a session */
    int session;     /* or 0 with a day */
    const char *how; /* needed */
    const char *reason;
    const char *stood; /* as with sessions, by td_stages_stand */
} TdStageWish;
gboolean td_stage_record (TdInstance *instance, const TdViewer *viewer, const TdStageWish *wish,
                          const TdConfirm *confirm, GPtrArray **ret_moved, gboolean *ret_unconfirmed, GError **error);

/* The same inside a transaction of the caller's, that another change makes (a State's report that came): asks no door, the caller does.
 * *ret_unconfirmed TRUE, with TD_ERROR_CONFLICT: deadlines hang on it, nothing was written, and the transaction can go on. */
gboolean td_stage_record_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdStageWish *wish,
                             gboolean *ret_unconfirmed, GError **error);

typedef struct {
    const char *state;
    int cycle;          /* 0: the one under way, as for a dialogue */
    gboolean no_report; /* it takes place in the absence of the State's report; else it does not (any more) */
    const char *reason; /* for the public */
} TdReviewWish;
/* No deadline hangs on it. TD_ERROR_CONFLICT: the State's report came, or the review is so already. */
gboolean td_review_record (TdInstance *instance, const TdViewer *viewer, const TdReviewWish *wish, GError **error);

/* A short text that stands for a list of what moves: another list gives another, also where a deadline has become another
 * by now. Free it. */
char *td_moved_seen (const GPtrArray *moved);
/* [{call, label, states, old, old_local, new, new_local, zone, what}]; what is "moves", "kept" or "opens-again". */
json_t *td_moved_to_json (const TdProfile *profile, const GPtrArray *moved, const char *locale);
