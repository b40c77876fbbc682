/* Telling people that something waits. Contract in membership.h. */
#include "areas/people/membership-sql.h"

#include "base/clock.h"
#include "base/errors.h"
#include "mail/mail.h"
#include "text/words.h"

/* Who has had as many letters as one may have in a day, or whose address no letter can go to, gets none; what they would
 * be told of happens all the same. */
static gboolean is_theirs (const GError *problem)
{
    return problem->domain == TD_MAIL_ERROR && (problem->code == TD_ERROR_BUSY || problem->code == TD_ERROR_INPUT);
}

/* "Friday 18 December 2026, 18:00 in Geneva", and the same where the receiver is. Free it. */
static char *deadline_of (const TdInstance *instance, const TdNotice *notice, const char *tag, const char *zone)
{
    const char *there = instance->profile->zone;
    g_autofree char *when = td_words_instant (tag, notice->deadline, there);
    g_autofree char *city = td_words_zone_city (tag, there);
    g_autofree char *said = td_words_fill (td_words (tag, N_ ("{when} in {city}")), "when", when, "city", city, NULL);
    g_autofree char *words = td_words_fill (td_words (tag, notice->deadline_words), "when", said, NULL);
    g_autofree char *own = NULL;
    g_autofree char *theirs = NULL;

    if (zone == NULL || !td_zone_known (zone) || g_str_equal (zone, there))
        return g_steal_pointer (&words);
    own = td_words_instant (tag, notice->deadline, zone);
    theirs = td_words_fill (td_words (tag, N_ ("In your time zone: {when}.")), "when", own, NULL);
    return g_strconcat (words, "\n", theirs, NULL);
}

/* The sentence, counts in words of the language, the deadline, and the detail for whoever chose it. Free it. */
static char **paragraphs_of (const TdInstance *instance, const TdNotice *notice, const char *tag,
                             const TdReceiver *receiver)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    g_strv_builder_add (builder, td_words (tag, notice->sentence));
    for (gsize i = 0; i < notice->n_counts; i++) {
        const TdNoticeCount *count = &notice->counts[i];
        g_autofree char *n = td_words_number (tag, count->n);
        g_autofree char *words = td_words_fill (td_words_n (tag, count->one, count->many, count->n), "n", n, NULL);
        if (count->n > 0)
            g_strv_builder_add (builder, words);
    }
    if (notice->deadline != 0) {
        g_autofree char *deadline = deadline_of (instance, notice, tag, receiver->zone);
        g_strv_builder_add (builder, deadline);
    }
    if (receiver->detail && notice->detail != NULL)
        g_strv_builder_add (builder, notice->detail);
    return g_strv_builder_end (builder);
}

static gboolean post (TdTx *tx, TdInstance *instance, const TdReceiver *receiver, const TdNotice *notice,
                      GError **error)
{
    const char *tag = receiver->locale != NULL ? receiver->locale : "en";
    g_autofree char *path = notice->path != NULL ? g_strdup_printf ("/%s%s", tag, notice->path) : NULL;
    g_auto (GStrv) paragraphs = paragraphs_of (instance, notice, tag, receiver);
    const TdMail mail = { .to = receiver->address,
                          .locale = tag,
                          .topic = notice->topic,
                          .subject = td_words (tag, notice->subject),
                          .paragraphs = (const char *const *) paragraphs,
                          .path = path,
                          .button = notice->button != NULL ? td_words (tag, notice->button) : NULL,
                          .not_before = notice->not_before,
                          .cancel_key = notice->cancel_key };
    g_autoptr (GError) problem = NULL;

    if (td_mail_post (tx, instance, &mail, &problem) || is_theirs (problem))
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean post_all (TdTx *tx, TdInstance *instance, GPtrArray *receivers, const TdNotice *notice, GError **error)
{
    g_autoptr (GPtrArray) owned = receivers;

    if (receivers == NULL)
        return FALSE;
    for (guint i = 0; i < receivers->len; i++)
        if (!post (tx, instance, receivers->pdata[i], notice, error))
            return FALSE;
    return TRUE;
}

gboolean td_notify_person (TdTx *tx, TdInstance *instance, const char *person, const TdNotice *notice, GError **error)
{
    return post_all (tx, instance, td_receivers_person (tx, person, error), notice, error);
}

gboolean td_notify_organisation (TdTx *tx, TdInstance *instance, const char *organisation, TdLevel least,
                                 const TdNotice *notice, GError **error)
{
    return post_all (tx, instance, td_receivers_organisation (tx, organisation, least, error), notice, error);
}

gboolean td_notify_role (TdTx *tx, TdInstance *instance, TdRole role, const TdNotice *notice, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    return post_all (tx, instance, td_receivers_role (tx, role, today, error), notice, error);
}

gboolean td_notify_state (TdTx *tx, TdInstance *instance, const char *state, const TdNotice *notice, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    return post_all (tx, instance, td_receivers_state (tx, state, today, error), notice, error);
}

gboolean td_notify_mission (TdTx *tx, TdInstance *instance, const char *state, const TdNotice *notice, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    return post_all (tx, instance, td_receivers_mission (tx, state, today, error), notice, error);
}

gboolean td_notify_address (TdTx *tx, TdInstance *instance, const char *address, const char *locale,
                            const TdNotice *notice, GError **error)
{
    const TdReceiver receiver = { .address = (char *) address, .locale = (char *) locale };

    return address == NULL || !td_mail_address_ok (address) || post (tx, instance, &receiver, notice, error);
}
