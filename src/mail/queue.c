#include "mail/queue.h"

#include "mail/secret.h"

#define RECEIVER(r) TD_BYTES ((r), TD_MAIL_RECEIVER_BYTES)

/* ---- posting and taking back ---- */

gboolean td_queue_put (TdTx *tx, const TdQueueNew *row, GError **error)
{
    gsize size;
    const void *content = g_bytes_get_data (row->content, &size);

    return td_exec (tx,
                    "insert into mail (id, receiver, topic, cancel_key, status, created, due, tries, hands, cancelled,"
                    " content) values ($1, $2, $3, $4, 'waiting', $5, $6, 0, 0, 0, $7)",
                    error, TD_TEXT (row->id), RECEIVER (row->receiver), TD_TEXT (row->topic), TD_TEXT (row->cancel_key),
                    TD_INT (row->created), TD_INT (row->due), TD_BYTES (content, size));
}

/* One number; FALSE with error. */
static gboolean one_number (TdRows *rows, gint64 *ret_number, GError **error)
{
    g_autoptr (GError) problem = NULL;
    gboolean ok = rows != NULL;

    if (ok && td_rows_next (rows, &problem))
        *ret_number = td_rows_int (rows, 0);
    td_rows_free (rows);
    if (problem == NULL)
        return ok;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_queue_count (TdTx *tx, const guint8 *receiver, gboolean without_topic, gint64 since, gint64 *ret_count,
                         GError **error)
{
    return one_number (td_select (tx,
                                  "select count(*) from mail where receiver = $1 and created > $2"
                                  " and case when topic is null then 1 else 0 end = $3",
                                  error, RECEIVER (receiver), TD_INT (since), TD_FLAG (without_topic)),
                       ret_count, error);
}

/* One that is in a mailer's hands is marked: if it could not be sent it is not tried again. */
gboolean td_queue_cancel (TdTx *tx, const char *cancel_key, gint64 *ret_count, GError **error)
{
    gint64 count = 0;

    if (!td_exec_count (tx,
                        "update mail set status = 'cancelled', content = null"
                        " where cancel_key = $1 and status in ('waiting', 'failed')",
                        &count, error, TD_TEXT (cancel_key))
        || !td_exec (tx, "update mail set cancelled = 1 where cancel_key = $1 and status = 'held'", error,
                     TD_TEXT (cancel_key)))
        return FALSE;
    if (ret_count != NULL)
        *ret_count = count;
    return TRUE;
}

/* ---- sending ---- */

void td_queue_row_clear (TdQueueRow *row)
{
    g_free (row->id);
    g_clear_pointer (&row->content, g_bytes_unref);
    *row = (TdQueueRow){ 0 };
}

gboolean td_queue_any_due (TdTx *tx, const TdQueueWho *who, gboolean *ret_any, GError **error)
{
    gint64 any = 0;

    if (!one_number (td_select (tx,
                                "select 1 from mail where status in ('waiting', 'held') and due <= $1"
                                " and (status = 'waiting' or holder = $2 or held_until < $3) limit 1",
                                error, TD_INT (who->now), TD_TEXT (who->holder), TD_INT (who->now_real)),
                     &any, error))
        return FALSE;
    *ret_any = any != 0;
    return TRUE;
}

/* What is held under our own name was held by a process that died: one folder has one mailer at a time. */
static gboolean next_due (TdTx *tx, const TdQueueWho *who, TdQueueRow *row, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id, status, tries, hands, cancelled, content from mail"
                   " where status in ('waiting', 'held') and due <= $1"
                   " and (status = 'waiting' or holder = $2 or held_until < $3) order by due, id limit 1",
                   error, TD_INT (who->now), TD_TEXT (who->holder), TD_INT (who->now_real));
    g_autoptr (GError) problem = NULL;
    const void *content;
    gsize size = 0;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        row->id = g_strdup (td_rows_text (rows, 0));
        row->tries = td_rows_int (rows, 2);
        row->hands = td_rows_int (rows, 3);
        row->again = row->hands > 0;
        row->cancelled = td_rows_int (rows, 4) != 0;
        content = td_rows_bytes (rows, 5, &size);
        row->content = g_bytes_new (content, size);
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_queue_take (TdTx *tx, const TdQueueWho *who, TdQueueRow *ret_row, GError **error)
{
    td_queue_row_clear (ret_row);
    if (!next_due (tx, who, ret_row, error))
        return FALSE;
    return ret_row->id == NULL
           || td_exec (tx,
                       "update mail set status = 'held', holder = $2, held_until = $3, hands = hands + 1 where id = $1",
                       error, TD_TEXT (ret_row->id), TD_TEXT (who->holder), TD_INT (who->now_real + TD_MAIL_HOLD));
}

gboolean td_queue_sent (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update mail set status = 'sent', content = null, tries = tries + 1, last_try = $2, reason = null,"
                    " holder = null, held_until = null where id = $1 and status = 'held'",
                    error, TD_TEXT (id), TD_INT (now));
}

gboolean td_queue_not_sent (TdTx *tx, const char *id, gint64 now, gint64 due, const char *reason, GError **error)
{
    if (!td_exec (tx,
                  "update mail set status = 'cancelled', content = null, holder = null, held_until = null"
                  " where id = $1 and status = 'held' and cancelled = 1",
                  error, TD_TEXT (id)))
        return FALSE;
    if (due == 0)
        return td_exec (tx,
                        "update mail set status = 'failed', tries = tries + 1, last_try = $2, reason = $3,"
                        " holder = null, held_until = null where id = $1 and status = 'held'",
                        error, TD_TEXT (id), TD_INT (now), TD_TEXT (reason));
    return td_exec (tx,
                    "update mail set status = 'waiting', due = $4, tries = tries + 1, last_try = $2, reason = $3,"
                    " holder = null, held_until = null where id = $1 and status = 'held'",
                    error, TD_TEXT (id), TD_INT (now), TD_TEXT (reason), TD_INT (due));
}

gboolean td_queue_drop_cancelled (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx,
                    "update mail set status = 'cancelled', content = null, holder = null, held_until = null"
                    " where id = $1 and status = 'held'",
                    error, TD_TEXT (id));
}

gboolean td_queue_forget (TdTx *tx, gint64 before, GError **error)
{
    return td_exec (tx, "delete from mail where status in ('sent', 'cancelled', 'dropped') and due < $1", error,
                    TD_INT (before))
           && td_exec (tx, "update mail set status = 'dropped', content = null where status = 'failed' and due < $1",
                       error, TD_INT (before));
}

/* ---- the desk ---- */

gboolean td_queue_retry (TdTx *tx, const char *id, gboolean drop, gint64 now, gint64 *ret_count, GError **error)
{
    if (drop)
        return td_exec_count (tx,
                              "update mail set status = 'dropped', content = null where id = $1 and status = 'failed'",
                              ret_count, error, TD_TEXT (id));
    return td_exec_count (
        tx, "update mail set status = 'waiting', due = $2, tries = 0, hands = 1 where id = $1 and status = 'failed'",
        ret_count, error, TD_TEXT (id), TD_INT (now));
}

gboolean td_queue_list (TdTx *tx, gboolean failed_alone, gint64 most, GPtrArray *list, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx,
        "select id, status, topic, created, due, last_try, tries, reason from mail"
        " where status = 'failed' or ($1 = 0 and status in ('waiting', 'held')) order by created, id limit $2",
        error, TD_FLAG (failed_alone), TD_INT (most));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdMailQueued *q = g_new0 (TdMailQueued, 1);
        q->id = g_strdup (td_rows_text (rows, 0));
        q->failed = g_strcmp0 (td_rows_text (rows, 1), "failed") == 0;
        q->topic = g_strdup (td_rows_text (rows, 2));
        q->created = td_rows_int (rows, 3);
        q->due = td_rows_int (rows, 4);
        q->last_try = td_rows_int (rows, 5);
        q->tries = (int) td_rows_int (rows, 6);
        q->reason = g_strdup (td_rows_text (rows, 7));
        g_ptr_array_add (list, q);
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- unsubscribing ---- */

gboolean td_queue_is_stopped (TdTx *tx, const guint8 *receiver, const char *topic, gboolean *ret_stopped,
                              GError **error)
{
    gint64 count = 0;

    if (!one_number (td_select (tx, "select count(*) from mail_stop where receiver = $1 and topic = $2", error,
                                RECEIVER (receiver), TD_TEXT (topic)),
                     &count, error))
        return FALSE;
    *ret_stopped = count > 0;
    return TRUE;
}

gboolean td_queue_stop (TdTx *tx, const guint8 *receiver, const char *topic, gint64 now, gboolean *ret_new,
                        GError **error)
{
    gint64 count = 0;

    if (!td_exec_count (tx,
                        "insert into mail_stop (receiver, topic, at) values ($1, $2, $3)"
                        " on conflict (receiver, topic) do nothing",
                        &count, error, RECEIVER (receiver), TD_TEXT (topic), TD_INT (now))
        || !td_exec (tx,
                     "update mail set status = 'cancelled', content = null"
                     " where receiver = $1 and topic = $2 and status in ('waiting', 'failed')",
                     error, RECEIVER (receiver), TD_TEXT (topic))
        || !td_exec (tx, "update mail set cancelled = 1 where receiver = $1 and topic = $2 and status = 'held'", error,
                     RECEIVER (receiver), TD_TEXT (topic)))
        return FALSE;
    *ret_new = count > 0;
    return TRUE;
}

gboolean td_queue_resume (TdTx *tx, const guint8 *receiver, const char *topic, GError **error)
{
    return td_exec (tx, "delete from mail_stop where receiver = $1 and topic = $2", error, RECEIVER (receiver),
                    TD_TEXT (topic));
}

GPtrArray *td_queue_stopped (TdTx *tx, const char *topic, GError **error)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (TdRows) rows =
        td_select (tx, "select receiver from mail_stop where topic = $1 order by receiver", error, TD_TEXT (topic));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *receiver = td_rows_bytes (rows, 0, &size);
        g_ptr_array_add (found, g_bytes_new (receiver, size));
    }
    if (problem == NULL)
        return g_steal_pointer (&found);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}
