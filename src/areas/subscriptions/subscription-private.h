/* What the files of subscriptions' rules share; private to this area. */
#pragma once

#include "areas/subscriptions/subscription.h"

gboolean td_letter_wish_ok (const TdLetterWish *wish, GError **error);
/* Last in its transaction. The entry names the subscriber by a random number alone. */
gboolean td_subscription_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                                  const char *follower, GError **error);
/* The questions of a search that is followed; free with g_hash_table_unref. The second: one of them, NULL where not asked. */
GHashTable *td_follow_questions (const char *what);
const char *td_follow_question (GHashTable *questions, const char *name);
