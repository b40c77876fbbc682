#include "areas/subscriptions/digest.h"

#include "areas/subscriptions/follow.h"
#include "areas/subscriptions/news-letter.h"
#include "base/id.h"

/* Letters of one transaction. A letter that cannot be sent is tried for a day and a half (mail/mail.h). */
enum { LETTERS = 50, KEEP_DAYS = 3 };

/* The next eight o'clock where the subscriber lives, by the calendar, so that summer time moves nothing. */
static gint64 next_letter (const TdInstance *instance, const char *zone)
{
    const char *there = *zone != '\0' ? zone : instance->profile->zone;
    g_autofree char *today = td_clock_today (&instance->clock, there);
    gint64 now = td_clock_now (&instance->clock), at = 0;

    for (int day = 0; day < 3; day++) {
        g_autofree char *date = td_date_add_days (today, day);
        g_autofree char *local = g_strdup_printf ("%sT%02d:00", date, TD_DIGEST_HOUR);
        if (td_instant_from_local (local, there, &at, NULL) && at > now)
            return at;
    }
    return now + G_TIME_SPAN_DAY;
}

gboolean td_digest_note (TdTx *tx, const TdInstance *instance, const TdFollowReceiver *to, const char *submission,
                         gint64 published, GError **error)
{
    return td_digest_put (tx, to->follower, submission, published, error)
           && td_digest_set_due (tx, to->follower, next_letter (instance, to->zone), error);
}

/* ---- the letters ---- */

struct letters {
    TdInstance *instance;
    GHashTable *known; /* id to TdSubmission, or NULL for one that is not public */
    gboolean any;
};

static void free_known (gpointer data)
{
    td_submission_free (data);
}

static gboolean look_up (TdTx *tx, struct letters *l, const char *id, TdSubmission **ret_submission, GError **error)
{
    if (!g_hash_table_lookup_extended (l->known, id, NULL, (gpointer *) ret_submission)) {
        if (!td_news_submission (tx, l->instance, id, ret_submission, error))
            return FALSE;
        g_hash_table_insert (l->known, g_strdup (id), *ret_submission);
    }
    return TRUE;
}

/* What waits for one subscriber and may be read by everybody now. */
static GPtrArray *readable (TdTx *tx, struct letters *l, const char *follower, GError **error)
{
    g_autoptr (GPtrArray) ids = td_digest_items (tx, follower, error);
    g_autoptr (GPtrArray) submissions = g_ptr_array_new ();

    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        TdSubmission *s = NULL;
        if (!look_up (tx, l, ids->pdata[i], &s, error))
            return NULL;
        if (s != NULL)
            g_ptr_array_add (submissions, s);
        else if (!td_digest_drop (tx, follower, ids->pdata[i], error))
            return NULL;
    }
    return ids != NULL ? g_steal_pointer (&submissions) : NULL;
}

static gboolean post_one (TdTx *tx, struct letters *l, const char *follower, GError **error)
{
    g_autoptr (GPtrArray) submissions = readable (tx, l, follower, error);
    g_autoptr (TdFollowReceiver) to = NULL;
    g_autofree char *key = td_id_new ();
    gboolean posted = FALSE;

    if (submissions == NULL || !td_follow_receiver (tx, l->instance, NULL, follower, &to, error))
        return FALSE;
    if (submissions->len > 0 && to != NULL && !td_digest_letter (tx, l->instance, submissions, to, key, &posted, error))
        return FALSE;
    return td_digest_done (tx, follower, posted ? key : NULL, error);
}

static gboolean post_in (TdTx *tx, gpointer data, GError **error)
{
    struct letters *l = data;
    g_autoptr (GPtrArray) due = NULL;

    g_hash_table_remove_all (l->known);
    if (!td_instance_may_write (l->instance, tx, error))
        return FALSE;
    due = td_digest_due (tx, td_clock_now (&l->instance->clock), LETTERS, error);
    for (guint i = 0; due != NULL && i < due->len; i++)
        if (!post_one (tx, l, due->pdata[i], error))
            return FALSE;
    return due != NULL;
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct letters *l = data;
    g_autoptr (GPtrArray) due = td_digest_due (tx, td_clock_now (&l->instance->clock), 1, error);

    l->any = due != NULL && due->len > 0;
    return due != NULL;
}

gboolean td_digest_post (TdInstance *instance, gboolean *ret_any, GError **error)
{
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_known);
    struct letters l = { .instance = instance, .known = known };

    if (!td_store_read (instance->store, look_in, &l, error)
        || (l.any && !td_store_keep (instance->store, post_in, &l, error)))
        return FALSE;
    *ret_any = l.any;
    return TRUE;
}

gboolean td_digest_forget_old (TdTx *tx, gint64 now, GError **error)
{
    return td_digest_forget (tx, now - KEEP_DAYS * G_TIME_SPAN_DAY, error);
}

gboolean td_digest_any_old (TdTx *tx, gint64 now, gboolean *ret_any, GError **error)
{
    return td_subscriptions_any_old (tx, now, now - KEEP_DAYS * G_TIME_SPAN_DAY, ret_any, error);
}
