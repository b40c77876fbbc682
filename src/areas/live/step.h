/* The steps of a meeting: what the chair does, one after the other, each a row and a journal entry (TD_LIVE_STEP).
 *
 * An order names the step after which it was given (from). If another step was made meanwhile nothing changes: TD_STEP_ALREADY where that was
 * the very same one (a click that came twice, a line that broke before the answer), TD_STEP_MEANWHILE where it was another (a
 * second console was quicker). So ten clicks in a second give the floor to one speaker.
 *
 * The order of speakers is the list's (areas/floor/speaker.h), changed by steps: two that swapped, one that was passed over. In the public
 * part the floor is never given to somebody who speaks in the closed part alone; beginning or ending the closed part takes the floor back, and a
 * closed part is not recorded.
 */
#pragma once

#include "areas/live/live.h"

#define TD_LIVE_ERROR (td_live_error_quark ())
GQuark td_live_error_quark (void);

typedef enum {
    TD_STEP_OPEN,        /* begins the meeting; also one that was closed by mistake */
    TD_STEP_NEXT,        /* the floor to who follows; to nobody where nobody does */
    TD_STEP_GIVE,        /* the floor to this speaker, or to a raised hand */
    TD_STEP_CHAIR,       /* takes the floor back: nobody has it but the chair */
    TD_STEP_PAUSE,       /* the clock stands */
    TD_STEP_RESUME,      /* it goes on */
    TD_STEP_EXTEND,      /* more time for who has the floor */
    TD_STEP_REPLY,       /* the floor to this speaker for a right of reply */
    TD_STEP_SWAP,        /* two who still follow change places */
    TD_STEP_PASS,        /* this one is passed over: not there; may still be given the floor */
    TD_STEP_CLOSE_LIST,  /* no more hands are taken */
    TD_STEP_OPEN_LIST,   /* they are again */
    TD_STEP_CLOSED_PART, /* begins the closed part */
    TD_STEP_PUBLIC_PART, /* ends it */
    TD_STEP_RECORD,      /* recording begins, and is shown to all */
    TD_STEP_RECORD_STOP, /* it ends */
    TD_STEP_ITEM,        /* the meeting comes to this item of the State at which it is */
    TD_STEP_CLOSE,       /* ends the meeting */
    TD_STEP_TYPED,       /* what really was follows, typed in afterwards; whatever stood before counts no more */
    TD_STEP_SPOKE,       /* typed in: this speaker spoke so long */
    TD_N_STEPS
} TdStepKind;
const char *td_step_word (TdStepKind kind); /* "open", "next", "close-list" … */
gboolean td_step_from_word (const char *word, TdStepKind *ret_kind);

enum {
    TD_STEP_EXTRA_SECONDS = 120, /* two minutes more */
    TD_STEP_REPLY_SECONDS = 120, /* a right of reply; the profile's own proposal, as no rule says how long */
    TD_STEP_HAND_SECONDS = 120,  /* a raised hand */
    TD_STEP_NOW = -1,            /* from: whatever stands; for commands, which are given once */
};

typedef struct {
    TdStepKind kind;
    int from;            /* number of the last step that was seen, 0: none, or TD_STEP_NOW */
    const char *speaker; /* for NEXT: who is expected to follow, or NULL; for GIVE, REPLY, SWAP, PASS: who */
    const char *other;   /* for SWAP: with whom; for ITEM: its word */
    const char *hand;    /* for GIVE, REPLY: the id of a raised hand, in place of speaker */
    int seconds;         /* 0: the usual ones */
} TdStepOrder;

typedef enum { TD_STEP_DONE, TD_STEP_ALREADY, TD_STEP_MEANWHILE } TdStepOutcome;

/* Asks the door for TD_ACT_MEETING_CHAIR. *ret_now: what stands after it; the caller frees it. Where the step makes no sense
 * now (nobody has the floor and is to have more time): TD_ERROR_CONFLICT, and the sentence says why. */
gboolean td_live_step (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdStepOrder *order,
                       TdStepOutcome *ret_outcome, TdLive **ret_now, GError **error);

/* Who follows, in order: of TdSpeaker, whom the caller may see by closed_too (the part that runs decides who is next: its first one is
 * what TD_STEP_NEXT takes). In the public part without closed_too nobody of the closed part is in it. */
GPtrArray *td_live_follows (TdTx *tx, const char *meeting, gboolean closed_too, GError **error);

/* Whether the viewer may be in the closed part of a public meeting, and see all of it: the Committee without conflict, and who interprets. Who speaks
 * in it for an organisation may be in it for their own turn alone, which td_speaker_is_own tells. */
gboolean td_live_may_closed (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, gboolean *ret_may,
                             GError **error);

/* ---- typed in afterwards ---- */

typedef struct {
    const char *speaker;
    int seconds;    /* that they really spoke */
    gboolean reply; /* a right of reply */
} TdTypedTurn;
/* What really was, in that order, from the first one's beginning at the meeting's; in place of everything that stood. Only for a meeting that does not
 * run now. from: as above. */
gboolean td_live_type (TdInstance *instance, const TdViewer *viewer, const char *meeting, int from,
                       const TdTypedTurn *turns, gsize n, TdStepOutcome *ret_outcome, GError **error);
