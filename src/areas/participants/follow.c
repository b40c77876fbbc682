/* Copies come to be, and go, by the journal. Contract in follow.h and participant.h. */
#include "areas/participants/follow.h"

#include "areas/participants/participant-private.h"
#include "base/errors.h"
#include "base/id.h"
#include "mail/mail.h"

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

/* As it stands now; *ret NULL without error: it is gone. */
static gboolean report_of (TdTx *tx, const TdInstance *instance, const char *id, TdSubmission **ret, GError **error)
{
    g_autoptr (GError) problem = NULL;

    *ret = td_submission_get_in (tx, instance, &secretariat, NULL, id, &problem);
    if (*ret != NULL || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- one came ---- */

static gboolean copy_for (TdTx *tx, TdInstance *instance, const TdSubmission *s, const TdParticipant *participant,
                          gint64 at, GError **error)
{
    g_autoptr (TdParticipantCopy) c = g_new0 (TdParticipantCopy, 1);
    gboolean is_new = FALSE, sent = FALSE;

    c->id = td_id_new ();
    c->participant = g_strdup (participant->slug);
    c->submission = g_strdup (s->id);
    c->state = g_strdup (s->by_state);
    c->purpose = g_strdup (s->purpose);
    c->received = at;
    c->sendings = g_ptr_array_new ();
    if (!td_participant_copy_insert (tx, c, &is_new, error))
        return FALSE;
    if (!is_new)
        return TRUE;
    return td_participant_letter (tx, instance, c, "system", &sent, error)
           && (!sent
               || td_participant_journal (tx, instance, "system", "participant.send", "participant-copy", c->id,
                                          error));
}

static gboolean came (TdTx *tx, const TdJournalRecord *record, TdInstance *instance, GError **error)
{
    const TdProfile *profile = instance->profile;
    g_autoptr (TdSubmission) s = NULL;

    if (!report_of (tx, instance, record->thing_id, &s, error))
        return FALSE;
    if (s == NULL || s->by_state == NULL || td_participant_gone_word (s->status) != NULL)
        return TRUE;
    for (gsize i = 0; i < profile->n_participants; i++)
        if (td_participant_receives (&profile->participants[i], s->purpose)
            && !copy_for (tx, instance, s, &profile->participants[i], record->at, error))
            return FALSE;
    return TRUE;
}

/* ---- what becomes of it ---- */

/* Its links open nothing any more, and what waits to be sent is taken back. */
static gboolean take_back (TdTx *tx, const GPtrArray *copies, const char *submission, GError **error)
{
    for (guint i = 0; i < copies->len; i++) {
        g_autofree char *letters = td_participant_letters (((TdParticipantCopy *) copies->pdata[i])->id);
        if (!td_mail_cancel (tx, letters, NULL, error))
            return FALSE;
    }
    return td_participant_links_drop (tx, submission, error);
}

static gboolean changed (TdTx *tx, const TdJournalRecord *record, TdInstance *instance, GError **error)
{
    const TdCopySearch of_it = { .submission = record->thing_id };
    g_autoptr (GPtrArray) copies = td_participant_copies_load (tx, &of_it, NULL, error);
    g_autoptr (TdSubmission) s = NULL;
    const char *gone;

    if (copies == NULL)
        return FALSE;
    if (copies->len == 0)
        return TRUE;
    if (!report_of (tx, instance, record->thing_id, &s, error))
        return FALSE;
    gone = td_participant_gone_word (s != NULL ? s->status : TD_N_STATUSES);
    if (g_strcmp0 (gone, ((TdParticipantCopy *) copies->pdata[0])->gone) == 0)
        return TRUE;
    return (gone == NULL || take_back (tx, copies, record->thing_id, error))
           && td_participant_copy_set_gone (tx, record->thing_id, gone, record->at, error);
}

gboolean td_participant_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    static const char *const changes[] = { "submission.replace",    "submission.take-down", "submission.put-back",
                                           "submission.refuse",     "submission.duplicate", "submission.undo",
                                           "submission.accept",     "submission.publish",   "submission.withhold",
                                           "submission.ask-change", "submission.erase",     NULL };

    if (g_str_equal (record->act, "submission.receive"))
        return came (tx, record, data, error);
    return !g_strv_contains (changes, record->act) || changed (tx, record, data, error);
}
