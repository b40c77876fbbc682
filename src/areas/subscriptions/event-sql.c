#include "areas/subscriptions/event-sql.h"

#include "base/id.h"
#include "mail/kept.h"

static const char *const kind_words[TD_N_NEWS] = { "opened",    "deadline",  "closed", "reminder",
                                                   "published", "programme", "quiet" };
static const char *const phase_words[] = { "subscribers", "concerned", "done" };

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* The first column of all rows. Of char *. */
static GPtrArray *texts_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (texts, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem) ? g_steal_pointer (&texts) : NULL;
}

/* Whether there is a row. */
static gboolean any_of (TdRows *take_rows, gboolean *ret_any, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_any = td_rows_next (rows, &problem);
    return ended_well (error, &problem);
}

/* ---- news ---- */

void td_event_free (TdEvent *event)
{
    if (event == NULL)
        return;
    g_free (event->id);
    g_free (event->source);
    g_free (event->thing);
    g_free (event->upto);
    g_free (event);
}

gboolean td_event_put (TdTx *tx, const char *told, const TdEvent *e, GError **error)
{
    g_autofree char *id = td_id_new ();

    return td_exec (
        tx,
        "insert into subscription_event (id, told, kind, source, thing, n, earlier, closes, due, phase, upto)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'subscribers', '') on conflict (told) do nothing",
        error, TD_TEXT (id), TD_TEXT (told), TD_TEXT (kind_words[e->kind]), TD_TEXT (e->source), TD_TEXT (e->thing),
        TD_INT (e->n), TD_INT (e->earlier), TD_INT (e->closes), TD_INT (e->due));
}

gboolean td_event_has (TdTx *tx, const char *told, gboolean *ret_has, GError **error)
{
    return any_of (td_select (tx, "select 1 from subscription_event where told = $1", error, TD_TEXT (told)), ret_has,
                   error);
}

static int index_of (const char *const *words, gsize n, const char *word)
{
    for (gsize i = 0; i < n; i++)
        if (g_strcmp0 (words[i], word) == 0)
            return (int) i;
    return (int) n - 1;
}

gboolean td_event_next (TdTx *tx, gint64 now, TdEvent **ret_event, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id, kind, source, thing, n, earlier, closes, due, phase, upto from subscription_event"
                   " where phase <> 'done' and due <= $1 order by due, id limit 1",
                   error, TD_INT (now));
    g_autoptr (GError) problem = NULL;
    TdEvent *e;

    *ret_event = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        e = g_new0 (TdEvent, 1);
        e->id = g_strdup (td_rows_text (rows, 0));
        e->kind = (TdNewsKind) index_of (kind_words, G_N_ELEMENTS (kind_words), td_rows_text (rows, 1));
        e->source = g_strdup (td_rows_text (rows, 2));
        e->thing = g_strdup (td_rows_text (rows, 3));
        e->n = (int) td_rows_int (rows, 4);
        e->earlier = (int) td_rows_int (rows, 5);
        e->closes = td_rows_int (rows, 6);
        e->due = td_rows_int (rows, 7);
        e->phase = (TdNewsPhase) index_of (phase_words, G_N_ELEMENTS (phase_words), td_rows_text (rows, 8));
        e->upto = g_strdup (td_rows_text (rows, 9));
        *ret_event = e;
    }
    return ended_well (error, &problem);
}

gboolean td_event_stands (TdTx *tx, const TdEvent *e, gboolean *ret_stands, GError **error)
{
    return any_of (td_select (tx, "select 1 from subscription_event where id = $1 and phase = $2 and upto = $3", error,
                              TD_TEXT (e->id), TD_TEXT (phase_words[e->phase]), TD_TEXT (e->upto)),
                   ret_stands, error);
}

gboolean td_event_go_on (TdTx *tx, const char *id, TdNewsPhase phase, const char *upto, GError **error)
{
    return td_exec (tx, "update subscription_event set phase = $2, upto = $3 where id = $1", error, TD_TEXT (id),
                    TD_TEXT (phase_words[phase]), TD_TEXT (upto));
}

gboolean td_event_drop (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from subscription_event where id = $1", error, TD_TEXT (id));
}

gboolean td_event_drop_waiting (TdTx *tx, const char *thing, TdNewsKind kind, GError **error)
{
    return td_exec (tx, "delete from subscription_event where thing = $1 and kind = $2 and phase <> 'done'", error,
                    TD_TEXT (thing), TD_TEXT (kind_words[kind]));
}

gboolean td_event_waits (TdTx *tx, const char *thing, TdNewsKind kind, gboolean *ret_waits, GError **error)
{
    return any_of (td_select (tx,
                              "select 1 from subscription_event where thing = $1 and kind = $2"
                              " and phase = 'subscribers' and upto = ''",
                              error, TD_TEXT (thing), TD_TEXT (kind_words[kind])),
                   ret_waits, error);
}

gboolean td_event_last_deadline (TdTx *tx, const char *thing, int *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select coalesce(max(n), 1) from subscription_event where thing = $1"
                                         " and kind in ('opened', 'deadline')",
                                         error, TD_TEXT (thing));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = (int) td_rows_int (rows, 0);
    return TRUE;
}

/* ---- whom ---- */

static void row_free (gpointer data)
{
    TdFollowRow *row = data;

    g_free (row->follower);
    g_free (row->subscription);
    g_free (row->word);
    g_free (row->what);
    g_free (row);
}

GPtrArray *td_follow_page (TdTx *tx, const char *upto, gint64 until, int most, GError **error)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (row_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select s.id, u.id, u.kind, u.what from"
                   " (select id from subscriber where id > $1 order by id limit $2) s"
                   " left join subscription u on u.subscriber = s.id and u.created <= $3 order by s.id, u.id",
                   error, TD_TEXT (upto), TD_INT (most), TD_INT (until));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdFollowRow *row = g_new0 (TdFollowRow, 1);
        row->follower = g_strdup (td_rows_text (rows, 0));
        row->subscription = g_strdup (td_rows_text (rows, 1));
        row->word = g_strdup (td_rows_text (rows, 2));
        row->what = g_strdup (td_rows_text (rows, 3));
        g_ptr_array_add (found, row);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&found) : NULL;
}

void td_follow_receiver_free (TdFollowReceiver *receiver)
{
    if (receiver == NULL)
        return;
    g_free (receiver->follower);
    g_free (receiver->address);
    g_free (receiver->locale);
    g_free (receiver->zone);
    g_free (receiver);
}

#define RECEIVER                                                                                                       \
    "select s.id, s.person, s.address, p.address, s.locale, s.zone, s.name_states from subscriber s"                   \
    " left join person p on p.id = s.person and p.disabled = 0 "

gboolean td_follow_receiver (TdTx *tx, const TdInstance *instance, const char *subscription, const char *follower,
                             TdFollowReceiver **ret_receiver, GError **error)
{
    g_autoptr (TdRows) rows =
        subscription != NULL ? td_select (tx, RECEIVER "join subscription u on u.subscriber = s.id where u.id = $1",
                                          error, TD_TEXT (subscription))
                             : td_select (tx, RECEIVER "where s.id = $1", error, TD_TEXT (follower));
    g_autoptr (TdFollowReceiver) r = g_new0 (TdFollowReceiver, 1);
    g_autoptr (GError) problem = NULL;

    *ret_receiver = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *kept = td_rows_bytes (rows, 2, &size);
        r->follower = g_strdup (td_rows_text (rows, 0));
        r->address = td_rows_null (rows, 1) ? td_mail_kept (instance, r->follower, kept, size)
                                            : g_strdup (td_rows_text (rows, 3));
        r->locale = g_strdup (td_rows_text (rows, 4));
        r->zone = g_strdup (td_rows_text (rows, 5));
        r->name_states = td_rows_int (rows, 6) != 0;
        if (r->address != NULL)
            *ret_receiver = g_steal_pointer (&r);
    }
    return ended_well (error, &problem);
}

/* Drafts that would be sent to it, and what was sent to it. */
GPtrArray *td_follow_concerned (TdTx *tx, const char *call, const char *purpose, const char *upto, int most,
                                GError **error)
{
    return texts_of (
        td_select (tx,
                   "with concerned as (select s.person, s.organisation from submission s where s.status = 'draft'"
                   " and s.purpose = $2 and (not exists (select 1 from call_state c where c.call = $1)"
                   " or exists (select 1 from call_state c where c.call = $1 and c.state = s.state))"
                   " union select s.person, s.organisation from call_answer a join submission s on s.id = a.submission"
                   " where a.call = $1 and s.status <> 'taken-down')"
                   " select p.id from person p where p.disabled = 0 and p.id > $3"
                   " and (exists (select 1 from concerned c where c.person = p.id and c.organisation is null)"
                   " or exists (select 1 from membership m join concerned c on c.organisation = m.organisation"
                   " where m.person = p.id)) order by p.id limit $4",
                   error, TD_TEXT (call), TD_TEXT (purpose), TD_TEXT (upto), TD_INT (most)),
        error);
}

/* ---- the letter of the day ---- */

gboolean td_digest_put (TdTx *tx, const char *follower, const char *submission, gint64 published, GError **error)
{
    return td_exec (tx,
                    "insert into subscription_digest (subscriber, submission, published) values ($1, $2, $3)"
                    " on conflict (subscriber, submission) do nothing",
                    error, TD_TEXT (follower), TD_TEXT (submission), TD_INT (published));
}

gboolean td_digest_set_due (TdTx *tx, const char *follower, gint64 due, GError **error)
{
    return td_exec (tx, "update subscriber set digest_due = $2 where id = $1 and digest_due is null", error,
                    TD_TEXT (follower), TD_INT (due));
}

GPtrArray *td_digest_due (TdTx *tx, gint64 now, int most, GError **error)
{
    return texts_of (td_select (tx,
                                "select id from subscriber where digest_due is not null and digest_due <= $1"
                                " order by digest_due, id limit $2",
                                error, TD_INT (now), TD_INT (most)),
                     error);
}

GPtrArray *td_digest_items (TdTx *tx, const char *follower, GError **error)
{
    return texts_of (td_select (tx,
                                "select submission from subscription_digest where subscriber = $1 and letter is null"
                                " order by published, submission",
                                error, TD_TEXT (follower)),
                     error);
}

gboolean td_digest_drop (TdTx *tx, const char *follower, const char *submission, GError **error)
{
    return td_exec (tx, "delete from subscription_digest where subscriber = $1 and submission = $2", error,
                    TD_TEXT (follower), TD_TEXT (submission));
}

gboolean td_digest_done (TdTx *tx, const char *follower, const char *letter, GError **error)
{
    return td_exec (tx, "update subscriber set digest_due = null where id = $1", error, TD_TEXT (follower))
           && (letter != NULL ? td_exec (tx,
                                         "update subscription_digest set letter = $2"
                                         " where subscriber = $1 and letter is null",
                                         error, TD_TEXT (follower), TD_TEXT (letter))
                              : td_exec (tx, "delete from subscription_digest where subscriber = $1 and letter is null",
                                         error, TD_TEXT (follower)));
}

GPtrArray *td_digest_letters (TdTx *tx, const char *submission, GError **error)
{
    return texts_of (td_select (tx,
                                "select letter from subscription_digest where submission = $1 and letter is not null"
                                " order by letter",
                                error, TD_TEXT (submission)),
                     error);
}

gboolean td_digest_again (TdTx *tx, const char *letter, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update subscriber set digest_due = $2"
                    " where id in (select subscriber from subscription_digest where letter = $1)",
                    error, TD_TEXT (letter), TD_INT (now))
           && td_exec (tx, "update subscription_digest set letter = null where letter = $1", error, TD_TEXT (letter));
}

gboolean td_digest_forget (TdTx *tx, gint64 published_before, GError **error)
{
    return td_exec (tx, "delete from subscription_digest where letter is not null and published < $1", error,
                    TD_INT (published_before));
}

gboolean td_subscriptions_any_old (TdTx *tx, gint64 now, gint64 published_before, gboolean *ret_any, GError **error)
{
    return any_of (td_select (tx,
                              "select 1 from subscription_asked where expires <= $1 union all select 1"
                              " from subscription_digest where letter is not null and published < $2 limit 1",
                              error, TD_INT (now), TD_INT (published_before)),
                   ret_any, error);
}
