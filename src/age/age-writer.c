/* Sealing as bytes come. Contract in age.h. */
#include <sodium.h>
#include <string.h>

#include "age/age-private.h"
#include "base/base.h"
#include "base/errors.h"

/* Lies in memory of its own that is neither swapped nor dumped (sodium_malloc). */
struct TdAgeWriter {
    TdAgeSink sink;
    gpointer data;
    guint64 counter;
    gsize held;
    gboolean finished, failed;
    guint8 key[TD_AGE_KEY_BYTES];
    guint8 plain[TD_AGE_CHUNK];
    guint8 sealed[TD_AGE_CHUNK + TD_AGE_TAG];
};

static gboolean begin (TdAgeWriter *writer, const TdAgeRecipient *recipients, guint n, GError **error)
{
    guint8 file_key[TD_AGE_FILE_KEY], salt[TD_AGE_SALT];
    g_autofree char *header = NULL;

    randombytes_buf (file_key, sizeof file_key);
    randombytes_buf (salt, sizeof salt);
    header = td_age_header_write (recipients, n, file_key, error);
    td_age_payload_key (file_key, salt, writer->key);
    sodium_memzero (file_key, sizeof file_key);
    return header != NULL && writer->sink ((const guint8 *) header, strlen (header), writer->data, error)
           && writer->sink (salt, sizeof salt, writer->data, error);
}

TdAgeWriter *td_age_writer_new (const TdAgeRecipient *recipients, guint n, TdAgeSink sink, gpointer data,
                                GError **error)
{
    TdAgeWriter *writer;

    if (n == 0 || n > TD_AGE_MAX_RECIPIENTS) {
        g_set_error (error, TD_AGE_ERROR, TD_ERROR_OURS,
                     "There is nobody, or there are too many, to seal this to. Nothing was taken: please tell us.");
        return NULL;
    }
    writer = sodium_malloc (sizeof *writer);
    if (writer == NULL) {
        g_set_error (error, TD_AGE_ERROR, TD_ERROR_BUSY,
                     "The server has no room to seal this just now. Nothing was taken: try again in a minute.");
        return NULL;
    }
    memset (writer, 0, sizeof *writer);
    writer->sink = sink;
    writer->data = data;
    if (!begin (writer, recipients, n, error))
        g_clear_pointer (&writer, td_age_writer_free);
    return writer;
}

static gboolean flush (TdAgeWriter *writer, gboolean last, GError **error)
{
    guint8 nonce[TD_AGE_NONCE];
    unsigned long long n = 0;

    td_age_chunk_nonce (writer->counter++, last, nonce);
    crypto_aead_chacha20poly1305_ietf_encrypt (writer->sealed, &n, writer->plain, writer->held, NULL, 0, NULL, nonce,
                                               writer->key);
    sodium_memzero (writer->plain, writer->held);
    writer->held = 0;
    writer->failed = !writer->sink (writer->sealed, (gsize) n, writer->data, error);
    return !writer->failed;
}

gboolean td_age_writer_feed (TdAgeWriter *writer, const guint8 *bytes, gsize n, GError **error)
{
    g_assert (!writer->finished && !writer->failed);
    while (n > 0) {
        gsize part;

        /* A full chunk waits until it is known not to be the last. */
        if (writer->held == TD_AGE_CHUNK && !flush (writer, FALSE, error))
            return FALSE;
        part = MIN (n, TD_AGE_CHUNK - writer->held);
        memcpy (writer->plain + writer->held, bytes, part);
        writer->held += part;
        bytes += part;
        n -= part;
    }
    return TRUE;
}

gboolean td_age_writer_finish (TdAgeWriter *writer, GError **error)
{
    g_assert (!writer->finished && !writer->failed);
    writer->finished = TRUE;
    return flush (writer, TRUE, error);
}

void td_age_writer_free (TdAgeWriter *writer)
{
    /* sodium_free wipes, and takes NULL. */
    sodium_free (writer);
}
