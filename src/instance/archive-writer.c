/* Writing the form of a backup. Contract in archive.h. */
#include "instance/archive-private.h"

#include "base/errors.h"
#include "instance/instance.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, MOST_OCTAL = 11 };

struct TdArchiveWriter {
    gint64 mtime;
    TdArchiveSink sink;
    gpointer data;
    GString *manifest;
};

TdArchiveWriter *td_archive_writer_new (gint64 mtime, TdArchiveSink sink, gpointer data)
{
    TdArchiveWriter *writer = g_new0 (TdArchiveWriter, 1);

    writer->mtime = MAX (mtime, 0);
    writer->sink = sink;
    writer->data = data;
    writer->manifest = g_string_new (NULL);
    return writer;
}

void td_archive_writer_free (TdArchiveWriter *writer)
{
    if (writer == NULL)
        return;
    g_string_free (writer->manifest, TRUE);
    g_free (writer);
}

/* ---- the header ---- */

guint32 td_tar_sum (const guint8 header[TD_TAR_BLOCK])
{
    guint32 sum = 0;

    for (int i = 0; i < TD_TAR_BLOCK; i++)
        sum += i >= TD_TAR_SUM_AT && i < TD_TAR_SUM_AT + TD_TAR_SUM ? ' ' : header[i];
    return sum;
}

/* Digits of base 8 and a NUL. */
static void put_octal (guint8 *at, int digits, guint64 value)
{
    for (int i = digits; i-- > 0; value >>= 3)
        at[i] = (guint8) ('0' + (value & 7));
    at[digits] = '\0';
}

/* From 8 GiB on in base 256, as GNU tar and others have it. */
static void put_size (guint8 *at, guint64 size)
{
    if (size >> (3 * MOST_OCTAL) == 0) {
        put_octal (at, MOST_OCTAL, size);
        return;
    }
    at[0] = 0x80;
    for (int i = TD_TAR_SIZE; i-- > 1; size >>= 8)
        at[i] = (guint8) (size & 0xff);
}

static gboolean put_header (TdArchiveWriter *writer, const char *name, gint64 size, GError **error)
{
    enum { MODE_AT = 100, UID_AT = 108, GID_AT = 116, MTIME_AT = 136 };
    guint8 header[TD_TAR_BLOCK] = { 0 };

    memcpy (header + TD_TAR_NAME_AT, name, strlen (name));
    put_octal (header + MODE_AT, 7, 0600);
    put_octal (header + UID_AT, 7, 0);
    put_octal (header + GID_AT, 7, 0);
    put_size (header + TD_TAR_SIZE_AT, (guint64) size);
    put_octal (header + MTIME_AT, MOST_OCTAL, (guint64) writer->mtime);
    header[TD_TAR_TYPE_AT] = '0';
    memcpy (header + TD_TAR_MAGIC_AT, "ustar\00000", 8);
    put_octal (header + TD_TAR_SUM_AT, 6, td_tar_sum (header));
    header[TD_TAR_SUM_AT + 7] = ' ';
    return writer->sink (header, sizeof header, writer->data, error);
}

static gboolean put_padding (TdArchiveWriter *writer, gint64 size, GError **error)
{
    static const guint8 zeros[TD_TAR_BLOCK];
    gsize over = (gsize) (size % TD_TAR_BLOCK);

    return over == 0 || writer->sink (zeros, TD_TAR_BLOCK - over, writer->data, error);
}

static void note (TdArchiveWriter *writer, const char *name, crypto_hash_sha256_state *sha)
{
    guint8 hash[crypto_hash_sha256_BYTES];
    char text[2 * sizeof hash + 1];

    crypto_hash_sha256_final (sha, hash);
    sodium_bin2hex (text, sizeof text, hash, sizeof hash);
    g_string_append (writer->manifest, text);
    g_string_append (writer->manifest, "  ");
    g_string_append (writer->manifest, name);
    g_string_append_c (writer->manifest, '\n');
}

static gboolean check_name (const char *name, GError **error)
{
    if (td_archive_name_valid (name))
        return TRUE;
    g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                         "A file of the instance has a name that a backup cannot hold. Nothing was made.");
    return FALSE;
}

/* ---- members ---- */

gboolean td_archive_put (TdArchiveWriter *writer, const char *name, const void *bytes, gsize n, GError **error)
{
    crypto_hash_sha256_state sha;

    if (!check_name (name, error))
        return FALSE;
    crypto_hash_sha256_init (&sha);
    crypto_hash_sha256_update (&sha, bytes, n);
    note (writer, name, &sha);
    return put_header (writer, name, (gint64) n, error) && writer->sink (bytes, n, writer->data, error)
           && put_padding (writer, (gint64) n, error);
}

static gboolean put_content (TdArchiveWriter *writer, int fd, gint64 size, crypto_hash_sha256_state *sha,
                             GError **error)
{
    g_autofree guint8 *piece = g_malloc (PIECE);

    for (gint64 left = size; left > 0;) {
        gssize n = read (fd, piece, (gsize) MIN (left, PIECE));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            g_set_error_literal (
                error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                "A file of the instance could not be read to its end. Look at the disk. Nothing was made.");
            return FALSE;
        }
        crypto_hash_sha256_update (sha, piece, (gsize) n);
        if (!writer->sink (piece, (gsize) n, writer->data, error))
            return FALSE;
        left -= n;
    }
    return TRUE;
}

gboolean td_archive_put_fd (TdArchiveWriter *writer, const char *name, int fd, GError **error)
{
    crypto_hash_sha256_state sha;
    struct stat st;

    if (!check_name (name, error))
        return FALSE;
    if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode)) {
        g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                             "Something in the instance's folder is no file, and should be one. Nothing was made.");
        return FALSE;
    }
    crypto_hash_sha256_init (&sha);
    if (!put_header (writer, name, st.st_size, error) || !put_content (writer, fd, st.st_size, &sha, error))
        return FALSE;
    note (writer, name, &sha);
    return put_padding (writer, st.st_size, error);
}

gboolean td_archive_writer_finish (TdArchiveWriter *writer, GError **error)
{
    static const guint8 end[2 * TD_TAR_BLOCK];
    const GString *manifest = writer->manifest;

    return put_header (writer, TD_ARCHIVE_MANIFEST, (gint64) manifest->len, error)
           && writer->sink ((const guint8 *) manifest->str, manifest->len, writer->data, error)
           && put_padding (writer, (gint64) manifest->len, error)
           && writer->sink (end, sizeof end, writer->data, error);
}
