/* The pool as it is read, before it is grouped; private to this area. */
#pragma once

#include "areas/papers/pool.h"

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *asked_state;
    int asked_cycle;
    const TdState *state; /* out, as all below */
    int cycle;
    gint64 submissions;
    GPtrArray *items; /* of TdPoolItem, as they came */
} TdPoolWhole;

static inline void td_pool_whole_clear (TdPoolWhole *whole)
{
    g_clear_pointer (&whole->items, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPoolWhole, td_pool_whole_clear)

/* Everything of a State's review that the viewer may read, with what was taken of it. Asks the door (TD_ACT_DOSSIER_READ). */
gboolean td_pool_read_whole_in (TdTx *tx, TdPoolWhole *whole, GError **error);
