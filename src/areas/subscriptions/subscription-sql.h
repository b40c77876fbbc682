/* Rows of subscriptions; private to this area. */
#pragma once

#include "areas/subscriptions/subscription.h"
#include "mail/kept.h"

/* A subscriber to be: address NULL with a person. */
typedef struct {
    const char *id, *person;
    const guint8 *receiver;
    GBytes *address;
    const TdLetterWish *wish;
    gint64 now;
} TdFollowerNew;

/* By account or by receiver, either NULL; NULL without error: there is none. Its subscriptions too. */
gboolean td_follower_find (TdTx *tx, const TdInstance *instance, const char *person, const guint8 *receiver,
                           TdFollower **ret_follower, GError **error);
gboolean td_follower_load (TdTx *tx, const TdInstance *instance, const char *id, TdFollower **ret_follower,
                           GError **error);
gboolean td_follower_insert (TdTx *tx, const TdFollowerNew *row, GError **error);
/* One who came by address has an account now; the address is the account's then. */
gboolean td_follower_claim (TdTx *tx, const char *id, const char *person, GError **error);
gboolean td_follower_write_so (TdTx *tx, const char *id, const TdLetterWish *wish, GError **error);
/* With what waits to be sent to them. */
gboolean td_follower_delete (TdTx *tx, const TdFollower *follower, GError **error);
/* Of one address, however it came. */
gboolean td_follower_delete_receiver (TdTx *tx, const void *receiver, gsize size, GError **error);
/* Of char *id, at most most, after that one. */
GPtrArray *td_follower_page (TdTx *tx, const char *after, int most, GError **error);

/* Twice is once. */
gboolean td_subscription_insert (TdTx *tx, const char *id, const char *follower, const TdFollow *follow, gint64 now,
                                 GError **error);
/* With the last one the subscriber goes, and so does the address. */
gboolean td_subscription_delete (TdTx *tx, const TdFollower *follower, const char *id, GError **error);
gboolean td_subscription_counts (TdTx *tx, TdFollowCounts *ret_counts, GError **error);

/* Address and language of an account that is open; NULL where it is not. */
gboolean td_follower_account (TdTx *tx, const char *person, char **ret_address, char **ret_locale, GError **error);

/* ---- asked for ---- */

gboolean td_asked_insert (TdTx *tx, const guint8 token[32], const char *id, GBytes *content, gint64 expires,
                          GError **error);
/* *ret_id NULL: there is none at that time. */
gboolean td_asked_find (TdTx *tx, const guint8 token[32], gint64 now, char **ret_id, GBytes **ret_content,
                        GError **error);
gboolean td_asked_delete (TdTx *tx, const guint8 token[32], GError **error);
gboolean td_asked_purge (TdTx *tx, gint64 now, GError **error);
