/* Raised hands of a meeting: who asks for the floor while it runs. Raising and lowering is td_live_hand (live.h). */
#pragma once

#include "areas/live/live.h"

#define TD_LIVE_HAND "meeting.hand" /* the journal's act; the thing is "meeting" */

typedef struct {
    char *id, *meeting;
    char *who;    /* a person's id or a caller's */
    char *shown;  /* the name in the list */
    char *source; /* "page", "room", "telephone" */
    int n;        /* their order */
    int times;    /* how often it went up */
    gint64 raised;
    gboolean up;
} TdHand;
void td_hand_free (TdHand *hand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdHand, td_hand_free)

/* Those that are up, in the order in which they went up. Of TdHand. Asks no door: for who chairs. */
GPtrArray *td_live_hands (TdTx *tx, const char *meeting, GError **error);
/* How many are up before theirs, or -1 where theirs is not. */
gboolean td_live_hand_place (TdTx *tx, const char *meeting, const char *who, int *ret_before, GError **error);
