/* Queries of readings; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/reading.h"

typedef struct {
    const char *submission, *what, *act, *reader, *session;
    gint64 hour, at;
} TdReadingRow;

gboolean td_reading_known (TdTx *tx, const TdReadingRow *row, gboolean *ret_known, GError **error);
gboolean td_reading_insert (TdTx *tx, const TdReadingRow *row, GError **error); /* twice is once */
GPtrArray *td_reading_list (TdTx *tx, const char *submission, GError **error);
