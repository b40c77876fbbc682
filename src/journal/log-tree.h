/* The stored tree of one log, as the log's files share it. Private to journal/. */
#pragma once

#include "journal/log.h"
#include "journal/merkle.h"

/* The number of the log with this origin; -1 when it has never been written to. */
gboolean td_log_find (TdTx *tx, const char *origin, gint64 *ret_log, GError **error);

/* The newest head; size 0 and no note when there is none. ret_root and ret_note may be NULL; free the note.
 */
gboolean td_log_head (TdTx *tx, gint64 log, gint64 *ret_size, guint8 *ret_root, char **ret_note, GError **error);

/* The stored subtrees, for the functions of merkle.h. Keep reader alive as long as the tree. */
typedef struct {
    TdTx *tx;
    gint64 log;
} TdLogReader;
TdMerkleTree td_log_tree (TdLogReader *reader);

/* Puts 32 bytes of a column into ret_bytes; TD_ERROR_OURS when it holds something else. */
gboolean td_log_bytes (TdRows *rows, int column, guint8 ret_bytes[32], GError **error);
gboolean td_log_damaged (GError **error); /* FALSE, and error says that the log does not hold */
