/* Queries of readings; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/reading.h"

typedef struct {
    const char *submission, *what, *act, *reader, *session;
    gint64 hour, at;
} TdReadingRow;

gboolean td_reading_known (TdTx *tx, const TdReadingRow *row, gboolean *ret_known, GError **error);
/* Adds to ret_known (a set of char *, owned by it) all submissions that were noted for this reader, session, hour and kind. */
gboolean td_reading_known_ones (TdTx *tx, const TdReadingRow *row, GHashTable *ret_known, GError **error);
gboolean td_reading_insert (TdTx *tx, const TdReadingRow *row, GError **error); /* twice is once */
GPtrArray *td_reading_list (TdTx *tx, const char *submission, GError **error);
