/* What the writer and the reader of the age format share: its numbers, the header, the chunks' nonce. */
#pragma once

#include "age/age.h"

enum {
    TD_AGE_FILE_KEY = 16,
    TD_AGE_SALT = 16, /* before the payload */
    TD_AGE_TAG = 16,
    TD_AGE_MAC = 32,
    TD_AGE_WRAPPED = TD_AGE_FILE_KEY + TD_AGE_TAG,
    TD_AGE_NONCE = 12, /* eleven bytes of counter, one that marks the last chunk */
};

/* The header for these recipients with its MAC and last line. NULL with error. Free it. */
char *td_age_header_write (const TdAgeRecipient *recipients, guint n, const guint8 file_key[TD_AGE_FILE_KEY],
                           GError **error);

typedef enum {
    TD_AGE_HEADER_MORE,  /* its end is not there yet */
    TD_AGE_HEADER_FOUND, /* a key opened it, and its MAC holds */
    TD_AGE_HEADER_WRONG, /* error is set */
} TdAgeHeaderState;
/* bytes from the file's first on. *ret_n: the header's size. */
TdAgeHeaderState td_age_header_read (const guint8 *bytes, gsize n, const TdAgeIdentity *identities, guint n_identities,
                                     guint8 ret_file_key[TD_AGE_FILE_KEY], gsize *ret_n, GError **error);

/* The key of the payload's chunks. */
void td_age_payload_key (const guint8 file_key[TD_AGE_FILE_KEY], const guint8 salt[TD_AGE_SALT],
                         guint8 ret_key[TD_AGE_KEY_BYTES]);
void td_age_chunk_nonce (guint64 counter, gboolean last, guint8 ret_nonce[TD_AGE_NONCE]);
