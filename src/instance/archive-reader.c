/* Reading the form of a backup, which comes from outside. Contract in archive.h. */
#include "instance/archive-private.h"

#include "base/errors.h"
#include "instance/instance.h"

#include <sodium.h>

typedef enum { HEADER, CONTENT, PADDING, END } State;

struct TdArchiveReader {
    const TdArchiveTaker *taker;
    gpointer data;
    State state;
    guint8 block[TD_TAR_BLOCK]; /* a header as it comes */
    gsize n_block;
    gsize zeros; /* of the end, so many were seen */
    char name[TD_ARCHIVE_NAME + 1];
    gint64 left;
    gsize padding;
    gboolean in_manifest, proved;
    crypto_hash_sha256_state member;  /* what it holds */
    crypto_hash_sha256_state listing; /* what the manifest has to be */
};

static gboolean damaged (GError **error)
{
    g_set_error_literal (
        error, TD_INSTANCE_ERROR, TD_ERROR_INPUT,
        "The backup is damaged or incomplete, so nothing of it was put in place. Take another copy of it.");
    return FALSE;
}

static gboolean no_backup (GError **error)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT,
                         "This file is no backup of Treatydesk, or it is damaged. Nothing of it was put in place.");
    return FALSE;
}

TdArchiveReader *td_archive_reader_new (const TdArchiveTaker *taker, gpointer data)
{
    TdArchiveReader *reader = g_new0 (TdArchiveReader, 1);

    reader->taker = taker;
    reader->data = data;
    crypto_hash_sha256_init (&reader->listing);
    return reader;
}

void td_archive_reader_free (TdArchiveReader *reader)
{
    g_free (reader);
}

/* ---- names and numbers ---- */

gboolean td_archive_name_valid (const char *name)
{
    gsize n = strlen (name);
    gboolean begins = TRUE; /* a part of it */

    if (n == 0 || n > TD_ARCHIVE_NAME || name[n - 1] == '/')
        return FALSE;
    for (; *name != '\0'; name++) {
        if (*name == '/' ? begins : !g_ascii_isalnum (*name) && strchr ("-_.,:+=@~", *name) == NULL)
            return FALSE;
        if (begins && *name == '.')
            return FALSE;
        begins = *name == '/';
    }
    return TRUE;
}

static gboolean get_octal (const guint8 *at, int digits, guint64 *ret)
{
    guint64 value = 0;

    for (int i = 0; i < digits; i++) {
        if (at[i] < '0' || at[i] > '7')
            return FALSE;
        value = value << 3 | (guint64) (at[i] - '0');
    }
    *ret = value;
    return at[digits] == '\0' || at[digits] == ' ';
}

static gboolean get_size (const guint8 *at, gint64 *ret)
{
    guint64 value = 0;

    if (at[0] != 0x80) {
        if (!get_octal (at, TD_TAR_SIZE - 1, &value))
            return FALSE;
    } else {
        for (int i = 1; i < TD_TAR_SIZE; i++) {
            if (value >> 55 != 0)
                return FALSE;
            value = value << 8 | at[i];
        }
    }
    *ret = (gint64) value;
    return value <= G_MAXINT64 / 2;
}

/* ---- members ---- */

static gboolean is_zero (const guint8 *block)
{
    return sodium_is_zero (block, TD_TAR_BLOCK) != 0;
}

static gboolean end_of_member (TdArchiveReader *reader, GError **error)
{
    guint8 hash[crypto_hash_sha256_BYTES], wanted[crypto_hash_sha256_BYTES];
    char text[2 * sizeof hash + 1];

    crypto_hash_sha256_final (&reader->member, hash);
    if (reader->in_manifest) {
        crypto_hash_sha256_final (&reader->listing, wanted);
        reader->proved = sodium_memcmp (hash, wanted, sizeof hash) == 0;
        reader->state = reader->padding > 0 ? PADDING : END;
        return reader->proved || damaged (error);
    }
    sodium_bin2hex (text, sizeof text, hash, sizeof hash);
    crypto_hash_sha256_update (&reader->listing, (const guint8 *) text, sizeof text - 1);
    crypto_hash_sha256_update (&reader->listing, (const guint8 *) "  ", 2);
    crypto_hash_sha256_update (&reader->listing, (const guint8 *) reader->name, strlen (reader->name));
    crypto_hash_sha256_update (&reader->listing, (const guint8 *) "\n", 1);
    reader->state = reader->padding > 0 ? PADDING : HEADER;
    return reader->taker->end (reader->data, error);
}

static gboolean take_header (TdArchiveReader *reader, GError **error)
{
    const guint8 *block = reader->block;
    guint64 sum = 0;
    gint64 size = 0;

    if (memcmp (block + TD_TAR_MAGIC_AT, "ustar\00000", 8) != 0 || !get_octal (block + TD_TAR_SUM_AT, 6, &sum)
        || block[TD_TAR_SUM_AT + 7] != ' ' || sum != td_tar_sum (block) || block[TD_TAR_TYPE_AT] != '0'
        || !get_size (block + TD_TAR_SIZE_AT, &size))
        return no_backup (error);
    memcpy (reader->name, block + TD_TAR_NAME_AT, TD_ARCHIVE_NAME);
    if (!td_archive_name_valid (reader->name))
        return no_backup (error);
    reader->left = size;
    reader->padding = (gsize) (-size & (TD_TAR_BLOCK - 1));
    reader->in_manifest = g_str_equal (reader->name, TD_ARCHIVE_MANIFEST);
    reader->state = CONTENT;
    crypto_hash_sha256_init (&reader->member);
    if (!reader->in_manifest && !reader->taker->begin (reader->name, size, reader->data, error))
        return FALSE;
    return size > 0 || end_of_member (reader, error);
}

/* ---- bytes as they come ---- */

static gboolean take_block (TdArchiveReader *reader, const guint8 **at, gsize *n, GError **error)
{
    gsize take = MIN (*n, TD_TAR_BLOCK - reader->n_block);

    memcpy (reader->block + reader->n_block, *at, take);
    *at += take;
    *n -= take;
    reader->n_block += take;
    if (reader->n_block < TD_TAR_BLOCK)
        return TRUE;
    reader->n_block = 0;
    return !is_zero (reader->block) ? take_header (reader, error) : damaged (error);
}

static gboolean take_content (TdArchiveReader *reader, const guint8 **at, gsize *n, GError **error)
{
    gsize take = (gsize) MIN ((gint64) *n, reader->left);
    const guint8 *bytes = *at;

    crypto_hash_sha256_update (&reader->member, bytes, take);
    *at += take;
    *n -= take;
    reader->left -= (gint64) take;
    if (!reader->in_manifest && !reader->taker->bytes (bytes, take, reader->data, error))
        return FALSE;
    return reader->left > 0 || end_of_member (reader, error);
}

/* Nothing may hide between members or behind the last. */
static gboolean take_zeros (TdArchiveReader *reader, const guint8 **at, gsize *n, GError **error)
{
    gsize take = reader->state == PADDING ? MIN (*n, reader->padding) : *n;

    if (take > 0 && sodium_is_zero (*at, take) == 0)
        return damaged (error);
    *at += take;
    *n -= take;
    if (reader->state == END) {
        reader->zeros += take;
        return TRUE;
    }
    reader->padding -= take;
    if (reader->padding == 0)
        reader->state = reader->in_manifest ? END : HEADER;
    return TRUE;
}

gboolean td_archive_reader_feed (TdArchiveReader *reader, const guint8 *bytes, gsize n, GError **error)
{
    gboolean ok = TRUE;

    while (ok && n > 0)
        switch (reader->state) {
        case HEADER: ok = take_block (reader, &bytes, &n, error); break;
        case CONTENT: ok = take_content (reader, &bytes, &n, error); break;
        case PADDING:
        case END: ok = take_zeros (reader, &bytes, &n, error); break;
        }
    return ok;
}

gboolean td_archive_reader_finish (TdArchiveReader *reader, GError **error)
{
    return (reader->state == END && reader->proved && reader->zeros >= 2 * TD_TAR_BLOCK) || damaged (error);
}
