/* Shared by copy.c (out) and copy-in.c (in) alone: what the tables of a store are. */
#pragma once

#include "store/copy.h"
#include "store/engine.h"

typedef struct {
    char *name;
    TdValueKind kind;
} TdCopyColumn;

typedef struct {
    char *name;
    GPtrArray *columns; /* TdCopyColumn */
} TdCopyTable;

/* By name, from the engine's own catalogue. NULL with error. */
GPtrArray *td_copy_tables (TdTx *tx, GError **error);
/* "public", "restricted" */
extern const char *const td_copy_index_names[2];
/* Appends a name as SQL has it in double quotes. */
void td_copy_append_name (GString *sql, const char *name);
