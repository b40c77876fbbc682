/* Beginning one: anew, as a corrected one, on another device; and what is one's own. Contract in submission.h. */
#include "areas/calls/late.h"
#include "areas/organisations/organisation.h"
#include "areas/submissions/draft.h"
#include "areas/submissions/entered.h"
#include "areas/submissions/sender-key.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/written-report.h"
#include "base/errors.h"
#include "base/id.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    guint8 key[32], secret[32];
    const char *old, *old_key; /* the one that is corrected, or NULL */
    const char *late;          /* the key of the late link by which it is begun, or NULL */
};

/* What an officer begins on behalf of an organisation is that organisation's from the start, and nobody's else. */
static gboolean give_to_organisation (TdTx *tx, const struct begin *b, GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_load (tx, b->id, error);

    if (s == NULL)
        return FALSE;
    s->organisation = g_strdup (b->viewer->behalf);
    return td_organisation_name (tx, b->viewer->behalf, &s->sender_name, &s->sender_kind, error)
           && td_submission_update (tx, s, s->changed, error);
}

/* What an account begins is opened by the account alone, so that nothing is left on a shared computer after signing out.
 * On behalf of an organisation it is opened as the organisation's, for as long as the officer acts for it. What an officer
 * enters from paper is nobody's, or a State's, so it needs a key. */
static gboolean by_account (const TdViewer *viewer)
{
    return viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD && viewer->behalf_state == NULL
           && !td_viewer_has (viewer, TD_ROLE_SECRETARIAT);
}

static gboolean insert (TdTx *tx, const struct begin *b, GError **error)
{
    const TdClock *clock = &b->instance->clock;
    const char *person = b->viewer->behalf == NULL ? b->viewer->person : NULL;

    return td_submission_insert (tx, b->id, person, b->secret, clock->rehearsal, td_clock_now (clock), error)
           && (by_account (b->viewer) || td_submission_insert_key (tx, b->id, b->key, td_clock_now (clock), error))
           && (b->viewer->behalf == NULL || give_to_organisation (tx, b, error))
           && td_state_paper_begin (tx, b->instance, b->viewer, b->id, error)
           && td_submission_mark_entered (tx, b->id, b->viewer, error);
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;

    return td_instance_may_write (b->instance, tx, error) && insert (tx, b, error)
           && td_draft_journal (tx, b->instance, b->viewer, "submission.begin", b->id, error);
}

static gboolean run (struct begin *b, TdTxFunc fn, char **ret_id, char **ret_key, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *key = td_sender_key_new ();

    if (!td_door_may (b->viewer, TD_ACT_PUBLIC_SEND, NULL, error))
        return FALSE;
    b->id = id;
    td_sender_key_hash (b->instance, key, b->key);
    randombytes_buf (b->secret, sizeof b->secret);
    if (!td_store_write (b->instance->store, fn, b, error))
        return FALSE;
    *ret_id = g_steal_pointer (&id);
    *ret_key = by_account (b->viewer) ? g_strdup (TD_KEY_OF_ACCOUNT) : g_steal_pointer (&key);
    return TRUE;
}

gboolean td_submission_begin (TdInstance *instance, const TdViewer *viewer, char **ret_id, char **ret_key,
                              GError **error)
{
    struct begin b = { .instance = instance, .viewer = viewer };

    return run (&b, begin_in, ret_id, ret_key, error);
}

/* ---- by a late link ---- */

static gboolean late_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    g_autoptr (TdLate) late = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autofree char *draft = NULL;
    gboolean same = FALSE;

    if (!td_instance_may_write (b->instance, tx, error))
        return FALSE;
    late = td_late_take (tx, b->instance, b->late, &draft, &same, error);
    if (late == NULL)
        return FALSE;
    if (same)
        return fail (
            error, TD_ERROR_CONFLICT,
            "A report was begun by this link already, in another browser or with another account. Go on there, or "
            "have a fresh link sent.");
    if (!insert (tx, b, error) || (s = td_submission_load (tx, b->id, error)) == NULL)
        return FALSE;
    s->state = g_strdup (late->state);
    s->purpose = g_strdup (late->purpose);
    return td_submission_update (tx, s, s->changed, error) && td_late_bind (tx, late, b->id, error)
           && td_draft_journal (tx, b->instance, b->viewer, "submission.begin", b->id, error);
}

gboolean td_submission_begin_late (TdInstance *instance, const TdViewer *viewer, const char *link, char **ret_id,
                                   char **ret_key, GError **error)
{
    g_autoptr (TdLate) late = td_late_open (instance, viewer, link, error);
    struct begin b = { .instance = instance, .viewer = viewer, .late = link };

    return late != NULL && run (&b, late_in, ret_id, ret_key, error);
}

/* ---- a corrected one ---- */

gboolean td_submission_may_correct (const TdSubmission *s, const TdViewer *viewer)
{
    return (s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR | TD_RELATION_ITS_STATE)) != 0
           && g_strcmp0 (s->by_state, td_state_paper_state (viewer)) == 0
           && (s->status == TD_STATUS_RECEIVED || s->status == TD_STATUS_ACCEPTED
               || s->status == TD_STATUS_CHANGE_ASKED);
}

/* What belongs to the file (title, language, why it is longer, what was found) comes with the new one; a text that was written here is
 * gone on with. */
static gboolean take_over (TdTx *tx, const struct begin *b, TdSubmission *old, GError **error)
{
    g_autofree char *own = old->id;
    gboolean done;

    old->id = g_strdup (b->id);
    g_clear_pointer (&old->title, g_free);
    g_clear_pointer (&old->language, g_free);
    g_clear_pointer (&old->reason, g_free);
    old->checked = FALSE;
    done = td_submission_update (tx, old, td_clock_now (&b->instance->clock), error)
           && (!old->declared || td_submission_replace_articles (tx, b->id, old->articles, TRUE, error))
           && td_submission_replace_priorities (tx, b->id, old->priorities, error)
           && td_submission_set_replaces (tx, b->id, own, error);
    return done;
}

static gboolean correct_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    g_autoptr (TdSubmission) old = NULL;

    if (!td_instance_may_write (b->instance, tx, error))
        return FALSE;
    old = td_submission_get_in (tx, b->instance, b->viewer, b->old_key, b->old, error);
    if (old == NULL)
        return FALSE;
    if (!td_submission_may_correct (old, b->viewer))
        return fail (error, TD_ERROR_CONFLICT,
                     "This cannot be corrected any more, or not by you. Send a new one, or write to the secretariat.");
    return insert (tx, b, error) && take_over (tx, b, old, error)
           && td_written_report_copy_in (tx, b->instance, b->viewer, b->old, b->id, error)
           && td_draft_journal (tx, b->instance, b->viewer, "submission.begin", b->id, error);
}

gboolean td_submission_correct (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                char **ret_id, char **ret_key, GError **error)
{
    struct begin b = { .instance = instance, .viewer = viewer, .old = id, .old_key = key };

    return run (&b, correct_in, ret_id, ret_key, error);
}

/* ---- one's own ---- */

struct mine {
    TdInstance *instance;
    const TdViewer *viewer;
    GPtrArray *found;
};

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct mine *m = data;

    g_clear_pointer (&m->found, g_ptr_array_unref);
    m->found = td_submission_select_mine (tx, m->viewer, error);
    return m->found != NULL;
}

GPtrArray *td_submission_mine (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct mine m = { .instance = instance, .viewer = viewer };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return NULL;
    if (!td_store_read (instance->store, mine_in, &m, error))
        g_clear_pointer (&m.found, g_ptr_array_unref);
    return m.found;
}
