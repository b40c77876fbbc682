/* Blobs: content in, hash out; restricted ones encrypted. What a name is and what is durable, the keeper knows.
 *
 * A restricted blob's file:
 *   8   "tdblob1\n"
 *   24  nonce, and
 *   48  the blob's own key, sealed with the instance's wrapping key (XChaCha20-Poly1305; what it is sealed
 *       to: the magic and the name, so that no head fits another file)
 *   24  header of the secretstream
 *   then chunks of 64 KiB and 17 bytes; the last, which may be empty, carries the tag FINAL.
 */
#include "base/errors.h"
#include "store/blobs-private.h"
#include "store/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

enum {
    CHUNK = 64 * 1024,
    MAGIC_SIZE = 8,
    NONCE_AT = MAGIC_SIZE,
    NONCE_SIZE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    WRAPPED_AT = NONCE_AT + NONCE_SIZE,
    WRAPPED_SIZE = crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
    STREAM_AT = WRAPPED_AT + WRAPPED_SIZE,
    HEAD_SIZE = STREAM_AT + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    SEALED_CHUNK = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES,
};
static const char magic[MAGIC_SIZE + 1] = "tdblob1\n";

typedef struct {
    guint8 wrap[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
    guint8 name[crypto_generichash_KEYBYTES];
} Keys;

struct TdBlobs {
    const TdBlobKeeper *keeper;
    gpointer state;
    Keys *keys; /* locked memory */
};

typedef crypto_secretstream_xchacha20poly1305_state Stream;

TD_DEFINE_ERROR (blobs)

/* ---- shared with the keepers ---- */

gboolean td_blobs_fail (GError **error)
{
    if (errno == ENOENT)
        g_set_error (error, TD_BLOBS_ERROR, TD_ERROR_NOT_FOUND, "This file is not here. It may have been removed.");
    else if (errno == ENOSPC || errno == EDQUOT)
        g_set_error (error, TD_BLOBS_ERROR, TD_ERROR_BUSY,
                     "The server's disk is full, so the file was not kept. Please try again later; the administrator "
                     "must make room.");
    else
        g_set_error (error, TD_BLOBS_ERROR, TD_ERROR_OURS,
                     "The server's disk reported an error (%s), so the file was not kept or not read. Please try "
                     "again later; the administrator must look at the disk.",
                     g_strerror (errno));
    return FALSE;
}

gboolean td_blobs_write_all (int fd, const void *data, gsize size)
{
    const guint8 *p = data;
    while (size > 0) {
        gssize n = td_fault (TD_FAULT_WRITE) ? -1 : write (fd, p, size);
        if (n < 0 && errno != EINTR)
            return FALSE;
        if (n > 0) {
            p += n;
            size -= (gsize) n;
        }
    }
    return TRUE;
}

gssize td_blobs_read_at (int fd, void *data, gsize size, gint64 offset)
{
    gsize got = 0;
    while (got < size) {
        gssize n = pread (fd, (guint8 *) data + got, size - got, offset + (gint64) got);
        if (n == 0)
            break;
        if (n < 0 && errno != EINTR)
            return -1;
        if (n > 0)
            got += (gsize) n;
    }
    return (gssize) got;
}

/* ---- open, close, names ---- */

TdBlobs *td_blobs_open_disk (const char *folder, const guint8 *key, GError **error)
{
    if (sodium_init () < 0) {
        g_set_error (error, TD_BLOBS_ERROR, TD_ERROR_OURS, "The cryptography of this machine does not start.");
        return NULL;
    }
    gpointer state = td_blob_disk_open (folder, error);
    if (!state)
        return NULL;
    TdBlobs *blobs = g_new0 (TdBlobs, 1);
    blobs->keeper = &td_blob_keeper_disk;
    blobs->state = state;
    blobs->keys = sodium_malloc (sizeof (Keys));
    if (!blobs->keys)
        g_error ("No locked memory is left for keys.");
    crypto_kdf_derive_from_key (blobs->keys->wrap, sizeof blobs->keys->wrap, 1, "tdblobwr", key);
    crypto_kdf_derive_from_key (blobs->keys->name, sizeof blobs->keys->name, 2, "tdblobnm", key);
    return blobs;
}

void td_blobs_free (TdBlobs *blobs)
{
    if (!blobs)
        return;
    blobs->keeper->free (blobs->state);
    sodium_free (blobs->keys);
    g_free (blobs);
}

static void hash_to_text (const guint8 *hash, char *ret_text)
{
    sodium_bin2hex (ret_text, TD_SHA256_TEXT + 1, hash, TD_SHA256_BYTES);
}

static gboolean text_to_hash (const char *text, guint8 *ret_hash)
{
    gsize length;
    if (!text || strlen (text) != TD_SHA256_TEXT || strspn (text, "0123456789abcdef") != TD_SHA256_TEXT)
        return FALSE;
    return sodium_hex2bin (ret_hash, TD_SHA256_BYTES, text, TD_SHA256_TEXT, NULL, &length, NULL) == 0;
}

/* A public blob is called by its hash, a restricted one by a keyed hash of it. */
static void make_name (TdBlobs *blobs, TdBlobKind kind, const guint8 *hash, char *ret_name)
{
    guint8 keyed[TD_SHA256_BYTES];
    if (kind == TD_BLOB_PUBLIC) {
        hash_to_text (hash, ret_name);
        return;
    }
    crypto_generichash (keyed, sizeof keyed, hash, TD_SHA256_BYTES, blobs->keys->name, sizeof blobs->keys->name);
    hash_to_text (keyed, ret_name);
}

static gboolean find_name (TdBlobs *blobs, TdBlobKind kind, const char *sha256, guint8 *ret_hash, char *ret_name)
{
    if (!text_to_hash (sha256, ret_hash))
        return FALSE;
    make_name (blobs, kind, ret_hash, ret_name);
    return TRUE;
}

/* ---- in ---- */

/* Where content comes from: a descriptor, or memory when fd is -1. */
typedef struct {
    int fd;
    const guint8 *data;
    gsize size;
    gint64 at;
} Source;

static gssize source_read (Source *source, guint8 *chunk)
{
    gssize n;
    if (source->fd >= 0) {
        n = td_blobs_read_at (source->fd, chunk, CHUNK, source->at);
    } else {
        n = (gssize) MIN (source->size - (gsize) source->at, (gsize) CHUNK);
        if (n > 0)
            memcpy (chunk, source->data + source->at, (gsize) n);
    }
    if (n > 0)
        source->at += n;
    return n;
}

static gboolean copy_clear (Source *source, int fd, crypto_hash_sha256_state *sha)
{
    g_autofree guint8 *chunk = g_malloc (CHUNK);
    gssize n;
    while ((n = source_read (source, chunk)) > 0) {
        crypto_hash_sha256_update (sha, chunk, (gsize) n);
        if (!td_blobs_write_all (fd, chunk, (gsize) n))
            return FALSE;
    }
    return n == 0;
}

/* A chunk that is not full is the last; content of a whole number of chunks ends in an empty one. */
static gboolean copy_sealed (Source *source, int fd, Stream *stream, crypto_hash_sha256_state *sha)
{
    g_autofree guint8 *chunk = g_malloc (CHUNK);
    g_autofree guint8 *sealed = g_malloc (SEALED_CHUNK);
    gssize n;
    do {
        unsigned long long size;
        n = source_read (source, chunk);
        if (n < 0)
            return FALSE;
        crypto_hash_sha256_update (sha, chunk, (gsize) n);
        crypto_secretstream_xchacha20poly1305_push (stream, sealed, &size, chunk, (gsize) n, NULL, 0,
                                                    n < CHUNK ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        if (!td_blobs_write_all (fd, sealed, (gsize) size))
            return FALSE;
    } while (n == CHUNK);
    sodium_memzero (chunk, CHUNK);
    return TRUE;
}

static void make_bound (const char *name, char bound[MAGIC_SIZE + TD_SHA256_TEXT])
{
    memcpy (bound, magic, MAGIC_SIZE);
    memcpy (bound + MAGIC_SIZE, name, TD_SHA256_TEXT);
}

/* The head is written last, because the name it is bound to comes from the content. */
static gboolean write_head (TdBlobs *blobs, int fd, const char *name, const guint8 *own_key, guint8 *head)
{
    char bound[MAGIC_SIZE + TD_SHA256_TEXT];
    make_bound (name, bound);
    memcpy (head, magic, MAGIC_SIZE);
    randombytes_buf (head + NONCE_AT, NONCE_SIZE);
    crypto_aead_xchacha20poly1305_ietf_encrypt (head + WRAPPED_AT, NULL, own_key,
                                                crypto_secretstream_xchacha20poly1305_KEYBYTES, (const guint8 *) bound,
                                                sizeof bound, NULL, head + NONCE_AT, blobs->keys->wrap);
    return lseek (fd, 0, SEEK_SET) == 0 && td_blobs_write_all (fd, head, HEAD_SIZE);
}

static gboolean put_restricted (TdBlobs *blobs, Source *source, int fd, guint8 *ret_hash, char *ret_name)
{
    guint8 own_key[crypto_secretstream_xchacha20poly1305_KEYBYTES], head[HEAD_SIZE] = { 0 };
    crypto_hash_sha256_state sha;
    Stream stream;
    crypto_hash_sha256_init (&sha);
    crypto_secretstream_xchacha20poly1305_keygen (own_key);
    crypto_secretstream_xchacha20poly1305_init_push (&stream, head + STREAM_AT, own_key);
    gboolean ok = td_blobs_write_all (fd, head, HEAD_SIZE) && copy_sealed (source, fd, &stream, &sha);
    if (ok) {
        crypto_hash_sha256_final (&sha, ret_hash);
        make_name (blobs, TD_BLOB_RESTRICTED, ret_hash, ret_name);
        ok = write_head (blobs, fd, ret_name, own_key, head);
    }
    sodium_memzero (own_key, sizeof own_key);
    sodium_memzero (&stream, sizeof stream);
    return ok;
}

static gboolean put_public (TdBlobs *blobs, Source *source, int fd, guint8 *ret_hash, char *ret_name)
{
    crypto_hash_sha256_state sha;
    crypto_hash_sha256_init (&sha);
    if (!copy_clear (source, fd, &sha))
        return FALSE;
    crypto_hash_sha256_final (&sha, ret_hash);
    make_name (blobs, TD_BLOB_PUBLIC, ret_hash, ret_name);
    return TRUE;
}

static gboolean put (TdBlobs *blobs, TdBlobKind kind, Source *source, char *ret_sha256, GError **error)
{
    guint8 hash[TD_SHA256_BYTES];
    char name[TD_SHA256_TEXT + 1];
    TdBlobDraft draft;
    if (!blobs->keeper->begin (blobs->state, &draft, error))
        return FALSE;
    gboolean ok = kind == TD_BLOB_PUBLIC ? put_public (blobs, source, draft.fd, hash, name)
                                         : put_restricted (blobs, source, draft.fd, hash, name);
    if (!ok) {
        td_blobs_fail (error);
        blobs->keeper->discard (blobs->state, &draft);
        return FALSE;
    }
    if (!blobs->keeper->keep (blobs->state, &draft, kind, name, error))
        return FALSE;
    hash_to_text (hash, ret_sha256);
    return TRUE;
}

gboolean td_blobs_put_fd (TdBlobs *blobs, TdBlobKind kind, int fd, char *ret_sha256, gint64 *ret_size, GError **error)
{
    Source source = { .fd = fd };
    if (!put (blobs, kind, &source, ret_sha256, error))
        return FALSE;
    *ret_size = source.at;
    return TRUE;
}

gboolean td_blobs_put (TdBlobs *blobs, TdBlobKind kind, const void *data, gsize size, char *ret_sha256, GError **error)
{
    Source source = { .fd = -1, .data = data, .size = size };
    return put (blobs, kind, &source, ret_sha256, error);
}

/* ---- out ---- */

/* Where content goes to: a descriptor, or memory when fd is -1. */
typedef struct {
    int fd;
    GByteArray *bytes;
    crypto_hash_sha256_state sha;
} Sink;

static gboolean sink_write (Sink *sink, const guint8 *data, gsize size)
{
    crypto_hash_sha256_update (&sink->sha, data, size);
    if (sink->fd >= 0)
        return td_blobs_write_all (sink->fd, data, size);
    g_byte_array_append (sink->bytes, data, (guint) size);
    return TRUE;
}

static gboolean fail_changed (GError **error)
{
    g_set_error (error, TD_BLOBS_ERROR, TD_ERROR_OURS,
                 "A stored file is not what it was when it came: it was changed or damaged on the disk. It is not "
                 "shown; the administrator must restore it from a backup.");
    return FALSE;
}

static gboolean open_head (TdBlobs *blobs, int fd, const char *name, Stream *stream)
{
    guint8 head[HEAD_SIZE], own_key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    char bound[MAGIC_SIZE + TD_SHA256_TEXT];
    make_bound (name, bound);
    if (td_blobs_read_at (fd, head, HEAD_SIZE, 0) != HEAD_SIZE || memcmp (head, magic, MAGIC_SIZE) != 0)
        return FALSE;
    gboolean ok = crypto_aead_xchacha20poly1305_ietf_decrypt (own_key, NULL, NULL, head + WRAPPED_AT, WRAPPED_SIZE,
                                                              (const guint8 *) bound, sizeof bound, head + NONCE_AT,
                                                              blobs->keys->wrap)
                      == 0
                  && crypto_secretstream_xchacha20poly1305_init_pull (stream, head + STREAM_AT, own_key) == 0;
    sodium_memzero (own_key, sizeof own_key);
    return ok;
}

static gboolean get_restricted (TdBlobs *blobs, int fd, const char *name, Sink *sink, GError **error)
{
    g_autofree guint8 *sealed = g_malloc (SEALED_CHUNK);
    g_autofree guint8 *chunk = g_malloc (CHUNK);
    gint64 at = HEAD_SIZE;
    guint8 tag = 0;
    Stream stream;
    if (!open_head (blobs, fd, name, &stream))
        return fail_changed (error);
    for (gssize n; (n = td_blobs_read_at (fd, sealed, SEALED_CHUNK, at)) != 0; at += n) {
        unsigned long long size;
        if (n < 0)
            return td_blobs_fail (error);
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL
            || crypto_secretstream_xchacha20poly1305_pull (&stream, chunk, &size, &tag, sealed, (gsize) n, NULL, 0) < 0)
            return fail_changed (error);
        if (!sink_write (sink, chunk, (gsize) size))
            return td_blobs_fail (error);
    }
    sodium_memzero (chunk, CHUNK);
    sodium_memzero (&stream, sizeof stream);
    return tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL || fail_changed (error);
}

static gboolean get_public (int fd, Sink *sink, GError **error)
{
    g_autofree guint8 *chunk = g_malloc (CHUNK);
    gint64 at = 0;
    gssize n;
    for (; (n = td_blobs_read_at (fd, chunk, CHUNK, at)) > 0; at += n)
        if (!sink_write (sink, chunk, (gsize) n))
            return td_blobs_fail (error);
    return n == 0 || td_blobs_fail (error);
}

static gboolean get (TdBlobs *blobs, TdBlobKind kind, const char *sha256, Sink *sink, GError **error)
{
    guint8 wanted[TD_SHA256_BYTES], found[TD_SHA256_BYTES];
    char name[TD_SHA256_TEXT + 1];
    if (!find_name (blobs, kind, sha256, wanted, name)) {
        g_set_error (error, TD_BLOBS_ERROR, TD_ERROR_NOT_FOUND, "There is no such file.");
        return FALSE;
    }
    int fd = blobs->keeper->fetch (blobs->state, kind, name, error);
    if (fd < 0)
        return FALSE;
    crypto_hash_sha256_init (&sink->sha);
    gboolean ok = kind == TD_BLOB_PUBLIC ? get_public (fd, sink, error) : get_restricted (blobs, fd, name, sink, error);
    close (fd);
    crypto_hash_sha256_final (&sink->sha, found);
    if (ok && memcmp (wanted, found, sizeof wanted) != 0)
        return fail_changed (error);
    return ok;
}

GBytes *td_blobs_get (TdBlobs *blobs, TdBlobKind kind, const char *sha256, GError **error)
{
    Sink sink = { .fd = -1, .bytes = g_byte_array_new () };
    if (get (blobs, kind, sha256, &sink, error))
        return g_byte_array_free_to_bytes (sink.bytes);
    g_byte_array_unref (sink.bytes);
    return NULL;
}

int td_blobs_get_fd (TdBlobs *blobs, TdBlobKind kind, const char *sha256, GError **error)
{
    TdBlobDraft draft;
    if (!blobs->keeper->begin (blobs->state, &draft, error))
        return -1;
    Sink sink = { .fd = draft.fd };
    int fd = -1;
    if (get (blobs, kind, sha256, &sink, error)) {
        if (lseek (draft.fd, 0, SEEK_SET) == 0)
            fd = fcntl (draft.fd, F_DUPFD_CLOEXEC, 3);
        if (fd < 0)
            td_blobs_fail (error);
    }
    blobs->keeper->discard (blobs->state, &draft); /* its name, if it had one; the content lives on in fd */
    return fd;
}

gboolean td_blobs_has (TdBlobs *blobs, TdBlobKind kind, const char *sha256)
{
    guint8 hash[TD_SHA256_BYTES];
    char name[TD_SHA256_TEXT + 1];
    return find_name (blobs, kind, sha256, hash, name) && blobs->keeper->has (blobs->state, kind, name);
}

gboolean td_blobs_remove (TdBlobs *blobs, TdBlobKind kind, const char *sha256, GError **error)
{
    guint8 hash[TD_SHA256_BYTES];
    char name[TD_SHA256_TEXT + 1];
    return !find_name (blobs, kind, sha256, hash, name) || blobs->keeper->remove (blobs->state, kind, name, error);
}
