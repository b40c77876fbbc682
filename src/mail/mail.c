#include "mail/mail.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "mail/letter.h"
#include "mail/queue.h"
#include "mail/secret.h"

TD_DEFINE_ERROR (mail)

enum { MOST_LISTED = 100, MOST_QUEUED = 1000 };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_MAIL_ERROR, code, message);
    return FALSE;
}

/* ---- posting ---- */

static gboolean put (TdTx *tx, TdInstance *instance, const TdMail *mail, const TdLetter *letter, const guint8 *receiver,
                     GError **error)
{
    gint64 now = td_clock_now (&instance->clock), count = 0;
    g_autoptr (GBytes) content = NULL;
    TdQueueNew row = { .id = letter->id,
                       .topic = letter->topic,
                       .cancel_key = mail->cancel_key,
                       .receiver = receiver,
                       .created = now,
                       .due = letter->date };

    if (!td_queue_count (tx, receiver, letter->topic == NULL, now - G_TIME_SPAN_DAY, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_MAILS_PER_ADDRESS)
        return fail (error, TD_ERROR_BUSY,
                     N_ ("This address has been sent as many letters as one may get in a day. Try again tomorrow."));
    content = td_letter_seal (instance, letter);
    row.content = content;
    return td_queue_put (tx, &row, error);
}

gboolean td_mail_post (TdTx *tx, TdInstance *instance, const TdMail *mail, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autoptr (TdLetter) letter = td_letter_new (instance, id, mail, error);
    guint8 receiver[TD_MAIL_RECEIVER_BYTES];
    gboolean stopped = FALSE;

    if (letter == NULL)
        return FALSE;
    if (g_str_equal (instance->mail.keeper, "none"))
        return TRUE;
    td_mail_receiver (instance, letter->to, receiver);
    if (letter->topic != NULL && !td_queue_is_stopped (tx, receiver, letter->topic, &stopped, error))
        return FALSE;
    return stopped || put (tx, instance, mail, letter, receiver, error);
}

gboolean td_mail_cancel (TdTx *tx, const char *cancel_key, gint64 *ret_count, GError **error)
{
    return td_queue_cancel (tx, cancel_key, ret_count, error);
}

/* ---- the desk ---- */

void td_mail_queued_free (TdMailQueued *queued)
{
    if (queued == NULL)
        return;
    g_free (queued->id);
    g_free (queued->topic);
    g_free (queued->reason);
    g_free (queued);
}

void td_mail_failure_free (TdMailFailure *failure)
{
    if (failure == NULL)
        return;
    g_free (failure->id);
    g_free (failure->reason);
    g_free (failure);
}

struct listing {
    gboolean failed_alone;
    gint64 most;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    return td_queue_list (tx, l->failed_alone, l->most, l->list, error);
}

static GPtrArray *list (TdInstance *instance, gboolean failed_alone, gint64 most, GError **error)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) td_mail_queued_free);
    struct listing l = { .failed_alone = failed_alone, .most = most, .list = found };

    return td_store_read (instance->store, list_in, &l, error) ? g_steal_pointer (&found) : NULL;
}

GPtrArray *td_mail_queue (TdInstance *instance, GError **error)
{
    return list (instance, FALSE, MOST_QUEUED, error);
}

GPtrArray *td_mail_failures (TdInstance *instance, GError **error)
{
    g_autoptr (GPtrArray) queued = list (instance, TRUE, MOST_LISTED, error);
    GPtrArray *failures;

    if (queued == NULL)
        return NULL;
    failures = g_ptr_array_new_with_free_func ((GDestroyNotify) td_mail_failure_free);
    for (guint i = 0; i < queued->len; i++) {
        TdMailQueued *q = queued->pdata[i];
        TdMailFailure *f = g_new0 (TdMailFailure, 1);
        *f = (TdMailFailure){ .created = q->created, .last_try = q->last_try, .tries = q->tries };
        f->id = g_steal_pointer (&q->id);
        f->reason = g_steal_pointer (&q->reason);
        g_ptr_array_add (failures, f);
    }
    return failures;
}

struct retry {
    TdInstance *instance;
    const char *actor, *id;
    gboolean drop;
};

static gboolean retry_in (TdTx *tx, gpointer data, GError **error)
{
    struct retry *r = data;
    const TdClock *clock = &r->instance->clock;
    const TdJournalEntry entry = { .actor = r->actor,
                                   .act = r->drop ? "mail.drop" : "mail.retry",
                                   .thing = "mail",
                                   .thing_id = r->id,
                                   .clock = clock };
    gint64 count = 0;

    if (!td_instance_may_write (r->instance, tx, error)
        || !td_queue_retry (tx, r->id, r->drop, td_clock_now (clock), &count, error))
        return FALSE;
    if (count == 0)
        return fail (
            error, TD_ERROR_NOT_FOUND,
            N_ ("No failed letter has this number. Somebody may have sent it again, or given it up, before you."));
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_mail_retry (TdInstance *instance, const char *actor, const char *id, gboolean drop, GError **error)
{
    struct retry r = { .instance = instance, .actor = actor, .id = id, .drop = drop };

    return td_store_write (instance->store, retry_in, &r, error);
}

/* ---- unsubscribing ---- */

struct stop {
    TdInstance *instance;
    guint8 receiver[TD_MAIL_RECEIVER_BYTES];
    const char *topic;
    gboolean stopped, is_new;
};

static gboolean is_stopped_in (TdTx *tx, gpointer data, GError **error)
{
    struct stop *s = data;

    return td_queue_is_stopped (tx, s->receiver, s->topic, &s->stopped, error);
}

/* The entry says that it happened, and nothing of whom or what: its number is drawn for it alone. */
static gboolean stop_in (TdTx *tx, gpointer data, GError **error)
{
    struct stop *s = data;
    g_autofree char *id = td_id_new ();
    const TdJournalEntry entry = { .actor = "nobody",
                                   .act = "mail.unsubscribe",
                                   .thing = "mail-topic",
                                   .thing_id = id,
                                   .clock = &s->instance->clock };

    return td_instance_may_write (s->instance, tx, error)
           && td_queue_stop (tx, s->receiver, s->topic, td_clock_now (&s->instance->clock), &s->is_new, error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_mail_unsubscribe (TdInstance *instance, const char *token, char **ret_topic, GError **error)
{
    struct stop s = { .instance = instance };
    g_autofree char *topic = NULL;

    if (!td_mail_token_read (instance, token, s.receiver, &topic))
        return fail (error, TD_ERROR_NOT_FOUND,
                     N_ ("This address stops no letters. Open it from the letter itself, whole and unchanged."));
    s.topic = topic;
    if (!td_store_read (instance->store, is_stopped_in, &s, error)
        || (!s.stopped && !td_store_write (instance->store, stop_in, &s, error)))
        return FALSE;
    if (ret_topic != NULL)
        *ret_topic = g_steal_pointer (&topic);
    return TRUE;
}

gboolean td_mail_token_ok (TdInstance *instance, const char *token)
{
    guint8 receiver[TD_MAIL_RECEIVER_BYTES];
    g_autofree char *topic = NULL;

    return td_mail_token_read (instance, token, receiver, &topic);
}
