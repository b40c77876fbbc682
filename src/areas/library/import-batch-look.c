/* What a batch would bring in, and does: the rules of the command over files that wait. Contract in import-batch-rules.h. */
#include "areas/library/import-batch-rules.h"

#include "areas/library/library.h"
#include "base/errors.h"
#include "instance/own-file.h"

#include <unistd.h>

void td_import_batch_set (char **there, const char *text)
{
    g_free (*there);
    *there = g_strdup (text);
}

const TdBatchFile *td_import_batch_file (const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++)
        if (g_str_equal (((const TdBatchFile *) files->pdata[i])->name, name))
            return files->pdata[i];
    return NULL;
}

struct finding {
    TdInstance *instance;
    const GPtrArray *files; /* of TdBatchFile */
};

/* By the whole name, else by the last part of it, where one file alone is called so. */
static const TdBatchFile *find_file (const GPtrArray *files, const char *name)
{
    g_autofree char *last = g_path_get_basename (name);
    const TdBatchFile *found = td_import_batch_file (files, name);

    for (guint i = 0; found == NULL && i < files->len; i++) {
        const TdBatchFile *file = files->pdata[i];
        g_autofree char *base = g_path_get_basename (file->name);
        if (g_str_equal (base, last))
            found = file;
    }
    return found;
}

static int open_file (const char *name, gpointer data, GError **error)
{
    const struct finding *f = data;
    const TdBatchFile *file = find_file (f->files, name);

    if (file != NULL)
        return td_own_file_open (f->instance, file->blob, error);
    g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                         "This file has not come yet. Choose it below, and look again.");
    return -1;
}

char **td_import_batch_map (const TdImportBatch *b)
{
    json_t *map = json_loads (b->map, 0, NULL), *pair;
    g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
    size_t i;

    json_array_foreach (map, i, pair) if (json_is_string (pair)) g_strv_builder_add (pairs, json_string_value (pair));
    json_decref (map);
    return g_strv_builder_end (pairs);
}

static TdImportSheet *open_sheet (TdInstance *instance, const TdImportBatch *b, GError **error)
{
    int fd = td_own_file_open (instance, b->sheet, error);
    TdImportSheet *sheet = fd >= 0 ? td_import_sheet_read (instance, fd, b->sheet_name, error) : NULL;

    if (fd >= 0)
        close (fd);
    return sheet;
}

/* As was said; else by a kept mapping; else by the columns' names. */
static gboolean map_sheet (TdInstance *instance, const TdImportBatch *b, TdImportSheet *sheet, GError **error)
{
    g_auto (GStrv) said = td_import_batch_map (b);
    g_autofree char *kept = NULL;

    if (*said != NULL)
        return td_import_sheet_map (sheet, (const char *const *) said, error);
    return td_import_sheet_map_kept (instance, sheet, &kept, error)
           && (kept != NULL || td_import_sheet_map (sheet, NULL, error));
}

static json_t *strings_to_json (char **strings)
{
    json_t *list = json_array ();

    for (; *strings != NULL; strings++)
        json_array_append_new (list, json_string (*strings));
    return list;
}

/* outcomes NULL: what hinders all rows is problem. */
static void keep_found (TdImportBatch *b, const TdImportSheet *sheet, const GPtrArray *outcomes, gboolean dry,
                        const char *problem)
{
    json_t *looked = outcomes != NULL ? td_import_outcomes_to_json (outcomes, dry) : json_object ();
    g_autofree char *unused = sheet != NULL ? td_import_sheet_unused (sheet) : NULL;
    char **mapped = sheet != NULL ? td_import_sheet_mapped (sheet) : g_new0 (char *, 1);
    json_t *map = strings_to_json (mapped);
    char *text;

    if (sheet != NULL)
        json_object_set_new (looked, "columns", strings_to_json (sheet->columns));
    if (unused != NULL)
        json_object_set_new (looked, "unused", json_string (unused));
    if (problem != NULL)
        json_object_set_new (looked, "problem", json_string (problem));
    text = json_dumps (looked, JSON_COMPACT);
    td_import_batch_set (&b->looked, text);
    free (text);
    text = json_dumps (map, JSON_COMPACT);
    td_import_batch_set (&b->map, text);
    free (text);
    g_strfreev (mapped);
    json_decref (map);
    json_decref (looked);
}

static gboolean is_mendable (const GError *problem)
{
    TdErrorCode code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT || code == TD_ERROR_TOO_LARGE;
}

gboolean td_import_batch_run (TdInstance *instance, const TdViewer *viewer, TdImportBatch *b, gboolean dry,
                              GError **error)
{
    struct finding finding = { instance, b->files };
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdImportSheet) sheet = open_sheet (instance, b, &problem);
    const TdImportRun wish = { .sheet = sheet, .open = open_file, .data = &finding, .replace = b->replace, .dry = dry };
    g_autoptr (GPtrArray) outcomes = NULL;

    if (sheet != NULL && map_sheet (instance, b, sheet, &problem))
        outcomes = td_import_folder (instance, viewer, &wish, &problem);
    if (problem != NULL && !is_mendable (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    keep_found (b, sheet, outcomes, dry, problem != NULL ? problem->message : NULL);
    return TRUE;
}
