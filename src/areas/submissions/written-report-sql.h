/* Queries of reports that are written here; private to this area. */
#pragma once

#include "areas/submissions/written-report.h"

typedef struct {
    gboolean there;
    char *file, *fed; /* or NULL */
} TdWrittenRow;
void td_written_row_clear (TdWrittenRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdWrittenRow, td_written_row_clear)

gboolean td_written_report_load (TdTx *tx, const char *id, TdWrittenRow *ret_row, GError **error);
gboolean td_written_report_insert (TdTx *tx, const char *id, gint64 now, GError **error);
gboolean td_written_report_set_file (TdTx *tx, const char *id, const char *sha256, GError **error);
gboolean td_written_report_set_fed (TdTx *tx, const char *id, const char *fed, GError **error);
gboolean td_written_report_delete (TdTx *tx, const char *id, GError **error);
/* Somebody wrote: the draft lives on from now, and one whose main file was made of the text is to be looked at again. */
gboolean td_written_report_touch (TdTx *tx, const char *id, gint64 now, GError **error);
