#include "areas/library/import-batch-sql.h"

#include "base/limits.h"

static void file_free (gpointer data)
{
    TdBatchFile *file = data;

    g_free (file->name);
    g_free (file->blob);
    g_free (file);
}

void td_import_batch_free (TdImportBatch *b)
{
    if (b == NULL)
        return;
    g_free (b->id);
    g_free (b->sheet);
    g_free (b->sheet_name);
    g_free (b->map);
    g_free (b->looked);
    g_clear_pointer (&b->files, g_ptr_array_unref);
    g_free (b);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

gboolean td_import_batch_insert (TdTx *tx, const TdImportBatch *b, GError **error)
{
    return td_exec (tx,
                    "insert into import_batch (id, sheet, sheet_name, map, replaces, looked, version, created, changed)"
                    " values ($1, $2, $3, $4, $5, null, $6, $7, $7)",
                    error, TD_TEXT (b->id), TD_TEXT (b->sheet), TD_TEXT (b->sheet_name), TD_TEXT (b->map),
                    TD_FLAG (b->replace), TD_INT (b->version), TD_INT (b->created));
}

gboolean td_import_batch_update (TdTx *tx, const TdImportBatch *b, GError **error)
{
    return td_exec (tx,
                    "update import_batch set sheet = $2, sheet_name = $3, map = $4, replaces = $5, looked = $6,"
                    " version = $7, changed = $8 where id = $1",
                    error, TD_TEXT (b->id), TD_TEXT (b->sheet), TD_TEXT (b->sheet_name), TD_TEXT (b->map),
                    TD_FLAG (b->replace), b->looked != NULL ? TD_TEXT (b->looked) : TD_NULL (), TD_INT (b->version),
                    TD_INT (b->changed));
}

gboolean td_import_batch_put_file (TdTx *tx, const char *batch, const TdBatchFile *file, GError **error)
{
    return td_exec (tx,
                    "insert into import_batch_file (batch, name, kept, size) values ($1, $2, $3, $4)"
                    " on conflict (batch, name) do update set kept = excluded.kept, size = excluded.size",
                    error, TD_TEXT (batch), TD_TEXT (file->name), TD_TEXT (file->blob), TD_INT (file->size));
}

gboolean td_import_batch_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from import_batch where id = $1", error, TD_TEXT (id));
}

#define COLUMNS "id, sheet, sheet_name, map, replaces, version, created, changed, looked"

static TdImportBatch *batch_of_row (TdRows *rows)
{
    TdImportBatch *b = g_new0 (TdImportBatch, 1);

    b->id = g_strdup (td_rows_text (rows, 0));
    b->sheet = g_strdup (td_rows_text (rows, 1));
    b->sheet_name = g_strdup (td_rows_text (rows, 2));
    b->map = g_strdup (td_rows_text (rows, 3));
    b->replace = td_rows_int (rows, 4) != 0;
    b->version = td_rows_int (rows, 5);
    b->created = td_rows_int (rows, 6);
    b->changed = td_rows_int (rows, 7);
    b->looked = g_strdup (td_rows_text (rows, 8));
    b->files = g_ptr_array_new_with_free_func (file_free);
    return b;
}

static gboolean load_files (TdTx *tx, TdImportBatch *b, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select name, kept, size from import_batch_file where batch = $1 order by name", error, TD_TEXT (b->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdBatchFile *file = g_new0 (TdBatchFile, 1);
        file->name = g_strdup (td_rows_text (rows, 0));
        file->blob = g_strdup (td_rows_text (rows, 1));
        file->size = td_rows_int (rows, 2);
        g_ptr_array_add (b->files, file);
    }
    return ended_well (error, &problem);
}

gboolean td_import_batch_load (TdTx *tx, const char *id, TdImportBatch **ret, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select " COLUMNS " from import_batch where id = $1", error, TD_TEXT (id));
    g_autoptr (TdImportBatch) b = NULL;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        b = batch_of_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (b != NULL && !load_files (tx, b, error)))
        return FALSE;
    *ret = g_steal_pointer (&b);
    return TRUE;
}

GPtrArray *td_import_batch_load_list (TdTx *tx, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, sheet, sheet_name, map, replaces, version, created, changed, null"
                                         " from import_batch order by created desc, id limit $1",
                                         error, TD_INT (TD_LIMIT_IMPORT_BATCHES));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_import_batch_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, batch_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_import_batch_old (TdTx *tx, gint64 before, int limit, GPtrArray *ids, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id from import_batch where changed < $1 order by changed, id limit $2", error,
                   TD_INT (before), TD_INT (limit));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (ids, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem);
}
