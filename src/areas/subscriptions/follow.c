/* News from the journal. Contract in follow.h. */
#include "areas/subscriptions/follow.h"

#include "areas/communications/gate.h"
#include "areas/subscriptions/news-letter.h"
#include "areas/subscriptions/subscription-sql.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/words.h"

#include <string.h>

/* ---- openings: calls, consultations ---- */

static gboolean put (TdTx *tx, TdNewsKind kind, const char *word, const TdEvent *event, GError **error)
{
    g_autofree char *told = g_strdup_printf ("%s %s %d", word, event->thing, event->n);
    TdEvent e = *event;

    e.kind = kind;
    return td_event_put (tx, told, &e, error);
}

/* One record of the journal, about a thing of this source. */
typedef struct {
    const TdInstance *instance;
    const TdJournalRecord *record;
    const TdOpeningSource *source;
} Said;

static TdEvent event_of (const Said *s)
{
    return (TdEvent){
        .source = (char *) s->source->name, .thing = (char *) s->record->thing_id, .n = 1, .due = s->record->at
    };
}

static gboolean opened (TdTx *tx, const Said *s, const TdOpening *o, GError **error)
{
    TdEvent e = event_of (s);

    /* One that is planned is told of on the day on which it opens. */
    e.due = MAX (e.due, o->opens);
    return put (tx, TD_NEWS_OPENED, "opened", &e, error);
}

/* Reminders of a deadline that does not stand any more: rows that wait, and letters. */
static gboolean forget_reminders (TdTx *tx, const char *thing, GError **error)
{
    g_autofree char *letters = td_news_reminder_letters (thing);

    return td_event_drop_waiting (tx, thing, TD_NEWS_REMINDER, error) && td_mail_cancel (tx, letters, NULL, error);
}

static gboolean other_deadline (TdTx *tx, const Said *s, const TdOpening *o, GError **error)
{
    TdEvent e = event_of (s);
    const TdDeadline *last;
    gboolean waits = FALSE;

    e.n = o->deadlines != NULL ? (int) o->deadlines->len : 0;
    last = e.n > 0 ? o->deadlines->pdata[e.n - 1] : NULL;
    /* What was kept is no news, and whoever was not told yet that it opened will read the new one. */
    if (last == NULL || g_str_equal (last->why, "kept"))
        return TRUE;
    if (!forget_reminders (tx, o->id, error) || !td_event_waits (tx, o->id, TD_NEWS_OPENED, &waits, error))
        return FALSE;
    if (waits)
        return TRUE;
    return td_event_last_deadline (tx, o->id, &e.earlier, error)
           && (e.earlier >= e.n || put (tx, TD_NEWS_DEADLINE, "deadline", &e, error));
}

static gboolean closed (TdTx *tx, const Said *s, const TdOpening *o, GError **error)
{
    const TdEvent e = event_of (s);
    gboolean untold = FALSE;

    if (!forget_reminders (tx, o->id, error) || !td_event_waits (tx, o->id, TD_NEWS_OPENED, &untold, error)
        || !td_event_drop_waiting (tx, o->id, TD_NEWS_DEADLINE, error)
        || !td_event_drop_waiting (tx, o->id, TD_NEWS_OPENED, error))
        return FALSE;
    return untold || put (tx, TD_NEWS_CLOSED, "closed", &e, error);
}

typedef gboolean (*Follow) (TdTx *tx, const Said *said, const TdOpening *opening, GError **error);

/* What its news makes of the act; NULL: nothing. */
static Follow follow_of (const TdOpeningNews *news, const char *act)
{
    if (g_strcmp0 (news->begun, act) == 0)
        return opened;
    if (g_strcmp0 (news->ended, act) == 0)
        return closed;
    return g_strcmp0 (news->extended[0], act) == 0 || g_strcmp0 (news->extended[1], act) == 0 ? other_deadline : NULL;
}

static gboolean follow_opening (TdTx *tx, const Said *s, Follow follow, GError **error)
{
    g_autoptr (TdOpening) o = NULL;

    return s->source->get (tx, s->instance, s->record->thing_id, &o, error) && (o == NULL || follow (tx, s, o, error));
}

/* ---- submissions ---- */

static gboolean published (TdTx *tx, const TdJournalRecord *record, GError **error)
{
    const TdEvent e = { .source = (char *) "submission",
                        .thing = (char *) record->thing_id,
                        .n = 1,
                        .due = record->at + TD_LIMIT_UNDO_SECONDS * G_TIME_SPAN_SECOND };

    /* Taken back and published again: the time for undoing counts from the last word. One that was told is not told again. */
    return td_event_drop_waiting (tx, record->thing_id, TD_NEWS_PUBLISHED, error)
           && put (tx, TD_NEWS_PUBLISHED, "published", &e, error);
}

/* Letters in which it stands, and which did not go yet, are written anew without it. */
static gboolean taken_back (TdTx *tx, const TdJournalRecord *record, GError **error)
{
    g_autoptr (GPtrArray) letters = td_digest_letters (tx, record->thing_id, error);

    for (guint i = 0; letters != NULL && i < letters->len; i++) {
        gint64 count = 0;
        if (!td_mail_cancel (tx, letters->pdata[i], &count, error)
            || (count > 0 && !td_digest_again (tx, letters->pdata[i], record->at, error)))
            return FALSE;
    }
    return letters != NULL;
}

/* ---- programmes ---- */

/* Where only closed meetings changed there is no version that was not told yet. */
static gboolean programme_published (TdTx *tx, const TdJournalRecord *record, GError **error)
{
    TdEvent e = { .source = (char *) "programme", .thing = (char *) record->thing_id, .due = record->at };
    gint64 session = 0;

    if (!g_ascii_string_to_signed (record->thing_id, 10, 1, 9999, &session, NULL))
        return TRUE;
    return td_programme_version_last (tx, (int) session, &e.n, error)
           && (e.n == 0 || put (tx, TD_NEWS_PROGRAMME, "programme", &e, error));
}

/* ---- the gate of communications ---- */

/* Once a day at most, however much is recorded. */
static gboolean gate_changed (TdTx *tx, const TdInstance *instance, const TdJournalRecord *record, GError **error)
{
    const TdEvent e = { .kind = TD_NEWS_QUIET,
                        .source = (char *) "declaration",
                        .thing = (char *) record->thing_id,
                        .n = 1,
                        .due = record->at };
    g_autofree char *day = td_words_day ("en", record->at, instance->profile->zone);
    g_autofree char *told = g_strconcat ("quiet ", day, NULL);
    gboolean news = FALSE;

    return td_declaration_is_news (tx, instance, record->thing_id, &news, error)
           && (!news || td_event_put (tx, told, &e, error));
}

/* ---- whoever wants no letters any more ---- */

static gboolean stopped (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) receivers = td_mail_stopped (tx, TD_SUBSCRIPTION_TOPIC, error);

    for (guint i = 0; receivers != NULL && i < receivers->len; i++) {
        gsize size = 0;
        const guint8 *receiver = g_bytes_get_data (receivers->pdata[i], &size);
        if (!td_follower_delete_receiver (tx, receiver, size, error)
            || !td_mail_resume (tx, receiver, TD_SUBSCRIPTION_TOPIC, error))
            return FALSE;
    }
    return receivers != NULL;
}

/* ---- all of it ---- */

gboolean td_subscriptions_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    static const struct {
        const char *act;
        gboolean (*run) (TdTx *tx, const TdJournalRecord *record, GError **error);
    } acts[] = {
        { "submission.publish", published },     { "submission.undo", taken_back },
        { "submission.refuse", taken_back },     { "submission.withhold", taken_back },
        { "submission.duplicate", taken_back },  { "submission.accept", taken_back },
        { "submission.ask-change", taken_back }, { "submission.replace", taken_back },
        { "submission.take-down", taken_back },  { "submission.mask-name", taken_back },
        { "submission.erase", taken_back },      { TD_PROGRAMME_PUBLISHED, programme_published },
    };

    const TdOpeningSource *const *sources = td_news_sources ();

    if (g_str_equal (record->act, "mail.unsubscribe"))
        return stopped (tx, error);
    if (g_str_equal (record->act, td_act_word (TD_ACT_DECLARATION_RECORD)))
        return gate_changed (tx, data, record, error);
    for (gsize i = 0; sources[i] != NULL; i++) {
        const Said said = { data, record, sources[i] };
        Follow follow = follow_of (sources[i]->news, record->act);
        if (follow != NULL)
            return follow_opening (tx, &said, follow, error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
        if (g_str_equal (record->act, acts[i].act))
            return acts[i].run (tx, record, error);
    return TRUE;
}
