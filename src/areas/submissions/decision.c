/* The secretariat's word about what was sent, and taking it back. Contract in submission.h. */
#include "areas/submissions/decision-sql.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/tell.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

#include <sodium.h>

static const struct {
    const char *word, *act;
    TdStatus to;
    gboolean needs_reason;
} decisions[TD_N_DECISIONS] = {
    [TD_DECISION_ACCEPT] = { "accept", "submission.accept", TD_STATUS_ACCEPTED, FALSE },
    [TD_DECISION_ASK_CHANGE] = { "ask-change", "submission.ask-change", TD_STATUS_CHANGE_ASKED, TRUE },
    [TD_DECISION_PUBLISH] = { "publish", "submission.publish", TD_STATUS_PUBLISHED, FALSE },
    [TD_DECISION_REFUSE] = { "refuse", "submission.refuse", TD_STATUS_REFUSED, TRUE },
    [TD_DECISION_WITHHOLD] = { "withhold", "submission.withhold", TD_STATUS_WITHHELD, TRUE },
    [TD_DECISION_DUPLICATE] = { "duplicate", "submission.duplicate", TD_STATUS_DUPLICATE, FALSE },
};

const char *td_decision_word (TdDecision decision)
{
    return decisions[decision].word;
}

gboolean td_decision_from_word (const char *word, TdDecision *ret)
{
    for (int i = 0; word != NULL && i < TD_N_DECISIONS; i++)
        if (g_str_equal (decisions[i].word, word)) {
            *ret = (TdDecision) i;
            return TRUE;
        }
    return FALSE;
}

TdStatus td_decision_status (TdDecision decision)
{
    return decisions[decision].to;
}

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

static gboolean may_be_public (const TdSubmission *s)
{
    return s->visibility_chosen && s->visibility != TD_VISIBILITY_COMMITTEE;
}

gboolean td_submission_may_decide (const TdSubmission *s, const TdViewer *viewer, TdDecision decision)
{
    TdThing thing = td_submission_thing (s);

    return td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, &thing, NULL) && s->status != decisions[decision].to
           && s->status != TD_STATUS_REPLACED && (s->status != TD_STATUS_TAKEN_DOWN || decision == TD_DECISION_PUBLISH)
           && (decision != TD_DECISION_PUBLISH || may_be_public (s))
           && (decision != TD_DECISION_ASK_CHANGE || s->register_day == NULL);
}

struct decide {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *reason;
    const TdDecide *decide;
    const char *act;
};

static gboolean check_status (const TdDecide *w, const TdSubmission *s, GError **error)
{
    if (w->expected != NULL && g_strcmp0 (w->expected, td_status_word (s->status)) != 0)
        return fail (error, TD_ERROR_CONFLICT,
                     "Somebody else decided on this submission in the meantime. Look at what stands now, then decide.");
    if (s->status == decisions[w->decision].to)
        return fail (error, TD_ERROR_CONFLICT, "This was already decided so.");
    if (s->status == TD_STATUS_REPLACED)
        return fail (error, TD_ERROR_CONFLICT,
                     "Its sender sent a corrected one, which stands in its place. Decide about that one.");
    if (s->status == TD_STATUS_TAKEN_DOWN && w->decision != TD_DECISION_PUBLISH)
        return fail (error, TD_ERROR_CONFLICT,
                     "This was taken down, so there is nothing to decide but whether it is put back.");
    return TRUE;
}

static gboolean check_decision (const struct decide *d, const TdSubmission *s, GError **error)
{
    const TdDecide *w = d->decide;

    if (!check_status (w, s, error))
        return FALSE;
    if (w->decision == TD_DECISION_PUBLISH && !may_be_public (s))
        return fail (error, TD_ERROR_INPUT,
                     "Its sender kept this submission for the Committee alone, so it cannot be published.");
    if (w->decision == TD_DECISION_ASK_CHANGE && s->register_day != NULL)
        return fail (
            error, TD_ERROR_INPUT,
            "It came before this system and was entered from the secretariat's register: there is nobody to ask "
            "for a change here.");
    if (decisions[w->decision].needs_reason && d->reason == NULL)
        return fail (error, TD_ERROR_INPUT, "Give the reason, so that the sender can understand it.");
    return TRUE;
}

/* The one that counts: known to the officer, another one, and no duplicate itself, so that the way always ends. */
static gboolean check_other (TdTx *tx, const struct decide *d, GError **error)
{
    const char *id = d->decide->other;
    g_autoptr (TdSubmission) other = NULL;
    g_autoptr (GError) problem = NULL;

    if (d->decide->decision != TD_DECISION_DUPLICATE)
        return TRUE;
    if (id == NULL || *id == '\0')
        return fail (error, TD_ERROR_INPUT, "Name the submission of which this is a duplicate by its id.");
    if (g_str_equal (id, d->id))
        return fail (error, TD_ERROR_INPUT, "A submission is no duplicate of itself. Name the other one by its id.");
    other = td_submission_get_in (tx, d->instance, d->viewer, NULL, id, &problem);
    if (other == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (other == NULL)
        return fail (error, TD_ERROR_INPUT, "There is no submission with this id. Copy it from its page.");
    if (other->status == TD_STATUS_DUPLICATE)
        return fail (error, TD_ERROR_INPUT, "The one you named is a duplicate itself. Name the one that counts.");
    return TRUE;
}

static void hash_of (const TdSubmission *s, const char *reason, const char *other, guint8 ret_hash[32])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, s->secret, sizeof s->secret, 32);
    if (reason != NULL)
        crypto_generichash_update (&state, (const guint8 *) reason, strlen (reason) + 1);
    if (other != NULL)
        crypto_generichash_update (&state, (const guint8 *) other, strlen (other) + 1);
    crypto_generichash_final (&state, ret_hash, 32);
}

static TdSubmission *get_to_decide (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                    GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, viewer, NULL, id, error);
    TdThing thing;

    if (s == NULL)
        return NULL;
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, &thing, error) ? g_steal_pointer (&s) : NULL;
}

static gboolean decide_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    const TdDecide *w = d->decide;
    const char *other = w->decision == TD_DECISION_DUPLICATE ? w->other : NULL;
    const TdClock *clock = &d->instance->clock;
    g_autoptr (TdSubmission) s = NULL;
    guint8 content[32];
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = decisions[w->decision].act,
                             .thing = "submission",
                             .thing_id = d->id,
                             .content = content,
                             .clock = clock };

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    s = get_to_decide (tx, d->instance, d->viewer, d->id, error);
    if (s == NULL || !check_decision (d, s, error) || !check_other (tx, d, error))
        return FALSE;
    entry.public_change = w->decision == TD_DECISION_PUBLISH || s->status == TD_STATUS_PUBLISHED;
    hash_of (s, d->reason, other, content);
    return td_decision_set (tx, s, d->act, decisions[w->decision].to, entry.actor, d->reason, other,
                            td_clock_now (clock), error)
           && td_tell_decision (tx, d->instance, s, w->decision, d->act, error)
           && td_journal_append (tx, &entry, NULL, error);
}

/* NULL with error: too long. "": none. */
static char *clean_reason (const char *reason, GError **error)
{
    char *clean = td_text_clean_text (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);

    if (clean == NULL)
        fail (error, TD_ERROR_INPUT, "The reason is too long. Use at most 4,000 characters.");
    return clean;
}

gboolean td_submission_decide (TdInstance *instance, const TdViewer *viewer, const char *id, const TdDecide *decide,
                               char **ret_act, GError **error)
{
    g_autofree char *reason = clean_reason (decide->reason, error);
    g_autofree char *act = td_id_new ();
    struct decide d = { .instance = instance, .viewer = viewer, .id = id, .decide = decide, .act = act };

    if (reason == NULL)
        return FALSE;
    d.reason = *reason != '\0' ? reason : NULL;
    if (!td_store_write (instance->store, decide_in, &d, error))
        return FALSE;
    if (ret_act != NULL)
        *ret_act = g_steal_pointer (&act);
    return TRUE;
}

/* ---- taking it back ---- */

static gboolean undo_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    g_autoptr (TdDecisionRow) row = NULL;
    g_autoptr (TdSubmission) s = NULL;
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = "submission.undo",
                             .thing = "submission",
                             .clock = &d->instance->clock };

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    row = td_decision_load (tx, d->act, error);
    if (row == NULL)
        return FALSE;
    s = get_to_decide (tx, d->instance, d->viewer, row->submission, error);
    if (s == NULL)
        return FALSE;
    if (g_strcmp0 (s->last_act, d->act) != 0)
        return fail (error, TD_ERROR_CONFLICT,
                     "Something else happened to this submission since, so this cannot be undone. Look at what stands "
                     "now, then decide anew.");
    entry.thing_id = row->submission;
    entry.public_change = row->from == TD_STATUS_PUBLISHED || row->to == TD_STATUS_PUBLISHED;
    return td_decision_unset (tx, row, td_clock_now (&d->instance->clock), error)
           && td_tell_undone (tx, d->instance, s, d->act, error) && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_submission_undo (TdInstance *instance, const TdViewer *viewer, const char *act, GError **error)
{
    struct decide d = { .instance = instance, .viewer = viewer, .act = act };

    return td_store_write (instance->store, undo_in, &d, error);
}

/* ---- who sent it ---- */

static gboolean verify_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    g_autoptr (TdSubmission) s = NULL;
    guint8 content[32];
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = "submission.verify-sender",
                             .thing = "submission",
                             .thing_id = d->id,
                             .content = content,
                             .clock = &d->instance->clock };

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    s = get_to_decide (tx, d->instance, d->viewer, d->id, error);
    if (s == NULL)
        return FALSE;
    if (!s->unverified)
        return fail (error, TD_ERROR_CONFLICT, "It is known already who sent this.");
    entry.public_change = s->status == TD_STATUS_PUBLISHED;
    hash_of (s, d->reason, NULL, content);
    return td_submission_set_verified (tx, d->id, d->reason, td_clock_now (&d->instance->clock), error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_submission_verify_sender (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                                      GError **error)
{
    g_autofree char *clean = clean_reason (reason, error);
    struct decide d = { .instance = instance, .viewer = viewer, .id = id, .reason = clean };

    if (clean == NULL)
        return FALSE;
    if (*clean == '\0')
        return fail (error, TD_ERROR_INPUT, "Say how you know who sent this.");
    return td_store_write (instance->store, verify_in, &d, error);
}

/* ---- in which language ---- */

static gboolean language_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    g_autoptr (TdSubmission) s = NULL;
    guint8 content[32];
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = "submission.language",
                             .thing = "submission",
                             .thing_id = d->id,
                             .content = content,
                             .clock = &d->instance->clock };

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    s = get_to_decide (tx, d->instance, d->viewer, d->id, error);
    if (s == NULL)
        return FALSE;
    if (g_strcmp0 (s->language, d->reason) == 0)
        return fail (error, TD_ERROR_CONFLICT, "It is marked as being in this language already.");
    entry.public_change = s->status == TD_STATUS_PUBLISHED;
    hash_of (s, d->reason, NULL, content);
    return td_submission_set_language (tx, s, d->reason, td_clock_now (&d->instance->clock), error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_submission_mark_language (TdInstance *instance, const TdViewer *viewer, const char *id,
                                      const char *language, GError **error)
{
    struct decide d = { .instance = instance, .viewer = viewer, .id = id, .reason = language };

    if (language == NULL || !g_strv_contains ((const char *const *) instance->profile->languages, language))
        return fail (error, TD_ERROR_INPUT, "Choose the language of the report from the list.");
    return td_store_write (instance->store, language_in, &d, error);
}
