/* Queries of files that come in pieces; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/upload.h"

typedef struct {
    char *submission, *sha256;
} TdUploadId;
void td_upload_id_free (TdUploadId *id);

/* *ret_size is -1 where nobody began it; *ret_name (may be NULL) is for the caller to free. */
gboolean td_upload_select (TdTx *tx, const char *submission, const char *sha256, char **ret_name, gint64 *ret_size,
                           gint64 *ret_arrived, GError **error);
gboolean td_upload_insert (TdTx *tx, const char *submission, const TdUpload *what, gint64 now, GError **error);
gboolean td_upload_insert_piece (TdTx *tx, const char *submission, const char *sha256, gint64 at, gint64 size,
                                 const char *blob, GError **error);
/* Appends (char *) the blobs of its pieces in order; sha256 NULL: of all files of the submission. */
gboolean td_upload_blobs (TdTx *tx, const char *submission, const char *sha256, GPtrArray *blobs, GError **error);
gboolean td_upload_delete (TdTx *tx, const char *submission, const char *sha256, GError **error);
/* Appends (char *) the hashes of a submission's unfinished files, the latest first. */
gboolean td_upload_latest (TdTx *tx, const char *submission, GPtrArray *hashes, GError **error);
/* Appends TdUploadId of what began before an instant, or whose submission is no draft any more. */
gboolean td_upload_old (TdTx *tx, gint64 before, int most, GPtrArray *ids, GError **error);
