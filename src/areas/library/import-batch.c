/* Batches: a spreadsheet and its files, looked at and brought in. Contract in import-batch.h. */
#include "areas/library/import-batch-rules.h"
#include "areas/library/import-batch-sql.h"

#include "areas/library/library.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "instance/own-file.h"
#include "text/clean.h"

#include <string.h>
#include <unistd.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_LIBRARY_ERROR, code, message);
    return FALSE;
}

/* ---- what comes ---- */

/* One change on its way into the store. */
struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdBatchWish *wish;
    const char *id;
    TdImportBatch *batch; /* as it is in the store, or begins */
    char sheet[TD_SHA256_TEXT + 1];
    GPtrArray *files;   /* of TdBatchFile: those that came */
    GPtrArray *dropped; /* of char *: blobs that go with it */
};

static void file_free (gpointer data)
{
    TdBatchFile *file = data;

    g_free (file->name);
    g_free (file->blob);
    g_free (file);
}

/* Browsers of old sent whole paths. */
static char *clean_name (const char *sent)
{
    g_autofree char *clean = td_text_clean_line (sent, TD_LIMIT_NAME_CHARACTERS);
    const char *last = clean != NULL ? strrchr (clean, '\\') : NULL;

    return g_strdup (clean == NULL || *clean == '\0' ? "file" : last != NULL ? last + 1 : clean);
}

static gboolean put_files (struct change *c, GError **error)
{
    for (gsize i = 0; i < c->wish->n_files; i++) {
        char blob[TD_SHA256_TEXT + 1];
        TdBatchFile *file;
        gint64 size = 0;
        if (!td_own_file_put (c->instance, c->wish->files[i].fd, blob, &size, error))
            return FALSE;
        file = g_new0 (TdBatchFile, 1);
        file->name = clean_name (c->wish->files[i].name);
        file->blob = g_strdup (blob);
        file->size = size;
        g_ptr_array_add (c->files, file);
    }
    return TRUE;
}

static void remove_blobs (TdInstance *instance, const GPtrArray *blobs)
{
    for (guint i = 0; i < blobs->len; i++)
        td_own_file_remove (instance, blobs->pdata[i]);
}

/* What came and did not get a row. */
static void take_back (const struct change *c)
{
    if (*c->sheet != '\0')
        td_own_file_remove (c->instance, c->sheet);
    for (guint i = 0; i < c->files->len; i++)
        td_own_file_remove (c->instance, ((const TdBatchFile *) c->files->pdata[i])->blob);
}

/* ---- the store ---- */

static gboolean journal (TdTx *tx, TdInstance *instance, const char *actor, const char *act, const char *id,
                         GError **error)
{
    const TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = "import-batch", .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

static TdImportBatch *load (TdTx *tx, const char *id, GError **error)
{
    TdImportBatch *b = NULL;

    if (td_import_batch_load (tx, id, &b, error) && b == NULL)
        td_door_unknown (error);
    return b;
}

static gboolean is_seen (const TdImportBatch *b, gint64 version, GError **error)
{
    return b->version == version
           || fail (error, TD_ERROR_CONFLICT,
                    "This was changed in another window meanwhile. Nothing was stored: look at it anew.");
}

static gboolean put_rows (TdTx *tx, struct change *c, GError **error)
{
    for (guint i = 0; i < c->files->len; i++) {
        const TdBatchFile *file = c->files->pdata[i], *before = td_import_batch_file (c->batch->files, file->name);
        const TdBatchFile *last = NULL;
        for (guint k = i + 1; k < c->files->len && last == NULL; k++)
            if (g_str_equal (((const TdBatchFile *) c->files->pdata[k])->name, file->name))
                last = c->files->pdata[k];
        if (before != NULL)
            g_ptr_array_add (c->dropped, g_strdup (before->blob));
        if (last != NULL)
            g_ptr_array_add (c->dropped, g_strdup (file->blob));
        else if (!td_import_batch_put_file (tx, c->batch->id, file, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean fits (const struct change *c, GError **error)
{
    guint n = c->batch->files->len;

    for (guint i = 0; i < c->files->len; i++)
        n += td_import_batch_file (c->batch->files, ((const TdBatchFile *) c->files->pdata[i])->name) == NULL;
    return n <= TD_LIMIT_IMPORT_BATCH_FILES
           || fail (error, TD_ERROR_INPUT,
                    "These are more files than can come in together. Bring them in by parts, each with its rows.");
}

/* What is asked of the batch becomes so. */
static gboolean apply (struct change *c, GError **error)
{
    TdImportBatch *b = c->batch;

    if (!fits (c, error))
        return FALSE;
    if (*c->sheet != '\0') {
        g_autofree char *name = clean_name (c->wish->sheet_name);
        if (b->sheet != NULL)
            g_ptr_array_add (c->dropped, g_strdup (b->sheet));
        td_import_batch_set (&b->sheet, c->sheet);
        td_import_batch_set (&b->sheet_name, name);
        td_import_batch_set (&b->map, "[]");
    }
    if (c->wish->map != NULL) {
        json_t *map = json_array ();
        for (const char *const *pair = c->wish->map; *pair != NULL; pair++)
            json_array_append_new (map, json_string (*pair));
        char *text = json_dumps (map, JSON_COMPACT);
        td_import_batch_set (&b->map, text);
        free (text);
        json_decref (map);
    }
    b->replace = c->wish->replace;
    b->version++;
    b->changed = td_clock_now (&c->instance->clock);
    g_clear_pointer (&b->looked, g_free);
    return TRUE;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (GPtrArray) there = NULL;

    g_ptr_array_set_size (c->dropped, 0);
    td_import_batch_free (c->batch);
    c->batch = g_new0 (TdImportBatch, 1);
    c->batch->id = g_strdup (c->id);
    c->batch->files = g_ptr_array_new_with_free_func (file_free);
    if (!td_instance_may_write (c->instance, tx, error) || (there = td_import_batch_load_list (tx, error)) == NULL)
        return FALSE;
    if (there->len >= TD_LIMIT_IMPORT_BATCHES)
        return fail (error, TD_ERROR_CONFLICT,
                     "Others still wait to be brought in. Bring one of them in, or drop it, first.");
    if (!apply (c, error))
        return FALSE;
    c->batch->created = c->batch->changed;
    return td_import_batch_insert (tx, c->batch, error) && put_rows (tx, c, error)
           && journal (tx, c->instance, td_viewer_actor (c->viewer), "document.batch", c->id, error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;

    g_ptr_array_set_size (c->dropped, 0);
    g_clear_pointer (&c->batch, td_import_batch_free);
    return td_instance_may_write (c->instance, tx, error) && (c->batch = load (tx, c->id, error)) != NULL
           && is_seen (c->batch, c->wish->version, error) && apply (c, error) && put_rows (tx, c, error)
           && td_import_batch_update (tx, c->batch, error)
           && journal (tx, c->instance, td_viewer_actor (c->viewer), "document.batch", c->id, error);
}

/* ---- looking at it ---- */

struct keeping {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdImportBatch *found;
};

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    const struct keeping *k = data;
    g_autoptr (TdImportBatch) b = NULL;

    if (!td_instance_may_write (k->instance, tx, error) || (b = load (tx, k->found->id, error)) == NULL
        || !is_seen (b, k->found->version, error))
        return FALSE;
    td_import_batch_set (&b->looked, k->found->looked);
    td_import_batch_set (&b->map, k->found->map);
    b->changed = td_clock_now (&k->instance->clock);
    return td_import_batch_update (tx, b, error)
           && journal (tx, k->instance, td_viewer_actor (k->viewer), "document.batch", b->id, error);
}

static gboolean look (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdImportBatch) b = td_import_batch_get (instance, viewer, id, error);
    struct keeping k = { instance, viewer, b };

    return b != NULL && td_import_batch_run (instance, viewer, b, TRUE, error)
           && td_store_write (instance->store, keep_in, &k, error);
}

/* ---- changing ---- */

static gboolean check_wish (const struct change *c, gboolean begins, const char **ret_field, GError **error)
{
    *ret_field = "sheet";
    if (!td_door_may (c->viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error))
        return FALSE;
    return !begins || c->wish->sheet >= 0
           || fail (error, TD_ERROR_INPUT, "Choose the spreadsheet that says what the files are.");
}

/* One that cannot be read at all is not kept. */
static gboolean check_sheet (const struct change *c, GError **error)
{
    g_autoptr (TdImportSheet) sheet = td_import_sheet_read (c->instance, c->wish->sheet, c->wish->sheet_name, error);

    return sheet != NULL;
}

static gboolean keep_map (const struct change *c, const char **ret_field, GError **error)
{
    g_autoptr (TdImportBatch) b = NULL;
    g_auto (GStrv) map = NULL;

    if (c->wish->keep_as == NULL || *c->wish->keep_as == '\0')
        return TRUE;
    *ret_field = "keep_as";
    b = td_import_batch_get (c->instance, c->viewer, c->id, error);
    if (b == NULL)
        return FALSE;
    map = td_import_batch_map (b);
    return td_import_map_keep (c->instance, td_viewer_actor (c->viewer), c->wish->keep_as, (const char *const *) map,
                               error);
}

static gboolean change (struct change *c, TdTxFunc in, const char **ret_field, GError **error)
{
    if (!check_wish (c, in == begin_in, ret_field, error)
        || (c->wish->sheet >= 0
            && (!check_sheet (c, error) || !td_own_file_put (c->instance, c->wish->sheet, c->sheet, NULL, error))))
        return FALSE;
    *ret_field = "files";
    if (!put_files (c, error) || !td_store_write (c->instance->store, in, c, error)) {
        take_back (c);
        return FALSE;
    }
    remove_blobs (c->instance, c->dropped);
    return look (c->instance, c->viewer, c->id, error) && keep_map (c, ret_field, error);
}

static gboolean make (struct change *c, TdTxFunc in, const char **ret_field, GError **error)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    const char *field = NULL;
    gboolean made;

    c->files = files;
    c->dropped = dropped;
    made = change (c, in, &field, error);
    td_import_batch_free (c->batch);
    if (ret_field != NULL)
        *ret_field = field;
    return made;
}

gboolean td_import_batch_begin (TdInstance *instance, const TdViewer *viewer, const TdBatchWish *wish, char **ret_id,
                                const char **ret_field, GError **error)
{
    g_autofree char *id = td_id_new ();
    struct change c = { .instance = instance, .viewer = viewer, .wish = wish, .id = id };

    if (!make (&c, begin_in, ret_field, error))
        return FALSE;
    *ret_id = g_steal_pointer (&id);
    return TRUE;
}

gboolean td_import_batch_change (TdInstance *instance, const TdViewer *viewer, const char *id, const TdBatchWish *wish,
                                 const char **ret_field, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .wish = wish, .id = id };

    return make (&c, change_in, ret_field, error);
}

/* ---- bringing in ---- */

struct doing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    gint64 version;
    TdImportBatch *batch;
};

/* Who comes first brings it in: the version is another for whoever comes after. */
static gboolean claim_in (TdTx *tx, gpointer data, GError **error)
{
    struct doing *d = data;

    g_clear_pointer (&d->batch, td_import_batch_free);
    if (!td_instance_may_write (d->instance, tx, error) || (d->batch = load (tx, d->id, error)) == NULL
        || !is_seen (d->batch, d->version, error))
        return FALSE;
    if (d->batch->looked == NULL)
        return fail (error, TD_ERROR_CONFLICT, "Nobody looked at what would come in. Look at it first.");
    d->batch->version++;
    d->batch->changed = td_clock_now (&d->instance->clock);
    return td_import_batch_update (tx, d->batch, error)
           && journal (tx, d->instance, td_viewer_actor (d->viewer), "document.batch", d->id, error);
}

gboolean td_import_batch_do (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 version,
                             GError **error)
{
    struct doing d = { .instance = instance, .viewer = viewer, .id = id, .version = version };
    g_autoptr (TdImportBatch) b = NULL;
    struct keeping k = { instance, viewer, NULL };

    if (!td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error)
        || !td_store_write (instance->store, claim_in, &d, error)) {
        td_import_batch_free (d.batch);
        return FALSE;
    }
    k.found = b = d.batch;
    return td_import_batch_run (instance, viewer, b, FALSE, error)
           && td_store_write (instance->store, keep_in, &k, error);
}

/* ---- going ---- */

struct going {
    TdInstance *instance;
    const char *actor, *act, *id;
    GPtrArray *blobs;
};

static gboolean go_in (TdTx *tx, gpointer data, GError **error)
{
    struct going *g = data;
    g_autoptr (TdImportBatch) b = NULL;

    g_ptr_array_set_size (g->blobs, 0);
    if (!td_instance_may_write (g->instance, tx, error) || (b = load (tx, g->id, error)) == NULL)
        return FALSE;
    g_ptr_array_add (g->blobs, g_strdup (b->sheet));
    for (guint i = 0; i < b->files->len; i++)
        g_ptr_array_add (g->blobs, g_strdup (((const TdBatchFile *) b->files->pdata[i])->blob));
    return td_import_batch_delete (tx, g->id, error) && journal (tx, g->instance, g->actor, g->act, g->id, error);
}

static gboolean go (TdInstance *instance, const char *actor, const char *act, const char *id, GError **error)
{
    g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
    struct going g = { instance, actor, act, id, blobs };

    if (!td_store_write (instance->store, go_in, &g, error))
        return FALSE;
    remove_blobs (instance, blobs);
    return TRUE;
}

gboolean td_import_batch_drop (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    return td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error)
           && go (instance, td_viewer_actor (viewer), "document.batch-drop", id, error);
}

enum { BATCHES_A_ROUND = 20 };

struct old {
    gint64 before;
    GPtrArray *ids;
};

static gboolean old_in (TdTx *tx, gpointer data, GError **error)
{
    struct old *o = data;

    g_ptr_array_set_size (o->ids, 0);
    return td_import_batch_old (tx, o->before, BATCHES_A_ROUND, o->ids, error);
}

gboolean td_import_batches_purge (TdInstance *instance, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    struct old o = { td_clock_now (&instance->clock) - TD_LIMIT_IMPORT_BATCH_DAYS * G_TIME_SPAN_DAY, ids };

    if (!td_store_read (instance->store, old_in, &o, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++)
        if (!go (instance, "system", "document.batch-expire", ids->pdata[i], error))
            return FALSE;
    return TRUE;
}

/* ---- reading ---- */

struct reading {
    const char *id;
    TdImportBatch *batch;
    GPtrArray *list;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->batch, td_import_batch_free);
    return (r->batch = load (tx, r->id, error)) != NULL;
}

TdImportBatch *td_import_batch_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .id = id };

    if (!td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error)
        || !td_store_read (instance->store, get_in, &r, error))
        g_clear_pointer (&r.batch, td_import_batch_free);
    return r.batch;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    return (r->list = td_import_batch_load_list (tx, error)) != NULL;
}

GPtrArray *td_import_batch_list (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct reading r = { 0 };

    if (!td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error)
        || !td_store_read (instance->store, list_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}
