/* A spreadsheet from outside: the cells of its first sheet, as the reader found them.
 *
 * XLSX is parsed by treatydesk-reader in its cell like every document; what it answers is checked here. Dates come as 2014-09-12, whatever the
 * workbook shows them as; numbers as they are stored, formulas as their last value.
 */
#pragma once

#include "base/cell/cell.h"

typedef struct {
    GPtrArray *rows; /* of GStrv; without rows that are empty */
    GArray *numbers; /* of int: the number of each row in the sheet, from 1, ascending */
} TdSpreadsheet;
void td_spreadsheet_free (TdSpreadsheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSpreadsheet, td_spreadsheet_free)

/* Reads the file behind fd (from its start). TD_ERROR_INPUT with one plain sentence for what is no such workbook. Blocks; any thread. */
TdSpreadsheet *td_spreadsheet_read (TdCellPool *cells, int fd, GError **error);
