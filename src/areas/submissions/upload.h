/* A file of a draft that comes in pieces: for lines that break. Whoever goes on asks how much has arrived, and sends what follows.
 *
 * A file is known by its hash, so that the same one chosen again, on the same day or after the browser was closed, goes on where it stopped,
 * and what came together is what was chosen or it is not taken. Pieces are kept like files at rest; nobody reads them before
 * the whole is there, and none of it counts as sent. They go when the file was taken, when the draft is erased, and after
 * TD_LIMIT_UPLOAD_DAYS. A draft has at most TD_LIMIT_UPLOADS unfinished files; the oldest makes room.
 *
 * Example: while (arrived < size) td_upload_add (…, &what, arrived, fd, &arrived, …); fd = td_upload_open (…);
 *
 * Errors: those of td_draft_get; TD_ERROR_INPUT and TD_ERROR_TOO_LARGE for what cannot be a file or a piece of it. Threads: any.
 */
#pragma once

#include "areas/submissions/submission.h"

typedef struct {
    const char *sha256; /* of the whole */
    const char *name;   /* as sent */
    gint64 size;        /* of the whole */
} TdUpload;

/* How many bytes have arrived, from the first on. 0: none, or nobody began. */
gboolean td_upload_arrived (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            const char *sha256, gint64 *ret_arrived, GError **error);
/* Keeps one piece. One that does not begin where the last one ended changes nothing, and *ret_arrived says where to go on. Blocks. */
gboolean td_upload_add (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                        const TdUpload *what, gint64 at, int fd, gint64 size, gint64 *ret_arrived, GError **error);
/* The whole file as a descriptor in memory, at its start; *ret_name is for the caller to free. -1: TD_ERROR_INPUT when not all is there.
 * Blocks. */
int td_upload_open (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, const char *sha256,
                    char **ret_name, GError **error);
/* Its pieces go: it was taken. */
gboolean td_upload_forget (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                           const char *sha256, GError **error);
/* Puts into dropped (of char *) the hashes of all pieces of a submission that is to be erased. */
gboolean td_upload_note_dropped (TdTx *tx, const char *id, GPtrArray *dropped, GError **error);
/* Those that nobody went on with. A chore of the server. */
gboolean td_upload_purge (TdInstance *instance, GError **error);
