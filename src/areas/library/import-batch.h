/* Many documents brought in by page: a spreadsheet and the files that it names wait here until somebody of the secretariat looked at what would
 * come in and confirmed.
 *
 * The rules are those of the command (import-bulk.h). Each change is looked at at once, as a dry run; bringing in is of what was looked at, by its
 * version. Columns are mapped by what was said, else by a kept mapping all of whose columns the sheet has, else by their names. A file is found by the name
 * that its row says, or by the last part of that, since browsers send no folders. What is in stays here until it is dropped, so that a mended sheet finds its
 * files; after TD_LIMIT_IMPORT_BATCH_DAYS without a change it goes.
 *
 * All of it: TD_ACT_DOCUMENT_IMPORT. Journal: document.batch, .batch-drop, .batch-expire on "import-batch", with its id alone.
 *
 * Errors: TD_LIBRARY_ERROR. Threads: any; records are their caller's.
 */
#pragma once

#include "areas/library/import-bulk.h"

typedef struct {
    char *name, *blob;
    gint64 size;
} TdBatchFile;

typedef struct {
    char *id;
    char *sheet, *sheet_name; /* its blob; as it was called */
    char *map;                /* JSON: ["symbol=Symbol", …] */
    gboolean replace;
    char *
        looked; /* JSON: what td_import_outcomes_to_json says, with columns[], unused and maybe problem; NULL: nothing yet */
    gint64 version, created, changed;
    GPtrArray *files; /* of TdBatchFile, by name */
} TdImportBatch;
void td_import_batch_free (TdImportBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdImportBatch, td_import_batch_free)

typedef struct {
    const char *name;
    int fd;
} TdBatchFileIn;

typedef struct {
    gint64 version; /* as it was seen; at the beginning 0 */
    int sheet;      /* the spreadsheet; -1: it stays */
    const char *sheet_name;
    const TdBatchFileIn *files; /* further ones; one of the same name takes its place */
    gsize n_files;
    const char *const *map; /* "symbol=Symbol", …; NULL: it stays, or is found anew for another sheet */
    gboolean replace;
    const char *keep_as; /* a name under which the mapping is kept; NULL or "": it is not */
} TdBatchWish;

/* *ret_field: "sheet", "files" or "keep_as". Blocks. */
gboolean td_import_batch_begin (TdInstance *instance, const TdViewer *viewer, const TdBatchWish *wish, char **ret_id,
                                const char **ret_field, GError **error);
gboolean td_import_batch_change (TdInstance *instance, const TdViewer *viewer, const char *id, const TdBatchWish *wish,
                                 const char **ret_field, GError **error);
/* Brings in what is new. TD_ERROR_CONFLICT: it is another version, or was not looked at. Blocks. */
gboolean td_import_batch_do (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 version,
                             GError **error);
gboolean td_import_batch_drop (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

TdImportBatch *td_import_batch_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* The newest first, without what was found. Of TdImportBatch. */
GPtrArray *td_import_batch_list (TdInstance *instance, const TdViewer *viewer, GError **error);
/* A chore of the server. */
gboolean td_import_batches_purge (TdInstance *instance, GError **error);
