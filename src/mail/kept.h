/* Addresses that are kept for letters to come (subscriptions), and who stopped which topic.
 *
 * A stolen database gives nobody's address: it is kept encrypted under a key made from the instance's pepper and bound to its row,
 * as letters that wait are. The receiver, a keyed hash, tells the same address again.
 */
#pragma once

#include "instance/instance.h"

enum { TD_MAIL_KEPT_RECEIVER = 16 };

/* What must not be read by who steals the store, for the row of this id: an address alone, or with words about it. */
GBytes *td_mail_keep (const TdInstance *instance, const char *id, const char *text);
/* NULL: not this instance's, not this row's, or altered. Free it. */
char *td_mail_kept (const TdInstance *instance, const char *id, const void *kept, gsize size);
/* FALSE: text is no address. However its letters are cased. */
gboolean td_mail_kept_receiver (const TdInstance *instance, const char *text,
                                guint8 ret_receiver[TD_MAIL_KEPT_RECEIVER]);

/* Somebody who stopped a topic asked for its letters again. */
gboolean td_mail_resume (TdTx *tx, const guint8 receiver[TD_MAIL_KEPT_RECEIVER], const char *topic, GError **error);
/* Takes back what waits for somebody on a topic; other letters of it may come. */
gboolean td_mail_take_back (TdTx *tx, const guint8 receiver[TD_MAIL_KEPT_RECEIVER], const char *topic, GError **error);
/* Who stopped a topic: of GBytes. For areas that then forget them ("mail.unsubscribe" in the journal). */
GPtrArray *td_mail_stopped (TdTx *tx, const char *topic, GError **error);
