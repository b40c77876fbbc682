/* Contract in digest.h. */
#include "areas/desk/digest.h"

#include "areas/desk/desk-sql.h"
#include "areas/people/membership.h"
#include "base/base.h"
#include "base/errors.h"
#include "journal/journal.h"

struct digest {
    TdInstance *instance;
    const char *day;
    gboolean due;
};

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct digest *d = data;
    gint64 submissions = 0, organisations = 0, accounts = 0;
    gboolean has = TRUE;

    if (!td_desk_has_digest (tx, d->day, &has, error) || !td_submission_waiting_count (tx, &submissions, error)
        || !td_organisation_to_verify_count (tx, &organisations, error)
        || !td_own_account_waiting_count (tx, &accounts, error))
        return FALSE;
    d->due = !has && submissions + organisations + accounts > 0;
    return TRUE;
}

static gboolean post (TdTx *tx, TdInstance *instance, gint64 submissions, gint64 organisations, gint64 accounts,
                      GError **error)
{
    const TdNoticeCount counts[] = {
        { N_ ("{n} submission waits for your word."), N_ ("{n} submissions wait for your word."), submissions },
        { N_ ("{n} organisation waits to be verified."), N_ ("{n} organisations wait to be verified."), organisations },
        { N_ ("{n} account of a consultation waits for your word."),
          N_ ("{n} accounts of consultations wait for your word."), accounts },
    };
    const TdNotice notice = { .subject = N_ ("Something waits at your desk"),
                              .sentence = N_ ("This is how much waits at the secretariat's desk today."),
                              .counts = counts,
                              .n_counts = G_N_ELEMENTS (counts),
                              .path = "/desk",
                              .button = N_ ("Open the desk"),
                              .topic = "desk" };

    return td_notify_role (tx, instance, TD_ROLE_SECRETARIAT, &notice, error);
}

/* Asks anew inside: between the look and this another server may have sent it, or the last item was decided. */
static gboolean send_in (TdTx *tx, gpointer data, GError **error)
{
    struct digest *d = data;
    const TdClock *clock = &d->instance->clock;
    const TdJournalEntry entry = {
        .actor = "system", .act = "desk.digest", .thing = "desk", .thing_id = d->instance->id, .clock = clock
    };
    gint64 submissions = 0, organisations = 0, accounts = 0;
    gboolean is_new = FALSE;

    if (!td_instance_may_write (d->instance, tx, error) || !look_in (tx, d, error)
        || !td_submission_waiting_count (tx, &submissions, error)
        || !td_organisation_to_verify_count (tx, &organisations, error)
        || !td_own_account_waiting_count (tx, &accounts, error))
        return FALSE;
    if (d->due && !td_desk_insert_digest (tx, d->day, submissions, organisations, td_clock_now (clock), &is_new, error))
        return FALSE;
    if (!is_new) {
        g_set_error_literal (error, TD_DESK_ERROR, TD_ERROR_CONFLICT, "This day has its letter already.");
        return FALSE;
    }
    return post (tx, d->instance, submissions, organisations, accounts, error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_desk_digest (TdInstance *instance, GError **error)
{
    const char *zone = instance->profile->zone;
    g_autofree char *day = td_clock_today (&instance->clock, zone);
    g_autofree char *local = g_strdup_printf ("%sT%02d:00", day, TD_DESK_DIGEST_HOUR);
    struct digest d = { .instance = instance, .day = day };
    g_autoptr (GError) problem = NULL;
    gint64 from = 0;

    if (!td_instant_from_local (local, zone, &from, error))
        return FALSE;
    if (td_clock_now (&instance->clock) < from)
        return TRUE;
    if (!td_store_read (instance->store, look_in, &d, error))
        return FALSE;
    /* A server of another day tells nobody of the real desk. */
    if (!d.due || td_store_write (instance->store, send_in, &d, &problem) || problem->code == TD_ERROR_CONFLICT
        || problem->code == TD_ERROR_NOT_ALLOWED)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
