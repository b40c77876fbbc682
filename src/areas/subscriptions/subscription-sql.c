#include "areas/subscriptions/subscription-sql.h"

#define RECEIVER(r) TD_BYTES ((r), TD_MAIL_KEPT_RECEIVER)

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static void subscription_free (gpointer data)
{
    TdSubscription *s = data;

    g_free (s->id);
    td_follow_clear (&s->follow);
    g_free (s);
}

void td_follower_free (TdFollower *f)
{
    if (f == NULL)
        return;
    g_free (f->id);
    g_free (f->person);
    g_free (f->address);
    g_free (f->locale);
    g_free (f->zone);
    g_clear_pointer (&f->subscriptions, g_ptr_array_unref);
    g_free (f);
}

/* ---- reading ---- */

static gboolean load_subscriptions (TdTx *tx, TdFollower *f, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id, kind, what, created from subscription where subscriber = $1 order by created, id",
                   error, TD_TEXT (f->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSubscription *s = g_new0 (TdSubscription, 1);
        s->id = g_strdup (td_rows_text (rows, 0));
        td_follow_from_word (td_rows_text (rows, 1), &s->follow.kind);
        s->follow.what = g_strdup (td_rows_text (rows, 2));
        s->created = td_rows_int (rows, 3);
        g_ptr_array_add (f->subscriptions, s);
    }
    return ended_well (error, &problem);
}

static TdFollower *follower_of_row (const TdInstance *instance, TdRows *rows)
{
    TdFollower *f = g_new0 (TdFollower, 1);
    gsize size = 0;
    const void *address, *receiver;

    f->id = g_strdup (td_rows_text (rows, 0));
    f->person = g_strdup (td_rows_text (rows, 1));
    f->locale = g_strdup (td_rows_text (rows, 2));
    f->zone = g_strdup (td_rows_text (rows, 3));
    f->name_states = td_rows_int (rows, 4) != 0;
    f->created = td_rows_int (rows, 5);
    address = td_rows_bytes (rows, 6, &size);
    f->address = f->person != NULL ? g_strdup (td_rows_text (rows, 7)) : td_mail_kept (instance, f->id, address, size);
    receiver = td_rows_bytes (rows, 8, &size);
    if (size == sizeof f->receiver)
        memcpy (f->receiver, receiver, size);
    f->subscriptions = g_ptr_array_new_with_free_func (subscription_free);
    return f;
}

#define FOLLOWER                                                                                                       \
    "select s.id, s.person, s.locale, s.zone, s.name_states, s.created, s.address, p.address, s.receiver from "        \
    "subscriber s"                                                                                                     \
    " left join person p on p.id = s.person and p.disabled = 0 where "

static gboolean first_of (TdTx *tx, const TdInstance *instance, TdRows *take_rows, TdFollower **ret_follower,
                          GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (TdFollower) found = NULL;
    g_autoptr (GError) problem = NULL;

    *ret_follower = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        found = follower_of_row (instance, rows);
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (found != NULL && !load_subscriptions (tx, found, error)))
        return FALSE;
    *ret_follower = g_steal_pointer (&found);
    return TRUE;
}

gboolean td_follower_find (TdTx *tx, const TdInstance *instance, const char *person, const guint8 *receiver,
                           TdFollower **ret_follower, GError **error)
{
    *ret_follower = NULL;
    if (person != NULL
        && !first_of (tx, instance, td_select (tx, FOLLOWER "s.person = $1", error, TD_TEXT (person)), ret_follower,
                      error))
        return FALSE;
    return *ret_follower != NULL || receiver == NULL
           || first_of (tx, instance, td_select (tx, FOLLOWER "s.receiver = $1", error, RECEIVER (receiver)),
                        ret_follower, error);
}

gboolean td_follower_load (TdTx *tx, const TdInstance *instance, const char *id, TdFollower **ret_follower,
                           GError **error)
{
    return first_of (tx, instance, td_select (tx, FOLLOWER "s.id = $1", error, TD_TEXT (id)), ret_follower, error);
}

GPtrArray *td_follower_page (TdTx *tx, const char *after, int most, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdRows) rows = td_select (tx, "select id from subscriber where id > $1 order by id limit $2", error,
                                         TD_TEXT (after), TD_INT (most));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (ids, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem) ? g_steal_pointer (&ids) : NULL;
}

gboolean td_follower_account (TdTx *tx, const char *person, char **ret_address, char **ret_locale, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select address, locale from person where id = $1 and disabled = 0", error, TD_TEXT (person));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_address = g_strdup (td_rows_text (rows, 0));
        *ret_locale = g_strdup (td_rows_text (rows, 1));
    }
    return ended_well (error, &problem);
}

gboolean td_subscription_counts (TdTx *tx, TdFollowCounts *ret_counts, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*), count(person) from subscriber", error);
    g_autoptr (TdRows) kinds = NULL;
    g_autoptr (GError) problem = NULL;

    *ret_counts = (TdFollowCounts){ 0 };
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    ret_counts->subscribers = td_rows_int (rows, 0);
    ret_counts->with_account = td_rows_int (rows, 1);
    kinds = td_select (tx, "select kind, count(*) from subscription group by kind order by kind", error);
    if (kinds == NULL)
        return FALSE;
    while (td_rows_next (kinds, &problem)) {
        TdFollowKind kind;
        if (td_follow_from_word (td_rows_text (kinds, 0), &kind))
            ret_counts->of_kind[kind] = td_rows_int (kinds, 1);
    }
    return ended_well (error, &problem);
}

/* ---- writing ---- */

gboolean td_follower_insert (TdTx *tx, const TdFollowerNew *row, GError **error)
{
    gsize size = 0;
    const void *address = row->address != NULL ? g_bytes_get_data (row->address, &size) : NULL;

    return td_exec (tx,
                    "insert into subscriber (id, receiver, person, address, locale, zone, name_states, created)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    error, TD_TEXT (row->id), RECEIVER (row->receiver), TD_TEXT (row->person),
                    address != NULL ? TD_BYTES (address, size) : TD_NULL (), TD_TEXT (row->wish->locale),
                    TD_TEXT (row->wish->zone), TD_FLAG (row->wish->name_states), TD_INT (row->now));
}

gboolean td_follower_claim (TdTx *tx, const char *id, const char *person, GError **error)
{
    return td_exec (tx, "update subscriber set person = $2, address = null where id = $1", error, TD_TEXT (id),
                    TD_TEXT (person));
}

gboolean td_follower_write_so (TdTx *tx, const char *id, const TdLetterWish *wish, GError **error)
{
    return td_exec (tx, "update subscriber set locale = $2, zone = $3, name_states = $4 where id = $1", error,
                    TD_TEXT (id), TD_TEXT (wish->locale), TD_TEXT (wish->zone), TD_FLAG (wish->name_states));
}

gboolean td_follower_delete (TdTx *tx, const TdFollower *f, GError **error)
{
    return td_mail_take_back (tx, f->receiver, TD_SUBSCRIPTION_TOPIC, error)
           && td_exec (tx, "delete from subscriber where id = $1", error, TD_TEXT (f->id));
}

gboolean td_follower_delete_receiver (TdTx *tx, const void *receiver, gsize size, GError **error)
{
    return td_exec (tx, "delete from subscriber where receiver = $1", error, TD_BYTES (receiver, size));
}

gboolean td_subscription_insert (TdTx *tx, const char *id, const char *follower, const TdFollow *follow, gint64 now,
                                 GError **error)
{
    return td_exec (tx,
                    "insert into subscription (id, subscriber, kind, what, created) values ($1, $2, $3, $4, $5)"
                    " on conflict (subscriber, kind, what) do nothing",
                    error, TD_TEXT (id), TD_TEXT (follower), TD_TEXT (td_follow_word (follow->kind)),
                    TD_TEXT (follow->what), TD_INT (now));
}

gboolean td_subscription_delete (TdTx *tx, const TdFollower *f, const char *id, GError **error)
{
    gint64 count = 0;

    if (!td_exec_count (tx, "delete from subscription where id = $1 and subscriber = $2", &count, error, TD_TEXT (id),
                        TD_TEXT (f->id)))
        return FALSE;
    return count == 0 || f->subscriptions->len > 1 || td_follower_delete (tx, f, error);
}

/* ---- asked for ---- */

gboolean td_asked_insert (TdTx *tx, const guint8 token[32], const char *id, GBytes *content, gint64 expires,
                          GError **error)
{
    gsize size;
    const void *bytes = g_bytes_get_data (content, &size);

    return td_exec (tx, "insert into subscription_asked (token, id, content, expires) values ($1, $2, $3, $4)", error,
                    TD_BYTES (token, 32), TD_TEXT (id), TD_BYTES (bytes, size), TD_INT (expires));
}

gboolean td_asked_find (TdTx *tx, const guint8 token[32], gint64 now, char **ret_id, GBytes **ret_content,
                        GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id, content from subscription_asked where token = $1 and expires > $2", error,
                   TD_BYTES (token, 32), TD_INT (now));
    g_autoptr (GError) problem = NULL;

    *ret_id = NULL;
    *ret_content = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *content = td_rows_bytes (rows, 1, &size);
        *ret_id = g_strdup (td_rows_text (rows, 0));
        *ret_content = g_bytes_new (content, size);
    }
    return ended_well (error, &problem);
}

gboolean td_asked_delete (TdTx *tx, const guint8 token[32], GError **error)
{
    return td_exec (tx, "delete from subscription_asked where token = $1", error, TD_BYTES (token, 32));
}

gboolean td_asked_purge (TdTx *tx, gint64 now, GError **error)
{
    return td_exec (tx, "delete from subscription_asked where expires <= $1", error, TD_INT (now));
}
