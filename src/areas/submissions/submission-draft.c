/* The writing of a draft but its beginning, its answers and its files: discard, expire. Contract in submission.h. */
#include "areas/submissions/draft.h"

#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/upload.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

gboolean td_draft_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *act, const char *id,
                           GError **error)
{
    TdJournalEntry entry = {
        .actor = td_viewer_actor (viewer), .act = act, .thing = "submission", .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

TdSubmission *td_draft_get (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, viewer, key, id, error);
    TdThing thing;

    if (s == NULL)
        return NULL;
    if (s->status != TD_STATUS_DRAFT) {
        fail (error, TD_ERROR_CONFLICT,
              "This was sent already, so it cannot be changed. Begin a new one to send more.");
        return NULL;
    }
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_EDIT, &thing, error) && td_state_paper_theirs (s, viewer, error)
               ? g_steal_pointer (&s)
               : NULL;
}

/* ---- discard ---- */

struct erase {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    GPtrArray *dropped; /* hashes of files that the draft no longer has and nobody else holds */
};

static gboolean erase (TdTx *tx, struct erase *a, const TdSubmission *s, const char *act, GError **error)
{
    return td_draft_note_dropped (tx, s, a->dropped, error) && td_upload_note_dropped (tx, a->id, a->dropped, error)
           && td_submission_delete (tx, a->id, error)
           && td_draft_journal (tx, a->instance, a->viewer, act, a->id, error);
}

static gboolean discard_in (TdTx *tx, gpointer data, GError **error)
{
    struct erase *a = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    return s != NULL && erase (tx, a, s, "submission.discard", error);
}

static gboolean remove_dropped (const struct erase *a, GError **error)
{
    for (guint i = 0; i < a->dropped->len; i++)
        if (!td_blobs_remove (a->instance->blobs, TD_BLOB_RESTRICTED, a->dropped->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean td_submission_discard (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct erase a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .dropped = dropped };

    return td_store_write (instance->store, discard_in, &a, error) && remove_dropped (&a, error);
}

/* ---- old drafts ---- */

enum { DRAFTS_A_ROUND = 100 };

struct old {
    gint64 before;
    GPtrArray *ids;
};

static gboolean old_in (TdTx *tx, gpointer data, GError **error)
{
    struct old *o = data;

    g_ptr_array_set_size (o->ids, 0);
    return td_submission_old_drafts (tx, o->before, DRAFTS_A_ROUND, o->ids, error);
}

/* Looks again inside the transaction: its sender may have come back just now. */
static gboolean purge_in (TdTx *tx, gpointer data, GError **error)
{
    struct erase *a = data;
    gint64 before = td_clock_now (&a->instance->clock) - TD_LIMIT_DRAFT_DAYS * G_TIME_SPAN_DAY;
    g_autoptr (TdSubmission) s = NULL;

    g_ptr_array_set_size (a->dropped, 0);
    /* A server of another day must not erase what is young in the real one. */
    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_submission_load (tx, a->id, error);
    if (s == NULL)
        return FALSE;
    if (s->status != TD_STATUS_DRAFT || s->changed >= before)
        return fail (error, TD_ERROR_CONFLICT, "Its sender came back to this draft.");
    return erase (tx, a, s, "submission.expire", error);
}

gboolean td_submission_purge_drafts (TdInstance *instance, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct old o = { .before = td_clock_now (&instance->clock) - TD_LIMIT_DRAFT_DAYS * G_TIME_SPAN_DAY, .ids = ids };

    if (!td_store_read (instance->store, old_in, &o, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        struct erase a = { .instance = instance, .viewer = &nobody, .id = ids->pdata[i], .dropped = dropped };
        g_autoptr (GError) problem = NULL;
        if (td_store_write (instance->store, purge_in, &a, &problem)) {
            if (!remove_dropped (&a, error))
                return FALSE;
        } else if (problem->code == TD_ERROR_NOT_ALLOWED) {
            return TRUE; /* another day's server leaves the real drafts alone */
        } else if (problem->code != TD_ERROR_CONFLICT && problem->code != TD_ERROR_NOT_FOUND) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
    return TRUE;
}
