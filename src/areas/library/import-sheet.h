/* A spreadsheet that lists what is to come into the library, and which of its columns is which field.
 *
 * A CSV file (RFC 4180, UTF-8, commas) or an XLSX or ODS workbook, of which the first sheet is read, in the cell. The first row names the columns.
 * Columns are mapped to fields by pairs "symbol=Symbol"; without them, columns that are called like a field are that
 * field. A mapping can be kept in the instance under a name.
 *
 * Threads: a sheet is its caller's.
 */
#pragma once

#include "instance/instance.h"

/* clang-format off */
#define TD_IMPORT_FIELDS(X)            \
    X (FILE, "file") \
    X (SYMBOL, "symbol") \
    X (LANGUAGE, "language") \
    X (TYPE, "type") \
    X (STATE, "state") \
    X (TITLE, "title") \
    X (DATE, "date") \
    X (BODY, "body") \
    X (SOURCE, "source") \
    X (CYCLE, "cycle") \
    X (ORGANISATION, "organisation") \
    X (KIND, "kind") \
    X (PURPOSE, "purpose") \
    X (RECEIVED, "received") \
    X (NOTICE, "notice") \
    X (MECHANISM, "mechanism") \
    X (PARAGRAPH, "paragraph") \
    X (TEXT, "text")
/* clang-format on */

typedef enum {
#define TD_IMPORT_FIELD(name, word) TD_IMPORT_##name,
    TD_IMPORT_FIELDS (TD_IMPORT_FIELD)
#undef TD_IMPORT_FIELD
        TD_N_IMPORT_FIELDS
} TdImportField;

typedef struct {
    char **columns;             /* as the first row names them */
    GPtrArray *rows;            /* of GStrv, each as long as columns */
    GArray *lines;              /* of int: where each row stands in the file */
    int at[TD_N_IMPORT_FIELDS]; /* the column of each field; -1: it has none */
} TdImportSheet;
void td_import_sheet_free (TdImportSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdImportSheet, td_import_sheet_free)

/* name: for messages, a file's base name. TD_ERROR_INPUT. Blocks. */
TdImportSheet *td_import_sheet_read (TdInstance *instance, int fd, const char *name, GError **error);
/* Maps fields to columns. map: "symbol=Symbol", …, NULL-terminated, or NULL: by the columns' names. TD_ERROR_INPUT: a field or column that is none. */
gboolean td_import_sheet_map (TdImportSheet *sheet, const char *const *map, GError **error);
/* How it is mapped now, in the same form; maybe empty. Free it. */
char **td_import_sheet_mapped (const TdImportSheet *sheet);
const char *td_import_field_word (TdImportField field); /* "symbol" */
/* The text of a field in a row, trimmed; NULL where it is empty or has no column. Lives as long as the sheet. */
const char *td_import_sheet_text (const TdImportSheet *sheet, guint row, TdImportField field);
/* Columns that no field takes, ", " between; NULL: none. Free it. */
char *td_import_sheet_unused (const TdImportSheet *sheet);

/* ---- mappings that are kept ---- */

/* Keeps map under name, in place of what was there. */
gboolean td_import_map_keep (TdInstance *instance, const char *actor, const char *name, const char *const *map,
                             GError **error);
/* The map of that name. TD_ERROR_NOT_FOUND. Free it. */
char **td_import_map_get (TdInstance *instance, const char *name, GError **error);
/* Maps by the kept mapping of most fields whose columns the sheet has all; TRUE and not mapped (*ret_name NULL) where there is none. Free the name. */
gboolean td_import_sheet_map_kept (TdInstance *instance, TdImportSheet *sheet, char **ret_name, GError **error);
