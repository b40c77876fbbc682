/* Between memory-sql.c and index-sql.c. */
#pragma once

#include "areas/memory/memory-sql.h"

gboolean td_memory_ended_well (GError **error, GError **problem);
gboolean td_memory_insert_text (TdTx *tx, gint64 number, const char *language, const char *text, const GArray *tokens,
                                GError **error);
gboolean td_memory_raise_count (TdTx *tx, const char *language, gint64 by, GError **error);
