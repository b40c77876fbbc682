/* The letter of the day: what was published; private to this area. */
#pragma once

#include "areas/subscriptions/event-sql.h"

/* Keeps a publication for the subscriber's next letter. */
gboolean td_digest_note (TdTx *tx, const TdInstance *instance, const TdFollowReceiver *to, const char *submission,
                         gint64 published, GError **error);
/* Posts some of the letters that are due. *ret_any: whether any was. */
gboolean td_digest_post (TdInstance *instance, gboolean *ret_any, GError **error);
/* Whether anything is to be forgotten, here or of what was asked for. */
gboolean td_digest_any_old (TdTx *tx, gint64 now, gboolean *ret_any, GError **error);
/* Which publications stood in letters that are long gone. */
gboolean td_digest_forget_old (TdTx *tx, gint64 now, GError **error);
