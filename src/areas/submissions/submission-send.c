/* Sending, and checking what was sent against the rows. Contract in submission.h. */
#include "areas/calls/call.h"
#include "areas/calls/late.h"
#include "areas/submissions/decision-chain.h"
#include "areas/submissions/decision-sql.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/state-stage.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/written-report.h"
#include "base/errors.h"
#include "base/id.h"
#include "journal/journal.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

struct send {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    gboolean decline;
    gint64 began;            /* to arrive; 0: now */
    const char *late_reason; /* of who enters something late; or NULL */
    const char *late;        /* by what right it is late; NULL: it is not */
    TdCall *call;            /* that it answers; NULL: uncalled */
    TdReceipt *receipt;      /* drawn in the transaction, since it holds the instant; a repeated one draws anew */
};

static gboolean check_complete (const TdInstance *instance, const TdSubmission *s, GError **error)
{
    static const struct {
        const char *missing, *sentence;
    } sentences[] = {
        { "state", "Choose the State party and what the report is for, then send it." },
        { "sender", "Say who sends the report, then send it." },
        { "file", "Choose the file of the report, then send it." },
        { "check", "Look at what the reader found in the report, then send it." },
        { "visibility", "Choose who may see the report, then send it. There is no choice made for you." },
    };
    const char *missing = td_submission_missing (instance, s);

    if (missing == NULL)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
        if (g_str_equal (sentences[i].missing, missing))
            return fail (error, TD_ERROR_INPUT, sentences[i].sentence);
    g_autofree char *long_words = td_submission_too_long_words (instance, s, "en");
    return fail (error, TD_ERROR_INPUT, long_words);
}

static GPtrArray *file_hashes (const TdSubmission *s)
{
    GPtrArray *hashes = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < s->files->len; i++)
        g_ptr_array_add (hashes, g_strdup (((TdSubmissionFile *) s->files->pdata[i])->sha256));
    return hashes;
}

/* Everything that a submission says at the moment of sending, under its own secret. */
static void content_hash (const TdSubmission *s, const TdReceipt *receipt, guint8 ret_hash[32])
{
    const char *answers[] = { s->state,       s->purpose, s->sender_name,
                              s->sender_kind, s->contact, s->title,
                              s->language,    s->reason,  td_visibility_word (s->visibility) };
    crypto_generichash_state state;

    crypto_generichash_init (&state, s->secret, sizeof s->secret, 32);
    crypto_generichash_update (&state, receipt->document, sizeof receipt->document);
    for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
        const char *answer = answers[i] != NULL ? answers[i] : "";
        crypto_generichash_update (&state, (const guint8 *) answer, strlen (answer) + 1);
    }
    crypto_generichash_final (&state, ret_hash, 32);
}

/* The one that this corrects stands back, unless somebody decided about it in the meantime: then both stand, and the desk sees which
 * one corrects which. The code of words goes over to the corrected one. */
static gboolean replace_old (TdTx *tx, struct send *d, const TdSubmission *s, gint64 now, GError **error)
{
    g_autofree char *act = NULL;
    g_autoptr (TdSubmission) old = NULL;
    g_autoptr (GError) gone = NULL;
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = "submission.replace",
                             .thing = "submission",
                             .thing_id = s->replaces,
                             .clock = &d->instance->clock };

    if (s->replaces == NULL)
        return TRUE;
    old = td_submission_load (tx, s->replaces, &gone);
    if (old == NULL) {
        g_propagate_error (error, g_steal_pointer (&gone));
        return FALSE;
    }
    if (old->status != TD_STATUS_RECEIVED && old->status != TD_STATUS_ACCEPTED && old->status != TD_STATUS_CHANGE_ASKED)
        return TRUE;
    act = td_id_new ();
    return td_decision_set (tx, old, act, TD_STATUS_REPLACED, entry.actor, NULL, s->id, now, error)
           && td_decision_forget_last (tx, old->id, error) && td_submission_move_code (tx, old->id, s->id, error)
           && td_journal_append (tx, &entry, NULL, error);
}

/* What is meant for everybody from the start is shown without anybody's word, and there is no decision to take back. */
static gboolean show_at_once (TdTx *tx, struct send *d, TdSubmission *s, gint64 now, GError **error)
{
    g_autofree char *act = td_id_new ();
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = "submission.publish",
                             .thing = "submission",
                             .thing_id = d->id,
                             .public_change = TRUE,
                             .clock = &d->instance->clock };

    s->status = TD_STATUS_RECEIVED;
    return td_decision_set (tx, s, act, TD_STATUS_PUBLISHED, entry.actor, NULL, NULL, now, error)
           && td_decision_forget_last (tx, s->id, error) && td_journal_append (tx, &entry, NULL, error);
}

static gboolean record (TdTx *tx, struct send *d, TdSubmission *s, gint64 now, GError **error)
{
    const TdClock *clock = &d->instance->clock;
    const TdLogKey *key = td_instance_log (d->instance, clock->rehearsal);
    guint8 content[32];
    TdJournalEntry entry = { .actor = td_viewer_actor (d->viewer),
                             .act = "submission.receive",
                             .thing = "submission",
                             .thing_id = d->id,
                             .content = content,
                             .clock = clock };

    content_hash (s, d->receipt, content);
    return td_submission_set_received (tx, d->id, d->receipt->document, d->call == NULL && s->by_state == NULL,
                                       clock->rehearsal, now, error)
           && td_log_wait (tx, key, d->receipt->leaf, now, error)
           && (d->decline || td_submission_insert_receipt (tx, d->id, d->receipt->leaf, d->receipt->promise, error))
           && replace_old (tx, d, s, now, error) && td_state_stage_came (tx, d->instance, s, error)
           && td_journal_append (tx, &entry, NULL, error)
           && (!td_state_paper_at_once (d->instance->profile, s) || show_at_once (tx, d, s, now, error));
}

/* Whether the secretariat asked for this one: it corrects a submission whose sender was asked for a change. */
static gboolean change_was_asked (TdTx *tx, const TdSubmission *s)
{
    g_autoptr (TdSubmission) old = s->replaces != NULL ? td_submission_load (tx, s->replaces, NULL) : NULL;

    return old != NULL && old->status == TD_STATUS_CHANGE_ASKED;
}

/* Its call is over: it is taken by a late link, or entered late with a reason, or because the secretariat asked for it; else not. */
static gboolean take_late (TdTx *tx, struct send *d, const TdSubmission *s, const TdLate *late, gint64 now,
                           GError **error)
{
    gboolean given = d->late_reason != NULL && *d->late_reason != '\0' && td_late_may_enter (d->viewer);

    if (late == NULL && change_was_asked (tx, s))
        return TRUE;
    if (late == NULL && !given)
        return td_call_refuse (d->instance->profile, d->call, error);
    d->late = late != NULL ? "link" : "entered";
    return td_late_note (tx, d->instance, d->viewer, s->id, late, d->late_reason, now, error);
}

/* The call that it answers, by the instant at which it began to arrive. *ret_said: that instant, where the receipt has to say it:
 * the call was open then and is closed now. What the secretariat asked for is taken after the deadline too. */
static gboolean find_call (TdTx *tx, struct send *d, const TdSubmission *s, gint64 now, gint64 *ret_said,
                           GError **error)
{
    const TdProfile *profile = d->instance->profile;
    gint64 began = d->began != 0 ? MIN (d->began, now) : now;
    g_autoptr (TdLate) late = NULL;
    const char *call;
    TdCallAnswer answer;

    g_clear_pointer (&d->call, td_call_free);
    d->late = NULL;
    if (s->by_state != NULL) {
        /* A State's own paper answers no call, and no deadline closes for it. */
        *ret_said = 0;
        return TRUE;
    }
    if (!td_call_for (tx, profile, s->state, s->purpose, began, &answer, &d->call, error))
        return FALSE;
    if (!td_late_use (tx, s->id, s->state, s->purpose, began, now, &late, error)
        || (answer == TD_CALL_OVER && !take_late (tx, d, s, late, now, error)))
        return FALSE;
    *ret_said = answer == TD_CALL_TAKES && td_call_status (d->call, now) == TD_CALL_CLOSED ? began : 0;
    if (answer == TD_CALL_OVER && late != NULL && now >= late->until)
        *ret_said = began;
    call = answer == TD_CALL_OVER && late != NULL ? late->call : d->call != NULL ? d->call->id : NULL;
    return call == NULL || td_call_note_answer (tx, s->id, call, began, error);
}

static gboolean send_in (TdTx *tx, gpointer data, GError **error)
{
    struct send *d = data;
    const TdClock *clock = &d->instance->clock;
    /* Receipts speak in seconds; the row says the same. Whether a call is open is asked of the instant itself: what was closed
     * by hand is closed in the same second. */
    gint64 instant = td_clock_now (clock), now = instant / G_USEC_PER_SEC * G_USEC_PER_SEC;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) hashes = NULL;
    TdThing thing;
    gint64 said = 0;

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    s = td_submission_get_in (tx, d->instance, d->viewer, d->key, d->id, error);
    if (s == NULL)
        return FALSE;
    if (s->status != TD_STATUS_DRAFT)
        return fail (error, TD_ERROR_CONFLICT, "This was sent already. Its receipt is on its page.");
    thing = td_submission_thing (s);
    if (!td_door_may (d->viewer, TD_ACT_SUBMISSION_EDIT, &thing, error)
        || !td_state_paper_check_send (tx, d->instance, d->viewer, s, d->began != 0 ? MIN (d->began, instant) : instant,
                                       error)
        || !check_complete (d->instance, s, error) || !find_call (tx, d, s, instant, &said, error)
        || !td_written_report_sent_in (tx, d->instance, s, now, error))
        return FALSE;
    hashes = file_hashes (s);
    g_clear_pointer (&d->receipt, td_receipt_free);
    d->receipt = td_receipt_new_late (td_instance_log (d->instance, clock->rehearsal), d->id, said, d->late, now,
                                      clock->rehearsal, hashes);
    return record (tx, d, s, now, error);
}

gboolean td_submission_send (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                             const TdSendingHow *how, TdReceipt **ret_receipt, GError **error)
{
    static const TdSendingHow now = { 0 };
    const TdSendingHow *sending = how != NULL ? how : &now;
    struct send d = { .instance = instance,
                      .viewer = viewer,
                      .key = key,
                      .id = id,
                      .decline = sending->decline,
                      .began = sending->began,
                      .late_reason = sending->late_reason };
    gboolean done = td_store_write (instance->store, send_in, &d, error);

    g_clear_pointer (&d.call, td_call_free);
    if (!done) {
        td_receipt_free (d.receipt);
        return FALSE;
    }
    if (sending->decline) {
        /* The nonce goes, and with it the link between log and submission. */
        td_receipt_free (d.receipt);
        return TRUE;
    }
    if (ret_receipt != NULL)
        *ret_receipt = d.receipt;
    else
        td_receipt_free (d.receipt);
    return TRUE;
}

/* ---- checking ---- */

struct check {
    TdInstance *instance;
    GPtrArray *ids;
    const char *id;
    gint64 files;
};

static gboolean ids_in (TdTx *tx, gpointer data, GError **error)
{
    struct check *c = data;
    g_autoptr (TdRows) rows = td_select (tx, "select id from submission order by id", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    g_ptr_array_set_size (c->ids, 0);
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (c->ids, g_strdup (td_rows_text (rows, 0)));
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean does_not_hold (const char *id, const char *what, GError **error)
{
    g_set_error (error, TD_SUBMISSION_ERROR, TD_ERROR_OURS, "Submission %s: %s.", id, what);
    return FALSE;
}

/* Reads back what the receipt promised and the row says. */
static gboolean check_receipt (TdTx *tx, const struct check *c, const TdSubmission *s, GError **error)
{
    g_autoptr (GError) none = NULL;
    g_autofree char *text = td_submission_load_receipt (tx, s->id, &none);
    g_autoptr (TdReceipt) receipt = NULL;
    const TdLogKey *key;
    gboolean complete;

    if (text == NULL)
        return none->code == TD_ERROR_NOT_FOUND || does_not_hold (s->id, "its receipt cannot be read", error);
    receipt = td_receipt_from_text (text, strlen (text), error);
    if (receipt == NULL)
        return FALSE;
    key = td_instance_log (c->instance, receipt->rehearsal);
    if (!td_receipt_complete (receipt, tx, key, error)
        || !td_receipt_check (receipt, key->origin, key->public_key, &complete, error))
        return FALSE;
    if (receipt->files->len != s->files->len || receipt->received != s->received)
        return does_not_hold (s->id, "its receipt says something else than its row", error);
    for (guint i = 0; i < s->files->len; i++)
        if (strcmp (receipt->files->pdata[i], ((TdSubmissionFile *) s->files->pdata[i])->sha256) != 0)
            return does_not_hold (s->id, "its receipt names another file", error);
    return TRUE;
}

static gboolean check_decisions (TdTx *tx, const TdSubmission *s, GError **error)
{
    g_autoptr (GPtrArray) decisions = td_decision_list (tx, s->id, error);

    if (decisions == NULL)
        return FALSE;
    return s->register_day != NULL || td_decision_chain_holds (decisions, s->status)
           || does_not_hold (s->id, "the decisions about it do not lead to where it stands", error);
}

static gboolean check_one_in (TdTx *tx, gpointer data, GError **error)
{
    struct check *c = data;
    g_autoptr (TdSubmission) s = td_submission_load (tx, c->id, error);

    if (s == NULL)
        return FALSE;
    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        /* td_blobs_get hashes what it read and refuses a changed byte. */
        g_autoptr (GBytes) bytes = td_blobs_get (c->instance->blobs, TD_BLOB_RESTRICTED, file->sha256, error);
        if (bytes == NULL)
            return FALSE;
        if ((gint64) g_bytes_get_size (bytes) != file->size)
            return does_not_hold (s->id, "a file has another size than its row says", error);
        c->files++;
    }
    return s->status == TD_STATUS_DRAFT || (check_receipt (tx, c, s, error) && check_decisions (tx, s, error));
}

gboolean td_submission_check_files (TdInstance *instance, gint64 *ret_files, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    struct check c = { .instance = instance, .ids = ids };

    if (!td_store_read (instance->store, ids_in, &c, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        c.id = ids->pdata[i];
        if (!td_store_read (instance->store, check_one_in, &c, error))
            return FALSE;
    }
    *ret_files = c.files;
    return TRUE;
}
