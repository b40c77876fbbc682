/* News become letters, in batches. Contract in follow.h. */
#include "areas/subscriptions/follow.h"

#include "areas/subscriptions/digest.h"
#include "areas/subscriptions/news-letter.h"
#include "areas/subscriptions/subscription-sql.h"
#include "base/errors.h"

/* Subscribers that are looked at in one read, and letters in one transaction: other writers wait no longer than for these. */
enum { LOOK = 400, BATCH = 50, WORK_MILLISECONDS = 1000 };

typedef struct {
    TdInstance *instance;
    TdEvent *event;
    TdNews news;
    gboolean stands;  /* there is something to tell */
    GPtrArray *whom;  /* of char *: subscriptions, or people in the phase of those concerned */
    GPtrArray *since; /* of char *, beside it: up to where that one is done */
    guint done;       /* of whom, in this transaction and before it */
    char *last;       /* up to where this read looked */
    gboolean more;    /* there are others after it */
    gboolean lost;    /* somebody else went on with it */
} Post;

static void post_clear (Post *p)
{
    td_news_clear (&p->news);
    g_clear_pointer (&p->event, td_event_free);
    g_clear_pointer (&p->whom, g_ptr_array_unref);
    g_clear_pointer (&p->since, g_ptr_array_unref);
    g_clear_pointer (&p->last, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Post, post_clear)

/* ---- looking, in a read ---- */

static void note (Post *p, const char *whom, const char *since)
{
    g_ptr_array_add (p->whom, g_strdup (whom));
    g_ptr_array_add (p->since, g_strdup (since));
}

/* One letter each, however many of their subscriptions it concerns. */
static gboolean look_at_subscribers (TdTx *tx, Post *p, GError **error)
{
    g_autoptr (GPtrArray) rows = td_follow_page (tx, p->event->upto, p->event->due, LOOK, error);
    const char *told = "";
    guint n = 0;

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const TdFollowRow *row = rows->pdata[i];
        TdFollowKind kind;
        n += g_strcmp0 (p->last, row->follower) != 0;
        if (g_strcmp0 (p->last, row->follower) != 0) {
            g_free (p->last);
            p->last = g_strdup (row->follower);
        }
        if (row->word == NULL || g_str_equal (told, row->follower) || !td_follow_from_word (row->word, &kind)
            || !td_news_concerns (&p->news, kind, row->what))
            continue;
        told = row->follower;
        note (p, row->subscription, row->follower);
    }
    p->more = n == LOOK;
    return rows != NULL;
}

static gboolean is_told_anyhow (TdTx *tx, Post *p, const char *person, gboolean *ret_told, GError **error)
{
    g_autoptr (TdFollower) follower = NULL;

    *ret_told = FALSE;
    if (!td_follower_find (tx, p->instance, person, NULL, &follower, error))
        return FALSE;
    for (guint i = 0; follower != NULL && i < follower->subscriptions->len; i++) {
        const TdSubscription *s = follower->subscriptions->pdata[i];
        *ret_told |= td_news_concerns (&p->news, s->follow.kind, s->follow.what);
    }
    return TRUE;
}

static gboolean look_at_concerned (TdTx *tx, Post *p, GError **error)
{
    g_autoptr (GPtrArray) people =
        td_follow_concerned (tx, p->news.opening->id, p->news.opening->purpose, p->event->upto, LOOK, error);

    for (guint i = 0; people != NULL && i < people->len; i++) {
        gboolean told;
        if (!is_told_anyhow (tx, p, people->pdata[i], &told, error))
            return FALSE;
        if (!told)
            note (p, people->pdata[i], people->pdata[i]);
        g_free (p->last);
        p->last = g_strdup (people->pdata[i]);
    }
    p->more = people != NULL && people->len == LOOK;
    return people != NULL;
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    Post *p = data;
    gint64 now = td_clock_now (&p->instance->clock);

    if (!td_event_next (tx, now, &p->event, error))
        return FALSE;
    if (p->event == NULL)
        return TRUE;
    p->last = g_strdup (p->event->upto);
    if (!td_news_load (tx, p->instance, p->event, &p->news, &p->stands, error))
        return FALSE;
    if (!p->stands)
        return TRUE;
    return p->event->phase == TD_PHASE_CONCERNED ? look_at_concerned (tx, p, error)
                                                 : look_at_subscribers (tx, p, error);
}

/* ---- telling, in a write ---- */

static gboolean tell_one (TdTx *tx, Post *p, const char *whom, GError **error)
{
    g_autoptr (TdFollowReceiver) to = NULL;

    if (p->event->phase == TD_PHASE_CONCERNED)
        return td_news_tell_concerned (tx, p->instance, &p->news, whom, error);
    if (!td_follow_receiver (tx, p->instance, whom, NULL, &to, error))
        return FALSE;
    if (to == NULL)
        return TRUE;
    return p->event->kind == TD_NEWS_PUBLISHED
               ? td_digest_note (tx, p->instance, to, p->event->thing, p->event->due, error)
               : td_news_letter (tx, p->instance, &p->news, to, error);
}

/* Of a call alone: whoever takes part in something else is told by the area that holds it. */
static gboolean has_concerned (const Post *p)
{
    return p->news.opening != NULL && p->news.opening->call != NULL
           && (p->event->kind == TD_NEWS_DEADLINE || p->event->kind == TD_NEWS_CLOSED);
}

/* Where the row stands after this batch. */
static gboolean go_on (TdTx *tx, Post *p, guint done, GError **error)
{
    const TdEvent *e = p->event;

    if (done < p->whom->len)
        return td_event_go_on (tx, e->id, e->phase, p->since->pdata[done - 1], error);
    if (p->more)
        return td_event_go_on (tx, e->id, e->phase, p->last, error);
    if (e->phase == TD_PHASE_SUBSCRIBERS && has_concerned (p))
        return td_event_go_on (tx, e->id, TD_PHASE_CONCERNED, "", error);
    return td_event_go_on (tx, e->id, TD_PHASE_DONE, "", error);
}

/* What was taken back, closed or overtaken tells nobody; a publication is news again if it comes again. */
static gboolean tell_in (TdTx *tx, gpointer data, GError **error)
{
    Post *p = data;
    gboolean stands = FALSE;
    guint until = MIN (p->done + BATCH, p->whom->len);

    p->lost = FALSE;
    if (!td_instance_may_write (p->instance, tx, error) || !td_event_stands (tx, p->event, &stands, error))
        return FALSE;
    if (!stands) {
        p->lost = TRUE;
        return TRUE;
    }
    if (!p->stands)
        return td_event_drop (tx, p->event->id, error);
    for (guint i = p->done; i < until; i++)
        if (!tell_one (tx, p, p->whom->pdata[i], error))
            return FALSE;
    return go_on (tx, p, until, error);
}

/* All whom one read found, in as many transactions as it takes. *ret_any FALSE: nothing was due. */
static gboolean tell_some (TdInstance *instance, gint64 until, gboolean *ret_any, GError **error)
{
    g_auto (Post) p = { .instance = instance,
                        .whom = g_ptr_array_new_with_free_func (g_free),
                        .since = g_ptr_array_new_with_free_func (g_free) };

    if (!td_store_read (instance->store, look_in, &p, error))
        return FALSE;
    *ret_any = p.event != NULL;
    if (p.event == NULL)
        return TRUE;
    do {
        if (!td_store_keep (instance->store, tell_in, &p, error))
            return FALSE;
        p.done = MIN (p.done + BATCH, p.whom->len);
        if (p.done > 0 && p.done < p.whom->len) {
            g_free (p.event->upto);
            p.event->upto = g_strdup (p.since->pdata[p.done - 1]);
        }
    } while (!p.lost && p.stands && p.done < p.whom->len && g_get_monotonic_time () < until);
    return TRUE;
}

/* A server of another day tells nobody of the real one's news. */
static gboolean is_another_days (const GError *problem)
{
    return td_error_code (problem) == TD_ERROR_NOT_ALLOWED;
}

gboolean td_subscriptions_post (TdInstance *instance, GError **error)
{
    gint64 until = g_get_monotonic_time () + WORK_MILLISECONDS * G_TIME_SPAN_MILLISECOND;
    g_autoptr (GError) problem = NULL;
    gboolean any = TRUE;

    while (any && problem == NULL && g_get_monotonic_time () < until)
        if (!tell_some (instance, until, &any, &problem))
            break;
    any = TRUE;
    while (any && problem == NULL && g_get_monotonic_time () < until)
        if (!td_digest_post (instance, &any, &problem))
            break;
    if (problem == NULL || is_another_days (problem))
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- reminders ---- */

struct remind {
    TdInstance *instance;
    GPtrArray *due; /* of TdOpening */
    gboolean old;   /* something is to be forgotten */
};

static GPtrArray *all_openings (TdTx *tx, TdInstance *instance, GError **error)
{
    static const TdOpeningFilter every = { NULL };
    const TdOpeningSource *const *sources = td_news_sources ();
    g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) td_opening_free);

    for (gsize i = 0; sources[i] != NULL; i++) {
        guint before = all->len;
        if (!sources[i]->add (tx, instance, &every, all, error))
            return NULL;
        for (guint n = before; n < all->len; n++) {
            TdOpening *o = all->pdata[n];
            g_free (o->source);
            o->source = g_strdup (sources[i]->name);
        }
    }
    return g_steal_pointer (&all);
}

static gboolean find_due (TdTx *tx, gpointer data, GError **error)
{
    struct remind *r = data;
    gint64 now = td_clock_now (&r->instance->clock);
    g_autoptr (GPtrArray) all = all_openings (tx, r->instance, error);

    g_ptr_array_set_size (r->due, 0);
    while (all != NULL && all->len > 0) {
        g_autoptr (TdOpening) o = g_ptr_array_steal_index_fast (all, 0);
        int days = td_news_reminder (o, now);
        g_autofree char *told = td_news_reminder_key (o, days);
        gboolean has = TRUE;
        if (days > 0 && !td_event_has (tx, told, &has, error))
            return FALSE;
        if (!has)
            g_ptr_array_add (r->due, g_steal_pointer (&o));
    }
    return all != NULL && td_digest_any_old (tx, now, &r->old, error);
}

/* Looks anew inside: a deadline may have moved since. */
static gboolean remind_in (TdTx *tx, gpointer data, GError **error)
{
    struct remind *r = data;
    gint64 now = td_clock_now (&r->instance->clock);

    if (!td_instance_may_write (r->instance, tx, error) || !find_due (tx, r, error)
        || !td_digest_forget_old (tx, now, error) || !td_asked_purge (tx, now, error))
        return FALSE;
    for (guint i = 0; i < r->due->len; i++) {
        const TdOpening *o = r->due->pdata[i];
        int days = td_news_reminder (o, now);
        g_autofree char *told = td_news_reminder_key (o, days);
        const TdEvent e = {
            .kind = TD_NEWS_REMINDER, .source = o->source, .thing = o->id, .n = days, .closes = o->closes, .due = now
        };
        if (!td_event_put (tx, told, &e, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_subscriptions_remind (TdInstance *instance, GError **error)
{
    g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func ((GDestroyNotify) td_opening_free);
    struct remind r = { instance, due, FALSE };
    g_autoptr (GError) problem = NULL;

    if (!td_store_read (instance->store, find_due, &r, error))
        return FALSE;
    if ((due->len == 0 && !r.old) || td_store_keep (instance->store, remind_in, &r, &problem)
        || is_another_days (problem))
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
