/* Queries of batches; private to this area. */
#pragma once

#include "areas/library/import-batch.h"

gboolean td_import_batch_insert (TdTx *tx, const TdImportBatch *batch, GError **error);
/* Map, sheet, replace, looked, version and changed as they are in batch. */
gboolean td_import_batch_update (TdTx *tx, const TdImportBatch *batch, GError **error);
gboolean td_import_batch_put_file (TdTx *tx, const char *batch, const TdBatchFile *file, GError **error);
gboolean td_import_batch_delete (TdTx *tx, const char *id, GError **error);
/* With its files. *ret: NULL where there is none. */
gboolean td_import_batch_load (TdTx *tx, const char *id, TdImportBatch **ret, GError **error);
GPtrArray *td_import_batch_load_list (TdTx *tx, GError **error);
/* Appends ids (char *) of those that nobody touched since. */
gboolean td_import_batch_old (TdTx *tx, gint64 before, int limit, GPtrArray *ids, GError **error);
