/* Contract in take-down.h. */
#include "areas/submissions/take-down.h"

#include "areas/submissions/decision-sql.h"
#include "areas/submissions/mask-sql.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/upload.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "store/search-index.h"
#include "text/clean.h"
#include "text/mask.h"

#include <errno.h>
#include <glib/gstdio.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

struct take {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *name, *act_id;
    int places;
    GPtrArray *files; /* hashes that nobody else holds, to erase */
};

/* Without content: what was taken out is said nowhere. */
static gboolean journal (TdTx *tx, const struct take *t, const char *act, gboolean public_change, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (t->viewer),
                                   .act = act,
                                   .thing = "submission",
                                   .thing_id = t->id,
                                   .public_change = public_change,
                                   .clock = &t->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static TdSubmission *open_for (TdTx *tx, const struct take *t, TdAct act, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;
    TdThing thing;

    if (!td_instance_may_write (t->instance, tx, error))
        return NULL;
    s = td_submission_get_in (tx, t->instance, t->viewer, t->key, t->id, error);
    if (s == NULL)
        return NULL;
    thing = td_submission_thing (s);
    if (!td_door_may (t->viewer, act, &thing, error))
        return NULL;
    if (td_state_paper_may_withdraw (s, t->viewer, t->instance->profile))
        return g_steal_pointer (&s);
    fail (error, TD_ERROR_NOT_ALLOWED,
          "The permanent mission sent this to the Committee, and the permanent mission takes it back. Ask it to.");
    return NULL;
}

/* ---- taking down ---- */

static gboolean take_whole (TdTx *tx, const struct take *t, const TdSubmission *s, GError **error)
{
    if (s->status == TD_STATUS_TAKEN_DOWN)
        return fail (error, TD_ERROR_CONFLICT, "This was taken down already. Nobody outside sees it.");
    return td_decision_set (tx, s, t->act_id, TD_STATUS_TAKEN_DOWN, td_viewer_actor (t->viewer), NULL, NULL,
                            td_clock_now (&t->instance->clock), error)
           && td_decision_forget_last (tx, s->id, error)
           && journal (tx, t, "submission.take-down", s->status == TD_STATUS_PUBLISHED, error);
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    struct take *t = data;
    g_autoptr (TdSubmission) s = open_for (tx, t, TD_ACT_SUBMISSION_TAKE_DOWN, error);

    t->places = 0;
    if (s == NULL)
        return FALSE;
    if (t->name == NULL)
        return take_whole (tx, t, s, error);
    if (!td_mask_apply (tx, s, t->name, td_clock_now (&t->instance->clock), &t->places, error))
        return FALSE;
    if (t->places == 0)
        return fail (
            error, TD_ERROR_INPUT,
            "This name is not in what everybody reads. Copy it as the text writes it, or take the whole down.");
    return journal (tx, t, "submission.mask-name", s->status == TD_STATUS_PUBLISHED, error);
}

gboolean td_submission_take_down (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  const char *name, int *ret_places, GError **error)
{
    g_autofree char *clean = name != NULL ? td_text_clean_line (name, TD_LIMIT_NAME_CHARACTERS) : NULL;
    g_autofree char *act = td_id_new ();
    struct take t = { .instance = instance, .viewer = viewer, .key = key, .id = id, .name = clean, .act_id = act };

    if (name != NULL && clean == NULL)
        return fail (error, TD_ERROR_INPUT, "The name is too long. Use at most 200 characters.");
    if (clean != NULL && !td_text_mask_can (clean))
        return fail (error, TD_ERROR_INPUT, "Write the name that is to be taken out.");
    if (!td_store_write (instance->store, take_in, &t, error))
        return FALSE;
    if (ret_places != NULL)
        *ret_places = t.places;
    return TRUE;
}

/* ---- putting back ---- */

static gboolean is_officer (const TdViewer *viewer, const TdSubmission *s)
{
    TdThing thing = td_submission_thing (s);

    return td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, &thing, NULL);
}

/* What its sender brings back waits for the secretariat's word before everybody sees it again. */
static TdStatus status_back (const struct take *t, const TdSubmission *s, TdStatus before)
{
    return before == TD_STATUS_PUBLISHED && !is_officer (t->viewer, s)
                   && !td_state_paper_at_once (t->instance->profile, s)
               ? TD_STATUS_ACCEPTED
               : before;
}

static gboolean go_to (TdTx *tx, const struct take *t, const TdSubmission *s, TdStatus to, const TdDecisionRow *down,
                       GError **error)
{
    return td_decision_set (tx, s, t->act_id, to, td_viewer_actor (t->viewer),
                            down != NULL ? down->before_reason : s->decision_reason,
                            down != NULL ? down->before_other : s->duplicate_of, td_clock_now (&t->instance->clock),
                            error)
           && td_decision_forget_last (tx, s->id, error);
}

static gboolean put_back_in (TdTx *tx, gpointer data, GError **error)
{
    struct take *t = data;
    gint64 now = td_clock_now (&t->instance->clock);
    g_autoptr (TdSubmission) s = open_for (tx, t, TD_ACT_SUBMISSION_TAKE_DOWN, error);
    g_autoptr (TdDecisionRow) down = NULL;
    TdStatus to;

    if (s == NULL)
        return FALSE;
    if (s->status == TD_STATUS_TAKEN_DOWN) {
        down = td_decision_last (tx, s->id, TD_STATUS_TAKEN_DOWN, error);
        if (down == NULL)
            return FALSE;
        to = status_back (t, s, down->from);
        return go_to (tx, t, s, to, down, error)
               && journal (tx, t, "submission.put-back", to == TD_STATUS_PUBLISHED, error);
    }
    if (s->masked == 0)
        return fail (error, TD_ERROR_CONFLICT, "Nothing of this was taken down.");
    to = status_back (t, s, s->status);
    return td_mask_clear (tx, s->id, now, error) && (to == s->status || go_to (tx, t, s, to, NULL, error))
           && journal (tx, t, "submission.put-back", s->status == TD_STATUS_PUBLISHED, error);
}

gboolean td_submission_put_back (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error)
{
    g_autofree char *act = td_id_new ();
    struct take t = { .instance = instance, .viewer = viewer, .key = key, .id = id, .act_id = act };

    return td_store_write (instance->store, put_back_in, &t, error);
}

/* ---- what lies on the disk after its row is gone ---- */

static gboolean scrub (TdInstance *instance, GError **error)
{
    g_autoptr (GError) busy = NULL;

    /* Whoever reads at this moment keeps old pages in the WAL a while; they go with the next scrub or restart. */
    if (td_store_scrub (instance->store, &busy) || td_error_code (busy) == TD_ERROR_BUSY)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&busy));
    return FALSE;
}

/* DIR/receipts/ID.txt, which the command that sent it wrote. */
static gboolean remove_written_receipt (const TdInstance *instance, const char *id, GError **error)
{
    g_autofree char *name = g_strconcat (id, ".txt", NULL);
    g_autofree char *path = g_build_filename (instance->folder, "receipts", name, NULL);

    if (g_unlink (path) == 0 || errno == ENOENT)
        return TRUE;
    g_set_error (error, TD_SUBMISSION_ERROR, TD_ERROR_OURS,
                 "The receipt is deleted in the database, but its file %s could not be. Delete it by hand.", path);
    return FALSE;
}

/* ---- forgetting the receipt ---- */

static gboolean forget_in (TdTx *tx, gpointer data, GError **error)
{
    struct take *t = data;
    g_autoptr (TdSubmission) s = open_for (tx, t, TD_ACT_RECEIPT_FORGET, error);
    g_autofree char *kept = s != NULL ? td_submission_load_receipt (tx, s->id, error) : NULL;

    return kept != NULL && td_submission_delete_receipt (tx, s->id, error)
           && journal (tx, t, "receipt.forget", FALSE, error);
}

gboolean td_submission_forget_receipt (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                       GError **error)
{
    struct take t = { .instance = instance, .viewer = viewer, .key = key, .id = id };

    return td_store_write (instance->store, forget_in, &t, error) && remove_written_receipt (instance, id, error)
           && scrub (instance, error);
}

/* ---- erasing ---- */

static gboolean note_files (TdTx *tx, struct take *t, const TdSubmission *s, GError **error)
{
    g_ptr_array_set_size (t->files, 0);
    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        gboolean shared = FALSE;
        if (!td_submission_file_shared (tx, file->sha256, s->id, &shared, error))
            return FALSE;
        if (!shared)
            g_ptr_array_add (t->files, g_strdup (file->sha256));
    }
    return td_upload_note_dropped (tx, s->id, t->files, error);
}

static gboolean leave_indexes (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GArray) keys = td_submission_search_keys (tx, id, error);

    for (guint i = 0; keys != NULL && i < keys->len; i++) {
        gint64 key = g_array_index (keys, gint64, i);
        if (!td_index_remove (tx, TD_INDEX_PUBLIC, key, error)
            || !td_index_remove (tx, TD_INDEX_RESTRICTED, key, error))
            return FALSE;
    }
    return keys != NULL && td_index_settle (tx, TD_INDEX_PUBLIC, error)
           && td_index_settle (tx, TD_INDEX_RESTRICTED, error);
}

static gboolean erase_in (TdTx *tx, gpointer data, GError **error)
{
    struct take *t = data;
    g_autoptr (TdSubmission) s = open_for (tx, t, TD_ACT_SUBMISSION_ERASE, error);

    return s != NULL && note_files (tx, t, s, error) && leave_indexes (tx, s->id, error)
           && td_submission_forget_links (tx, s->id, error) && td_submission_delete (tx, s->id, error)
           && journal (tx, t, "submission.erase", FALSE, error);
}

gboolean td_submission_erase (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                              GError **error)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
    struct take t = { .instance = instance, .viewer = viewer, .key = key, .id = id, .files = files };

    if (!td_store_write (instance->store, erase_in, &t, error))
        return FALSE;
    for (guint i = 0; i < files->len; i++)
        if (!td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, files->pdata[i], error))
            return FALSE;
    return remove_written_receipt (instance, id, error) && scrub (instance, error);
}
