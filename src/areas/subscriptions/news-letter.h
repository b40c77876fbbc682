/* The letters that subscribers get; private to this area. */
#pragma once

#include "areas/subscriptions/news.h"

/* Who has had as many letters as one may have in a day, or whose address takes none, gets none: no error. */
gboolean td_news_letter (TdTx *tx, TdInstance *instance, const TdNews *news, const TdFollowReceiver *to,
                         GError **error);
/* What was published, as one letter that can be taken back by this key. submissions: of TdSubmission as everybody reads
 * them, at least one. *ret_posted FALSE: too many letters today. */
gboolean td_digest_letter (TdTx *tx, TdInstance *instance, const GPtrArray *submissions, const TdFollowReceiver *to,
                           const char *key, gboolean *ret_posted, GError **error);
/* That those who drafted or sent something for a call should look at its deadline; names nothing. */
gboolean td_news_tell_concerned (TdTx *tx, TdInstance *instance, const TdNews *news, const char *person,
                                 GError **error);
/* The key by which reminders of an opening are taken back. Free it. */
char *td_news_reminder_letters (const char *thing);
