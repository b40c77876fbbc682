/* Steps played from the first to the last: what stands after them. Private to this area; knows no store. */
#pragma once

#include "areas/live/step.h"

#define TD_TYPED_REPLY "reply" /* other of TD_STEP_SPOKE: a right of reply */

typedef struct {
    int n;
    TdStepKind kind;
    gint64 at;
    char *speaker;
    char *other;        /* of a swap: with whom; of a hand: its source; of an item: its word */
    char *hand, *shown; /* of a raised hand */
    char *state;
    int seconds;
} TdStep;
void td_step_free (TdStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdStep, td_step_free)

/* Somebody had the floor. */
typedef struct {
    const char *speaker, *hand, *shown, *source, *state; /* of the steps; source: of a hand */
    gint64 began, ended;                                 /* ended 0: has it now */
    int given, seconds;                                  /* seconds: spoken, without pauses; 0 while it runs */
    gboolean reply, closed, typed;
} TdTurn;

typedef struct {
    TdLive *live;
    GArray *turns;     /* TdTurn; borrows from steps */
    GPtrArray *passed; /* ids of speakers passed over and not given the floor since; borrowed */
    GPtrArray *swaps;  /* TdStep of TD_STEP_SWAP; borrowed */
    GPtrArray *steps;  /* owned */
} TdReplay;
/* Takes the steps (of TdStep, by n). */
TdReplay *td_replay_new (const char *meeting, GPtrArray *take_steps);
void td_replay_free (TdReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReplay, td_replay_free)

/* Whether they had the floor, but for a right of reply. */
gboolean td_replay_spoke (const TdReplay *replay, const char *speaker);
/* The list in the order of the meeting: swaps applied. Of TdSpeaker, borrowed from speakers. */
GPtrArray *td_replay_order (const TdReplay *replay, const GPtrArray *speakers);
/* Those of it who have not spoken and were not passed over. */
GPtrArray *td_replay_follows (const TdReplay *replay, const GPtrArray *speakers);
/* Seconds spoken in this turn until at. */
int td_replay_seconds (const TdReplay *replay, const TdTurn *turn, gint64 at);
