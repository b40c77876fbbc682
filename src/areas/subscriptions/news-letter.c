#include "areas/subscriptions/news-letter.h"

#include "areas/calls/deadline.h"
#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/words.h"

enum { STATES_IN_SUBJECT = 3 };

static const TdViewer the_public = TD_VIEWER_NOBODY;

char *td_news_reminder_letters (const char *thing)
{
    return g_strconcat ("reminder ", thing, NULL);
}

/* ---- what all have ---- */

static void add (GPtrArray *paragraphs, char *take_text)
{
    g_ptr_array_add (paragraphs, take_text);
}

static void add_words (GPtrArray *paragraphs, const char *locale, const char *words)
{
    if (words != NULL)
        add (paragraphs, g_strdup (td_words (locale, words)));
}

static void add_end (GPtrArray *paragraphs, const TdInstance *instance, const TdFollowReceiver *to)
{
    g_autofree char *key = td_subscription_key (instance, to->follower);
    g_autofree char *address = g_strdup_printf ("%s/%s/subscriptions/own/%s", instance->address, to->locale, key);

    add (paragraphs, td_words_fill (td_words (to->locale, N_ ("You get this letter because you subscribed to it. What "
                                                              "else you subscribed to, and how to end it: {address}")),
                                    "address", address, NULL));
    add (paragraphs, NULL);
}

/* A State stands in a subject only for whoever chose so. */
static char *subject_of (const TdInstance *instance, const TdFollowReceiver *to, const char *subject,
                         const char *const *states)
{
    const char *words = td_words (to->locale, subject);
    g_autoptr (GString) names = g_string_new (NULL);

    if (!to->name_states || states[0] == NULL)
        return g_strdup (words);
    for (int i = 0; states[i] != NULL && i < STATES_IN_SUBJECT; i++) {
        const TdState *state = td_profile_state (instance->profile, states[i]);
        g_string_append (names, i == 0 ? "" : td_words (to->locale, N_ (", ")));
        g_string_append (names,
                         state != NULL ? td_profile_state_name (instance->profile, state, to->locale) : states[i]);
        if (i == STATES_IN_SUBJECT - 1 && states[i + 1] != NULL)
            g_string_append (names, " …");
    }
    return g_strdup_printf ("%s: %s", words, names->str);
}

/* FALSE with *ret_posted FALSE and no error: it is theirs that no letter can go. */
static gboolean post (TdTx *tx, TdInstance *instance, const TdMail *mail, gboolean *ret_posted, GError **error)
{
    g_autoptr (GError) problem = NULL;

    *ret_posted = td_mail_post (tx, instance, mail, &problem);
    if (*ret_posted || problem->domain == TD_MAIL_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- openings ---- */

static const char *subject_words (const TdNews *news)
{
    const TdOpeningNews *words = news->source->news;

    switch (news->event->kind) {
    case TD_NEWS_OPENED: return words->is_open;
    case TD_NEWS_DEADLINE: return words->has_moved;
    case TD_NEWS_CLOSED: return words->has_ended;
    case TD_NEWS_REMINDER: return words->comes_near;
    case TD_NEWS_PUBLISHED:
    case TD_NEWS_PROGRAMME:
    case TD_NEWS_QUIET:
    case TD_N_NEWS: break;
    }
    return "";
}

/* An instant in the Committee's zone, and in the receiver's own where they chose one. */
static void add_instant (GPtrArray *paragraphs, const TdFollowReceiver *to, const char *words, gint64 instant,
                         const char *zone)
{
    g_autofree char *when = td_deadline_words (instant, zone, to->locale);
    g_autofree char *said = td_words_fill (td_words (to->locale, words), "when", when, NULL);
    g_autofree char *own = NULL;
    g_autofree char *theirs = NULL;

    if (*to->zone == '\0' || g_str_equal (to->zone, zone)) {
        add (paragraphs, g_steal_pointer (&said));
        return;
    }
    own = td_deadline_words (instant, to->zone, to->locale);
    theirs = td_words_fill (td_words (to->locale, N_ ("In your time zone: {when}.")), "when", own, NULL);
    add (paragraphs, g_strconcat (said, "\n", theirs, NULL));
}

static void add_reason (GPtrArray *paragraphs, const TdFollowReceiver *to, const char *reason)
{
    if (reason != NULL && *reason != '\0')
        add (paragraphs, td_words_fill (td_words (to->locale, N_ ("Reason: {reason}")), "reason", reason, NULL));
}

static void add_deadline (GPtrArray *paragraphs, const TdNews *news, const TdFollowReceiver *to)
{
    const TdOpening *o = news->opening;
    const TdDeadline *now = o->deadlines->pdata[news->event->n - 1];
    int earlier = news->event->earlier;
    const TdDeadline *old =
        earlier >= 1 && earlier <= (int) o->deadlines->len ? o->deadlines->pdata[earlier - 1] : NULL;

    if (old != NULL && old->closes_local != NULL)
        add_instant (paragraphs, to, N_ ("The deadline was: {when}."), old->closes, o->zone);
    add_instant (paragraphs, to, N_ ("The deadline is now: {when}."), now->closes, o->zone);
    add_reason (paragraphs, to, now->reason);
}

/* By the calendar of the Committee's zone, as people count; hours on the last day. Free it. */
static char *distance_words (const TdNews *news, const char *locale)
{
    const TdOpening *o = news->opening;
    g_autofree char *today = td_clock_today (&news->instance->clock, o->zone);
    g_autofree char *number = NULL;
    int days = 0;

    for (; days < 400; days++) {
        g_autofree char *day = td_date_add_days (today, days);
        if (day == NULL || strncmp (day, o->closes_local, 10) >= 0)
            break;
    }
    if (days == 0)
        return td_deadline_distance (o->closes, td_clock_now (&news->instance->clock), locale);
    number = td_words_number (locale, days);
    return td_words_fill (td_words_n (locale, "in {n} day", "in {n} days", days), "n", number, NULL);
}

static void add_news (GPtrArray *paragraphs, const TdNews *news, const TdFollowReceiver *to)
{
    const TdOpening *o = news->opening;
    g_autofree char *distance = NULL;

    switch (news->event->kind) {
    case TD_NEWS_OPENED:
        add_words (paragraphs, to->locale, o->guidance);
        if (o->closes_local != NULL)
            add_instant (paragraphs, to, N_ ("The deadline is: {when}."), o->closes, o->zone);
        else
            add_words (paragraphs, to->locale, N_ ("It has no deadline."));
        add_words (paragraphs, to->locale, o->limits);
        break;
    case TD_NEWS_DEADLINE: add_deadline (paragraphs, news, to); break;
    case TD_NEWS_CLOSED:
        add_instant (paragraphs, to, N_ ("It was closed before its deadline: {when}."), o->ended, o->zone);
        add_reason (paragraphs, to, o->end_reason);
        break;
    case TD_NEWS_REMINDER:
        distance = distance_words (news, to->locale);
        add (paragraphs,
             td_words_fill (td_words (to->locale, N_ ("It closes {distance}.")), "distance", distance, NULL));
        add_instant (paragraphs, to, N_ ("The deadline is: {when}."), o->closes, o->zone);
        break;
    case TD_NEWS_PUBLISHED:
    case TD_NEWS_PROGRAMME:
    case TD_NEWS_QUIET:
    case TD_N_NEWS: break;
    }
}

gboolean td_news_tell_concerned (TdTx *tx, TdInstance *instance, const TdNews *news, const char *person, GError **error)
{
    gboolean closed = news->event->kind == TD_NEWS_CLOSED;
    g_autofree char *title = td_opening_title (instance->profile, news->opening, "en");
    const TdNotice notice = {
        .subject = closed ? N_ ("A call for input closed early") : N_ ("A deadline moved"),
        .sentence = closed ? N_ ("A call for input for which you drafted or sent something was closed before its "
                                 "deadline. Why stands on its page.")
                           : N_ ("The deadline of a call for input for which you drafted or sent something moved. The "
                                 "new one, and why, stand on its page."),
        .detail = title,
        .path = news->opening->page,
        .button = N_ ("See the call"),
        .topic = "calls",
    };

    return td_notify_person (tx, instance, person, &notice, error);
}

/* ---- the programme of a session ---- */

enum { CHANGES_NAMED = 12 };

/* A meeting's title and what became of it; NULL without error: it is not there any more. Free it. */
static gboolean change_words (TdTx *tx, const TdInstance *instance, const TdMeetingChange *c, const char *locale,
                              char **ret_words, GError **error)
{
    g_autoptr (TdMeeting) m = NULL;
    g_autofree char *title = NULL;
    g_autofree char *words = NULL;

    *ret_words = NULL;
    if (!td_meeting_load (tx, c->meeting, &m, error))
        return FALSE;
    if (m == NULL || m->closed)
        return TRUE;
    title = td_meeting_title (instance->profile, m, locale);
    words = td_meeting_change_words (instance->profile, c, locale);
    *ret_words = g_strdup_printf ("%s\n%s", title, words);
    return TRUE;
}

static gboolean add_changes (TdTx *tx, GPtrArray *paragraphs, const TdNews *news, const char *locale, GError **error)
{
    const GPtrArray *changes = news->programme->changes;

    if (news->programme->n == 1)
        add_words (paragraphs, locale, N_ ("The programme of the session was published for the first time."));
    for (guint i = 0; news->programme->n > 1 && i < MIN (changes->len, CHANGES_NAMED); i++) {
        char *words = NULL;
        if (!change_words (tx, news->instance, changes->pdata[i], locale, &words, error))
            return FALSE;
        if (words != NULL)
            add (paragraphs, words);
    }
    if (news->programme->n > 1 && changes->len > CHANGES_NAMED)
        add_words (paragraphs, locale, N_ ("What else changed stands on the page."));
    return TRUE;
}

static gboolean programme_letter (TdTx *tx, TdInstance *instance, const TdNews *news, const TdFollowReceiver *to,
                                  GError **error)
{
    g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *path = g_strdup_printf ("/%s/sessions/%s/programme", to->locale, news->event->thing);
    g_autofree char *number = td_words_number (to->locale, news->programme->n);
    g_autofree char *subject = subject_of (instance, to,
                                           news->programme->n == 1 ? N_ ("The programme of a session was published")
                                                                   : N_ ("The programme of a session changed"),
                                           (const char *const *) news->programme_states);
    TdMail mail = { .to = to->address,
                    .locale = to->locale,
                    .topic = TD_SUBSCRIPTION_TOPIC,
                    .subject = subject,
                    .path = path,
                    .button = td_words (to->locale, N_ ("See the programme")) };
    gboolean posted;

    add (paragraphs,
         td_words_fill (td_words (to->locale, N_ ("Programme of work, session {n}")), "n", news->event->thing, NULL));
    add (paragraphs, td_words_fill (td_words (to->locale, N_ ("This is version {n}.")), "n", number, NULL));
    if (news->programme->note != NULL)
        add (paragraphs, g_strdup (news->programme->note));
    if (!add_changes (tx, paragraphs, news, to->locale, error))
        return FALSE;
    add_end (paragraphs, instance, to);
    mail.paragraphs = (const char *const *) paragraphs->pdata;
    return post (tx, instance, &mail, &posted, error);
}

/* ---- openings and programmes ---- */

static gboolean opening_letter (TdTx *tx, TdInstance *instance, const TdNews *news, const TdFollowReceiver *to,
                                GError **error)
{
    g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
    static const char *const none[] = { NULL };
    const TdOpening *o = news->opening;
    g_autofree char *path = g_strdup_printf ("/%s%s", to->locale, o->page);
    g_autofree char *reminders = td_news_reminder_letters (o->id);
    g_autofree char *subject =
        subject_of (instance, to, subject_words (news), o->states != NULL ? (const char *const *) o->states : none);
    TdMail mail = { .to = to->address,
                    .locale = to->locale,
                    .topic = TD_SUBSCRIPTION_TOPIC,
                    .subject = subject,
                    .path = path,
                    .button = td_words (to->locale, news->source->news->see),
                    .cancel_key = news->event->kind == TD_NEWS_REMINDER ? reminders : NULL };
    gboolean posted;

    add (paragraphs, td_opening_title (instance->profile, o, to->locale));
    add_news (paragraphs, news, to);
    add_end (paragraphs, instance, to);
    mail.paragraphs = (const char *const *) paragraphs->pdata;
    return post (tx, instance, &mail, &posted, error);
}

/* Neither its words nor its link tell what the page is about. */
static gboolean quiet_letter (TdTx *tx, TdInstance *instance, const TdFollowReceiver *to, GError **error)
{
    g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *path = g_strdup_printf ("/%s/look", to->locale);
    TdMail mail = { .to = to->address,
                    .locale = to->locale,
                    .topic = TD_SUBSCRIPTION_TOPIC,
                    .subject = td_words (to->locale, N_ ("A page changed")),
                    .path = path,
                    .button = td_words (to->locale, N_ ("Look")) };
    gboolean posted;

    add_words (paragraphs, to->locale, N_ ("A page that you chose on this site changed."));
    add_end (paragraphs, instance, to);
    mail.paragraphs = (const char *const *) paragraphs->pdata;
    return post (tx, instance, &mail, &posted, error);
}

gboolean td_news_letter (TdTx *tx, TdInstance *instance, const TdNews *news, const TdFollowReceiver *to, GError **error)
{
    if (news->event->kind == TD_NEWS_QUIET)
        return quiet_letter (tx, instance, to, error);
    return news->programme != NULL ? programme_letter (tx, instance, news, to, error)
                                   : opening_letter (tx, instance, news, to, error);
}

/* ---- what was published ---- */

static char *item_words (const TdInstance *instance, const TdSubmission *s, const char *locale)
{
    const TdState *state = s->state != NULL ? td_profile_state (instance->profile, s->state) : NULL;
    const char *name = td_submission_name_for (s, &the_public);

    return g_strdup_printf ("%s\n%s · %s\n%s/%s/submissions/%s",
                            s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
                            state != NULL ? td_profile_state_name (instance->profile, state, locale) : "",
                            name != NULL ? name : td_words (locale, N_ ("Name withheld")), instance->address, locale,
                            s->id);
}

static GPtrArray *states_of (const GPtrArray *submissions)
{
    GPtrArray *states = g_ptr_array_new ();

    for (guint i = 0; i < submissions->len; i++) {
        char *state = ((const TdSubmission *) submissions->pdata[i])->state;
        if (state != NULL && !g_ptr_array_find_with_equal_func (states, state, g_str_equal, NULL))
            g_ptr_array_add (states, state);
    }
    g_ptr_array_add (states, NULL);
    return states;
}

gboolean td_digest_letter (TdTx *tx, TdInstance *instance, const GPtrArray *submissions, const TdFollowReceiver *to,
                           const char *key, gboolean *ret_posted, GError **error)
{
    const char *l = to->locale;
    guint named = MIN (submissions->len, TD_LIMIT_DIGEST_ITEMS);
    g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) states = states_of (submissions);
    g_autofree char *subject =
        subject_of (instance, to, N_ ("Reports were published"), (const char *const *) states->pdata);
    g_autofree char *path = g_strdup_printf ("/%s/submissions/%s", l, ((TdSubmission *) submissions->pdata[0])->id);
    g_autofree char *states_path = g_strdup_printf ("/%s/states", l);
    g_autofree char *number = td_words_number (l, submissions->len - named);
    TdMail mail = { .to = to->address,
                    .locale = l,
                    .topic = TD_SUBSCRIPTION_TOPIC,
                    .subject = subject,
                    .path = submissions->len == 1 ? path : states_path,
                    .button = submissions->len == 1 ? td_words (l, N_ ("Read it")) : td_words (l, N_ ("All States")),
                    .cancel_key = key };

    add_words (paragraphs, l, N_ ("Published since the last letter, and about what you subscribed to:"));
    for (guint i = 0; i < named; i++)
        add (paragraphs, item_words (instance, submissions->pdata[i], l));
    if (named < submissions->len)
        add (paragraphs, td_words_fill (td_words_n (l, "and {n} more", "and {n} more", submissions->len - named), "n",
                                        number, NULL));
    add_end (paragraphs, instance, to);
    mail.paragraphs = (const char *const *) paragraphs->pdata;
    return post (tx, instance, &mail, ret_posted, error);
}
