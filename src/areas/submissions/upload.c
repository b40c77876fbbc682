#include "areas/submissions/upload.h"

#include "areas/submissions/draft.h"
#include "areas/submissions/upload-sql.h"
#include "base/errors.h"
#include "base/limits.h"

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

/* Before each piece as it is kept: no two blobs are alike then, so that removing one never takes what another one needs. */
enum { NONCE = 16 };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

struct upload {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    TdUpload what;
    gint64 at, size, arrived;
    char blob[TD_SHA256_TEXT + 1];
    gboolean kept; /* the piece is a row now */
    char *name;
    GPtrArray *blobs; /* of char *: to remove, or to read */
};

static void remove_blobs (const struct upload *u)
{
    /* The rows are gone; a piece that nobody names and could not be removed opens to nobody. */
    for (guint i = 0; i < u->blobs->len; i++)
        td_blobs_remove (u->instance->blobs, TD_BLOB_RESTRICTED, u->blobs->pdata[i], NULL);
}

static gboolean is_hash (const char *text)
{
    return strlen (text) == TD_SHA256_TEXT && strspn (text, "0123456789abcdef") == TD_SHA256_TEXT;
}

/* ---- how much there is ---- */

static gboolean arrived_in (TdTx *tx, gpointer data, GError **error)
{
    struct upload *u = data;
    g_autoptr (TdSubmission) s = td_draft_get (tx, u->instance, u->viewer, u->key, u->id, error);
    gint64 whole = 0;

    return s != NULL && td_upload_select (tx, u->id, u->what.sha256, NULL, &whole, &u->arrived, error);
}

gboolean td_upload_arrived (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            const char *sha256, gint64 *ret_arrived, GError **error)
{
    struct upload u = { .instance = instance, .viewer = viewer, .key = key, .id = id, .what.sha256 = sha256 };

    if (!td_store_read (instance->store, arrived_in, &u, error))
        return FALSE;
    *ret_arrived = u.arrived;
    return TRUE;
}

/* ---- one piece ---- */

static gboolean check_piece (const struct upload *u, GError **error)
{
    gboolean last = u->at + u->size == u->what.size;

    if (!is_hash (u->what.sha256) || u->what.size <= 0)
        return fail (error, TD_ERROR_INPUT, "This is no piece of a file. Choose the file again.");
    if (u->what.size > u->instance->profile->file_bytes)
        return fail (error, TD_ERROR_TOO_LARGE,
                     "This file is larger than can be taken here. Make its pictures smaller or send it in parts.");
    if (u->size <= 0 || u->at < 0 || u->size > TD_LIMIT_UPLOAD_PIECE_BYTES || u->at > u->what.size - u->size
        || (u->size < TD_LIMIT_UPLOAD_PIECE_LEAST && !last))
        return fail (error, TD_ERROR_INPUT, "This piece does not fit into its file. Choose the file again.");
    return TRUE;
}

static gboolean put_piece (struct upload *u, int fd, GError **error)
{
    g_autofree guint8 *bytes = g_malloc (NONCE + (gsize) u->size);
    gsize there = 0;
    ssize_t got = 1;

    randombytes_buf (bytes, NONCE);
    while (there < (gsize) u->size
           && (got = pread (fd, bytes + NONCE + there, (gsize) u->size - there, (off_t) there)) > 0)
        there += (gsize) got;
    if (there != (gsize) u->size)
        return fail (error, TD_ERROR_OURS, "A piece of the file could not be read back. It is sent again.");
    return td_blobs_put (u->instance->blobs, TD_BLOB_RESTRICTED, bytes, NONCE + there, u->blob, error);
}

static gboolean make_room (TdTx *tx, struct upload *u, GError **error)
{
    g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);

    if (!td_upload_latest (tx, u->id, hashes, error))
        return FALSE;
    for (guint i = TD_LIMIT_UPLOADS - 1; i < hashes->len; i++)
        if (!td_upload_blobs (tx, u->id, hashes->pdata[i], u->blobs, error)
            || !td_upload_delete (tx, u->id, hashes->pdata[i], error))
            return FALSE;
    return td_upload_insert (tx, u->id, &u->what, td_clock_now (&u->instance->clock), error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct upload *u = data;
    g_autoptr (TdSubmission) s = NULL;
    gint64 whole = -1;

    u->kept = FALSE;
    g_ptr_array_set_size (u->blobs, 0);
    if (!td_instance_may_write (u->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, u->instance, u->viewer, u->key, u->id, error);
    if (s == NULL || !td_upload_select (tx, u->id, u->what.sha256, NULL, &whole, &u->arrived, error))
        return FALSE;
    if (whole >= 0 && whole != u->what.size)
        return fail (error, TD_ERROR_INPUT, "This piece does not fit into its file. Choose the file again.");
    /* What came twice because its answer was lost, or out of turn: said by ret_arrived, and this transaction has no effect. */
    if (u->arrived != u->at)
        return fail (error, TD_ERROR_CONFLICT, "This piece is not the next one.");
    if ((whole < 0 && !make_room (tx, u, error))
        || !td_upload_insert_piece (tx, u->id, u->what.sha256, u->at, u->size, u->blob, error))
        return FALSE;
    u->arrived += u->size;
    u->kept = TRUE;
    return td_draft_journal (tx, u->instance, u->viewer, "submission.draft", u->id, error);
}

gboolean td_upload_add (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                        const TdUpload *what, gint64 at, int fd, gint64 size, gint64 *ret_arrived, GError **error)
{
    g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *name = td_draft_clean_name (what->name);
    struct upload u = { .instance = instance,
                        .viewer = viewer,
                        .key = key,
                        .id = id,
                        .what = { .sha256 = what->sha256, .name = name, .size = what->size },
                        .at = at,
                        .size = size,
                        .blobs = blobs };
    g_autoptr (GError) problem = NULL;

    /* Asked before anything is kept, so that who may not write here stores nothing; and again in the transaction. */
    if (!check_piece (&u, error) || !td_store_read (instance->store, arrived_in, &u, error))
        return FALSE;
    if (u.arrived == at) {
        if (!put_piece (&u, fd, error))
            return FALSE;
        if (!td_store_write (instance->store, add_in, &u, &problem)) {
            td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, u.blob, NULL);
            if (u.arrived == at || !g_error_matches (problem, TD_SUBMISSION_ERROR, TD_ERROR_CONFLICT)) {
                g_propagate_error (error, g_steal_pointer (&problem));
                return FALSE;
            }
        } else {
            remove_blobs (&u);
        }
    }
    *ret_arrived = u.arrived;
    return TRUE;
}

/* ---- the whole ---- */

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct upload *u = data;
    g_autoptr (TdSubmission) s = td_draft_get (tx, u->instance, u->viewer, u->key, u->id, error);

    g_clear_pointer (&u->name, g_free);
    g_ptr_array_set_size (u->blobs, 0);
    return s != NULL && td_upload_select (tx, u->id, u->what.sha256, &u->name, &u->what.size, &u->arrived, error)
           && td_upload_blobs (tx, u->id, u->what.sha256, u->blobs, error);
}

static gboolean write_all (int fd, const guint8 *bytes, gsize size)
{
    ssize_t done = 1;

    for (gsize at = 0; at < size && done > 0; at += (gsize) done)
        done = write (fd, bytes + at, size - at);
    return done > 0;
}

/* Piece after piece, and the hash of all. */
static gboolean join (const struct upload *u, int fd, GError **error)
{
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

    for (guint i = 0; i < u->blobs->len; i++) {
        g_autoptr (GBytes) piece = td_blobs_get (u->instance->blobs, TD_BLOB_RESTRICTED, u->blobs->pdata[i], error);
        gsize size = 0;
        const guint8 *bytes = piece != NULL ? g_bytes_get_data (piece, &size) : NULL;

        if (bytes == NULL)
            return FALSE;
        g_checksum_update (sum, bytes + NONCE, (gssize) (size - NONCE));
        if (!write_all (fd, bytes + NONCE, size - NONCE))
            return fail (error, TD_ERROR_OURS, "The file could not be put together. Nothing was lost; try again.");
    }
    if (!g_str_equal (g_checksum_get_string (sum), u->what.sha256))
        return fail (error, TD_ERROR_INPUT,
                     "What arrived is not the file that was chosen: it changed on the way. Choose it again.");
    return lseek (fd, 0, SEEK_SET) == 0
           || fail (error, TD_ERROR_OURS, "The file could not be put together. Nothing was lost; try again.");
}

static int open_whole (struct upload *u, GError **error)
{
    int fd;

    if (u->what.size < 0 || u->arrived != u->what.size) {
        fail (error, TD_ERROR_INPUT, "Not all of this file has arrived. Choose it again: it goes on where it stopped.");
        return -1;
    }
    fd = memfd_create ("treatydesk-upload", MFD_CLOEXEC);
    if (fd < 0) {
        fail (error, TD_ERROR_OURS, "The file could not be put together. Nothing was lost; try again.");
        return -1;
    }
    if (join (u, fd, error))
        return fd;
    close (fd);
    return -1;
}

int td_upload_open (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, const char *sha256,
                    char **ret_name, GError **error)
{
    g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
    struct upload u = {
        .instance = instance, .viewer = viewer, .key = key, .id = id, .what.sha256 = sha256, .blobs = blobs
    };
    g_autoptr (GError) problem = NULL;
    int fd = td_store_read (instance->store, open_in, &u, error) ? open_whole (&u, &problem) : -1;

    if (fd >= 0)
        *ret_name = g_steal_pointer (&u.name);
    g_free (u.name);
    if (problem == NULL)
        return fd;
    /* What came together wrong can never become right: it begins anew. */
    if (u.arrived == u.what.size && problem->code == TD_ERROR_INPUT)
        td_upload_forget (instance, viewer, key, id, sha256, NULL);
    g_propagate_error (error, g_steal_pointer (&problem));
    return -1;
}

/* ---- forgetting ---- */

static gboolean forget_in (TdTx *tx, gpointer data, GError **error)
{
    struct upload *u = data;
    g_autoptr (TdSubmission) s = NULL;

    g_ptr_array_set_size (u->blobs, 0);
    if (!td_instance_may_write (u->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, u->instance, u->viewer, u->key, u->id, error);
    return s != NULL && td_upload_blobs (tx, u->id, u->what.sha256, u->blobs, error)
           && td_upload_delete (tx, u->id, u->what.sha256, error)
           && td_draft_journal (tx, u->instance, u->viewer, "submission.draft", u->id, error);
}

gboolean td_upload_forget (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                           const char *sha256, GError **error)
{
    g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
    struct upload u = {
        .instance = instance, .viewer = viewer, .key = key, .id = id, .what.sha256 = sha256, .blobs = blobs
    };

    if (!td_store_write (instance->store, forget_in, &u, error))
        return FALSE;
    remove_blobs (&u);
    return TRUE;
}

gboolean td_upload_note_dropped (TdTx *tx, const char *id, GPtrArray *dropped, GError **error)
{
    return td_upload_blobs (tx, id, NULL, dropped, error);
}

/* ---- what nobody went on with ---- */

enum { UPLOADS_A_ROUND = 100 };

struct old {
    gint64 before;
    GPtrArray *ids; /* of TdUploadId */
};

static gboolean old_in (TdTx *tx, gpointer data, GError **error)
{
    struct old *o = data;

    g_ptr_array_set_size (o->ids, 0);
    return td_upload_old (tx, o->before, UPLOADS_A_ROUND, o->ids, error);
}

static gboolean purge_in (TdTx *tx, gpointer data, GError **error)
{
    struct upload *u = data;

    g_ptr_array_set_size (u->blobs, 0);
    return td_instance_may_write (u->instance, tx, error)
           && td_upload_blobs (tx, u->id, u->what.sha256, u->blobs, error)
           && td_upload_delete (tx, u->id, u->what.sha256, error)
           && td_draft_journal (tx, u->instance, u->viewer, "submission.draft", u->id, error);
}

gboolean td_upload_purge (TdInstance *instance, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) td_upload_id_free);
    g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
    struct old o = { .before = td_clock_now (&instance->clock) - TD_LIMIT_UPLOAD_DAYS * G_TIME_SPAN_DAY, .ids = ids };

    if (!td_store_read (instance->store, old_in, &o, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        const TdUploadId *one = ids->pdata[i];
        struct upload u = {
            .instance = instance, .viewer = &nobody, .id = one->submission, .what.sha256 = one->sha256, .blobs = blobs
        };
        g_autoptr (GError) problem = NULL;
        if (td_store_write (instance->store, purge_in, &u, &problem))
            remove_blobs (&u);
        else if (problem->code == TD_ERROR_NOT_ALLOWED)
            return TRUE; /* another day's server leaves the real drafts alone */
        else {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
    return TRUE;
}
