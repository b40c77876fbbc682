/* Private to blobs: what a keeper of blobs is. blobs.c knows content, hashes and encryption; a keeper
 * knows names and durability.
 *
 * To add a keeper: a table like td_blob_keeper_disk, a function that opens it beside td_blobs_open_disk,
 * and the tests of tests/store/test-blobs.c run on it.
 */
#pragma once

#include "base/errors.h"
#include "store/blobs.h"

/* A file that has no name yet, open for writing and reading. */
typedef struct {
    int fd;
    char *name; /* where O_TMPFILE is not to be had: its temporary name */
} TdBlobDraft;

typedef struct {
    gboolean (*begin) (gpointer state, TdBlobDraft *ret_draft, GError **error);
    /* Makes the draft durable under name; when it returns TRUE a power cut cannot undo it. A name that is
     * taken already holds the same content and is success. The draft is used up either way. */
    gboolean (*keep) (gpointer state, TdBlobDraft *draft, TdBlobKind kind, const char *name, GError **error);
    void (*discard) (gpointer state, TdBlobDraft *draft);
    int (*fetch) (gpointer state, TdBlobKind kind, const char *name, GError **error); /* fd or -1 */
    gboolean (*has) (gpointer state, TdBlobKind kind, const char *name);
    gboolean (*remove) (gpointer state, TdBlobKind kind, const char *name, GError **error);
    void (*free) (gpointer state);
} TdBlobKeeper;

extern const TdBlobKeeper td_blob_keeper_disk;
gpointer td_blob_disk_open (const char *folder, GError **error);

/* Fills error from errno, for people; returns FALSE. */
gboolean td_blobs_fail (GError **error);

/* Reads or writes all of it, through signals and short counts; FALSE with errno. */
gboolean td_blobs_write_all (int fd, const void *data, gsize size);
/* Up to size bytes from offset, fewer only at the end; -1 with errno. */
gssize td_blobs_read_at (int fd, void *data, gsize size, gint64 offset);
