/* The queue's rows; private to mail/. All SQL of this room stands in queue.c. */
#pragma once

#include "mail/mail.h"

#define TD_MAIL_HOLD (5 * G_TIME_SPAN_MINUTE) /* how long a letter in somebody else's hands is left alone */

typedef struct {
    const char *id, *topic, *cancel_key;
    const guint8 *receiver;
    gint64 created, due;
    GBytes *content;
} TdQueueNew;

gboolean td_queue_put (TdTx *tx, const TdQueueNew *row, GError **error);
/* Of those with a topic, or of those without. */
gboolean td_queue_count (TdTx *tx, const guint8 *receiver, gboolean without_topic, gint64 since, gint64 *ret_count,
                         GError **error);
gboolean td_queue_cancel (TdTx *tx, const char *cancel_key, gint64 *ret_count, GError **error);

/* Who empties the queue, by the clock of the run and the machine's. */
typedef struct {
    const char *holder;
    gint64 now, now_real;
} TdQueueWho;

/* A letter in our hands. */
typedef struct {
    char *id;
    gint64 tries, hands;
    gboolean again;     /* it was in somebody's hands before, and nobody knows whether it arrived */
    gboolean cancelled; /* taken back meanwhile */
    GBytes *content;
} TdQueueRow;

void td_queue_row_clear (TdQueueRow *row);
gboolean td_queue_any_due (TdTx *tx, const TdQueueWho *who, gboolean *ret_any, GError **error);
/* Takes the next one that is due into our hands; ret_row->id stays NULL when none is. */
gboolean td_queue_take (TdTx *tx, const TdQueueWho *who, TdQueueRow *ret_row, GError **error);

/* How it ended. due 0: not again. */
gboolean td_queue_sent (TdTx *tx, const char *id, gint64 now, GError **error);
gboolean td_queue_not_sent (TdTx *tx, const char *id, gint64 now, gint64 due, const char *reason, GError **error);
gboolean td_queue_drop_cancelled (TdTx *tx, const char *id, GError **error);

/* Rows that ended before then go; failed ones lose their words. */
gboolean td_queue_forget (TdTx *tx, gint64 before, GError **error);

gboolean td_queue_retry (TdTx *tx, const char *id, gboolean drop, gint64 now, gint64 *ret_count, GError **error);
gboolean td_queue_list (TdTx *tx, gboolean failed_alone, gint64 most, GPtrArray *list, GError **error);

gboolean td_queue_is_stopped (TdTx *tx, const guint8 *receiver, const char *topic, gboolean *ret_stopped,
                              GError **error);
/* *ret_new: it was not stopped before. What waits on that topic for that receiver is taken back. */
gboolean td_queue_stop (TdTx *tx, const guint8 *receiver, const char *topic, gint64 now, gboolean *ret_new,
                        GError **error);
gboolean td_queue_resume (TdTx *tx, const guint8 *receiver, const char *topic, GError **error);
/* Of GBytes. */
GPtrArray *td_queue_stopped (TdTx *tx, const char *topic, GError **error);
