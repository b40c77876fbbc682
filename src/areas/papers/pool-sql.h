/* Queries of the pool; private to this area. Only the contributions are asked of the door here: who may have the pool at all, the rules ask. */
#pragma once

#include "areas/papers/pool.h"

/* A contribution as the pool needs it. */
typedef struct {
    TdThing thing;
    char *id, *purpose, *state;
    int cycle; /* of the call that it answered; 0: of none */
    gint64 received;
    char *title, *name;
    gboolean noted;     /* reading it is noted */
    gboolean as_public; /* a name was taken out of what this viewer reads */
    GPtrArray *says;    /* of char *: whose words it is */
} TdPoolSource;
void td_pool_source_free (TdPoolSource *source);

/* Of TdPoolSource, the earliest first. */
GPtrArray *td_pool_sources (TdTx *tx, const TdViewer *viewer, const char *state, GError **error);
/* Its questions and recommendations, then its priorities, put at the end of items (of TdPoolItem). */
gboolean td_pool_read_items (TdTx *tx, const TdPoolSource *source, GPtrArray *items, GError **error);
