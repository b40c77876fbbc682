/* Between the files of batches; private to this area. */
#pragma once

#include "areas/library/import-batch.h"

/* A run over all its rows, as try or in earnest: looked and map become what was found. What somebody can mend stands there as a problem. Blocks. */
gboolean td_import_batch_run (TdInstance *instance, const TdViewer *viewer, TdImportBatch *batch, gboolean dry,
                              GError **error);
/* Its mapping, NULL-terminated; maybe empty. Free it. */
char **td_import_batch_map (const TdImportBatch *batch);
/* Of TdBatchFile; NULL where none is called so. */
const TdBatchFile *td_import_batch_file (const GPtrArray *files, const char *name);
/* Puts a copy of text in place of what was there. */
void td_import_batch_set (char **there, const char *text);
