/* Opening a sealed file as bytes come. Contract in age.h. */
#include <sodium.h>
#include <string.h>

#include "age/age-private.h"
#include "base/base.h"
#include "base/errors.h"

enum { SEALED_CHUNK = TD_AGE_CHUNK + TD_AGE_TAG, LOOK_EVERY = 4096 };

struct TdAgeReader {
    const TdAgeIdentity *identities;
    guint n_identities;
    TdAgeSink sink;
    gpointer data;
    GByteArray *start; /* the header and the salt, until both are there; then NULL */
    gsize next_look;   /* at the header: only at so many bytes, or once its last line began */
    gboolean last_line;
    guint64 counter;
    gsize held;
    gboolean failed;
    guint8 key[TD_AGE_KEY_BYTES];
    guint8 sealed[SEALED_CHUNK];
    guint8 plain[TD_AGE_CHUNK];
};

TdAgeReader *td_age_reader_new (const TdAgeIdentity *identities, guint n, TdAgeSink sink, gpointer data)
{
    TdAgeReader *reader = sodium_malloc (sizeof *reader);

    if (reader == NULL)
        g_error ("no memory to open a sealed file");
    memset (reader, 0, sizeof *reader);
    reader->identities = identities;
    reader->n_identities = n;
    reader->sink = sink;
    reader->data = data;
    reader->start = g_byte_array_new ();
    return reader;
}

static gboolean changed (GError **error)
{
    g_set_error (error, TD_AGE_ERROR, TD_ERROR_INPUT,
                 "This file was changed or cut off on the way: what it says cannot be trusted. Ask for it again.");
    return FALSE;
}

static gboolean open_chunk (TdAgeReader *reader, gboolean last, GError **error)
{
    guint8 nonce[TD_AGE_NONCE];
    unsigned long long n = 0;

    td_age_chunk_nonce (reader->counter, last, nonce);
    if (reader->held < TD_AGE_TAG
        || crypto_aead_chacha20poly1305_ietf_decrypt (reader->plain, &n, NULL, reader->sealed, reader->held, NULL, 0,
                                                      nonce, reader->key)
               != 0)
        return changed (error);
    /* An empty chunk is the whole of an empty file, and nothing else. */
    if (n == 0 && reader->counter > 0)
        return changed (error);
    reader->counter++;
    reader->held = 0;
    return reader->sink (reader->plain, (gsize) n, reader->data, error);
}

static gboolean feed_payload (TdAgeReader *reader, const guint8 *bytes, gsize n, GError **error)
{
    while (n > 0) {
        gsize part;

        if (reader->held == SEALED_CHUNK && !open_chunk (reader, FALSE, error))
            return FALSE;
        part = MIN (n, SEALED_CHUNK - reader->held);
        memcpy (reader->sealed + reader->held, bytes, part);
        reader->held += part;
        bytes += part;
        n -= part;
    }
    return TRUE;
}

/* Whether the header is worth a look: looking at each byte that comes would take the square of their number. */
static gboolean worth_a_look (TdAgeReader *reader, gsize n_new)
{
    gsize from = reader->start->len - n_new, back = MIN (from, 3);

    reader->last_line =
        reader->last_line || memmem (reader->start->data + from - back, n_new + back, "\n---", 4) != NULL;
    if (!reader->last_line && reader->start->len < reader->next_look)
        return FALSE;
    reader->next_look = reader->start->len + LOOK_EVERY;
    return TRUE;
}

/* Reads the header and the salt once both are there, and hands on what came behind them. */
static gboolean feed_start (TdAgeReader *reader, const guint8 *bytes, gsize n, GError **error)
{
    guint8 file_key[TD_AGE_FILE_KEY];
    g_autoptr (GByteArray) start = NULL;
    gsize header = 0;
    TdAgeHeaderState state;

    g_byte_array_append (reader->start, bytes, (guint) n);
    if (!worth_a_look (reader, n))
        return TRUE;
    state = td_age_header_read (reader->start->data, reader->start->len, reader->identities, reader->n_identities,
                                file_key, &header, error);
    if (state == TD_AGE_HEADER_WRONG)
        return FALSE;
    if (state == TD_AGE_HEADER_MORE || reader->start->len < header + TD_AGE_SALT)
        return TRUE;
    start = g_steal_pointer (&reader->start);
    td_age_payload_key (file_key, start->data + header, reader->key);
    sodium_memzero (file_key, sizeof file_key);
    header += TD_AGE_SALT;
    return feed_payload (reader, start->data + header, start->len - header, error);
}

gboolean td_age_reader_feed (TdAgeReader *reader, const guint8 *bytes, gsize n, GError **error)
{
    g_assert (!reader->failed);
    /* Its start is looked at again with each bite: bites of one size bound that. */
    while (n > 0 && !reader->failed) {
        gsize part = MIN (n, 4096);

        if (reader->start == NULL) {
            reader->failed = !feed_payload (reader, bytes, n, error);
            break;
        }
        reader->failed = !feed_start (reader, bytes, part, error);
        bytes += part;
        n -= part;
    }
    return !reader->failed;
}

gboolean td_age_reader_finish (TdAgeReader *reader, GError **error)
{
    g_assert (!reader->failed);
    return reader->start == NULL ? open_chunk (reader, TRUE, error) : changed (error);
}

void td_age_reader_free (TdAgeReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->start != NULL)
        g_byte_array_unref (reader->start);
    sodium_free (reader);
}
