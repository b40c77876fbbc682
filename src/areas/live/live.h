/* A meeting as it runs: who has the floor, what follows, the clock.
 *
 * Everything is worked out from steps, which are rows with a journal entry each (open, next, pause, resume, extend, right of reply, swap,
 * close the list, close): so a server that dies goes on where the clock would be, and two consoles see the same. A step names the state it
 * was made from (its number); one that comes twice, or from a console that saw an older state, changes nothing and says so: ten clicks in a
 * second give the floor to one speaker.
 *
 * The steps are in step.h, who spoke how long in spoken.h, raised hands in hand.h.
 *
 * Who wants to follow (rooms, which mute and unmute; telephone, which tells the caller; the live page) subscribes to the journal's act
 * TD_LIVE_STEP and asks td_live_now.
 */
#pragma once

#include "areas/floor/speaker.h"

#define TD_LIVE_STEP "meeting.step" /* the journal's act; the thing is "meeting" */

typedef enum { TD_LIVE_NOT_YET, TD_LIVE_RUNS, TD_LIVE_PAUSED, TD_LIVE_OVER } TdLivePhase;

typedef struct {
    char *meeting;
    TdLivePhase phase;
    int n;                /* number of the last step; 0: none */
    gint64 opened;        /* when it was opened first, or 0: from there times of what was said count */
    char *state;          /* iso3 of the part at which the meeting is, or NULL */
    const char *item;     /* word of the item at which it is within that State (td_live_item_label), or NULL; static */
    char *speaker;        /* id of who has the floor (TdSpeaker), or NULL: a raised hand, or nobody, the chair */
    char *hand;           /* id of the raised hand that has the floor (hand.h), or NULL */
    char *who;            /* of that hand: a person's id or a caller's, or NULL */
    char *shown;          /* of that hand: the name in the list, or NULL */
    gboolean reply;       /* they have it for a right of reply */
    int seconds;          /* given to them, with what was added */
    gint64 since;         /* they have the floor since; with a pause moved on by its length */
    gint64 paused;        /* the clock stands since, or 0 */
    gboolean list_closed; /* no more hands are taken */
    gboolean closed_part; /* the closed part runs: who may not attend it is sent to wait */
    gboolean recording;   /* the chair said so, and it is shown to all */
} TdLive;
void td_live_free (TdLive *live);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLive, td_live_free)

/* What runs now. Asks no door: the meeting was asked for through td_meeting_get. */
TdLive *td_live_now (TdTx *tx, const char *meeting, GError **error);
/* "presentations", "questions", "answers": the order of a public meeting about a State, as the Committee held it since its statement on
 * cooperation with civil society (paragraph 9). NULL: no such word. English, for td_words. */
const char *td_live_item_label (const char *word);
/* The static words, ended by NULL. */
extern const char *const td_live_items[];
/* Seconds that who has the floor has left at that instant; below 0 is over. */
int td_live_left (const TdLive *live, gint64 at);

/* A raised hand: from the page, the room or the telephone. source: "page", "room", "telephone". who: a person's id or a caller's; shown: the name in the
 * list. Raised twice is once; 200 at once keep their order. Asks no door: whoever calls it let them into the meeting. TD_ERROR_CONFLICT where the
 * meeting does not run, the list is closed or too many hands are up. */
gboolean td_live_hand (TdInstance *instance, const char *meeting, const char *who, const char *shown,
                       const char *source, gboolean up, GError **error);
