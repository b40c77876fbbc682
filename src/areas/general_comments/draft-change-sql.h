/* Rows of what people said of changes and comments; private to this area. */
#pragma once

#include "store/store.h"

typedef struct {
    char *anchor, *comment;
    gboolean led;
} TdDraftChangeSaid;
/* Of one later draft. Of TdDraftChangeSaid. */
GPtrArray *td_draft_change_load (TdTx *tx, const char *draft, GError **error);
gboolean td_draft_change_put (TdTx *tx, const char *draft, const TdDraftChangeSaid *said, const char *actor, gint64 at,
                              GError **error);
/* *ret_knows FALSE: no such comment with words on an earlier draft of the same general comment. */
gboolean td_draft_change_knows (TdTx *tx, const char *draft, const char *comment, gboolean *ret_knows,
                                gboolean *ret_confidential, GError **error);
