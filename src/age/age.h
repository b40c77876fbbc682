/* Files sealed in the age format (age-encryption.org/v1), to X25519 recipients alone.
 *
 * What comes sealed is encrypted as it streams in, before anything of it touches a disk, to the public keys ("age1…") of those who
 * may open it; the program holds no key that does. Debian's `age -d` opens what a writer makes, on any machine. The reader is here for
 * re-sealing on an officer's own machine, for tests, and for what officers answered: that opens with a key that the reader brings along.
 *
 * The format: c2sp.org/age. A random file key of 16 bytes, wrapped once a recipient (X25519, HKDF-SHA-256, ChaCha20-Poly1305); a MAC over
 * the header; the payload in chunks of 64 KiB, ChaCha20-Poly1305 with a counter and a mark on the last (STREAM). A writer needs
 * some 130 KiB of memory whatever the size; what it holds in clear lies in memory that is not swapped nor dumped, and is wiped.
 *
 * Threads: a writer or reader is its owner's alone; everything else may be called from any thread after td_base_init.
 *
 * Example:
 *   TdAgeRecipient officer;
 *   if (!td_age_recipient_parse ("age1…", &officer, error)) return FALSE;
 *   g_autoptr (TdAgeWriter) writer = td_age_writer_new (&officer, 1, put, file, error);
 *   ok = writer != NULL && td_age_writer_feed (writer, bytes, n, error) && td_age_writer_finish (writer, error);
 */
#pragma once

#include <glib.h>

#define TD_AGE_ERROR (td_age_error_quark ())
GQuark td_age_error_quark (void);

enum {
    TD_AGE_KEY_BYTES = 32,
    TD_AGE_CHUNK = 64 * 1024,
    TD_AGE_MAX_RECIPIENTS = 20, /* of one file that we write */
};

/* ---- keys ---- */

typedef struct {
    guint8 key[TD_AGE_KEY_BYTES];
} TdAgeRecipient;

/* A secret key and the recipient it opens for. Wipe it. */
typedef struct {
    guint8 secret[TD_AGE_KEY_BYTES];
    TdAgeRecipient recipient;
} TdAgeIdentity;

/* "age1…", upper or lower case throughout, blanks around it ignored. TD_ERROR_INPUT says what is wrong: a key of another kind (a
 * plugin's, a post-quantum one), a letter mistyped, a secret key where a public one belongs, a key that protects nothing. */
gboolean td_age_recipient_parse (const char *text, TdAgeRecipient *ret_recipient, GError **error);
char *td_age_recipient_text (const TdAgeRecipient *recipient); /* free it */

void td_age_identity_new (TdAgeIdentity *ret_identity);
/* The pair of a secret that was derived from something else: 32 bytes that nobody can guess. */
void td_age_identity_of (const guint8 secret[TD_AGE_KEY_BYTES], TdAgeIdentity *ret_identity);
/* "AGE-SECRET-KEY-1…". TD_ERROR_INPUT. */
gboolean td_age_identity_parse (const char *text, TdAgeIdentity *ret_identity, GError **error);
char *td_age_identity_text (const TdAgeIdentity *identity); /* wipe and free it */
void td_age_identity_wipe (TdAgeIdentity *identity);

/* ---- writing and reading ---- */

/* Takes what was made, in order; FALSE with error ends it. */
typedef gboolean (*TdAgeSink) (const guint8 *bytes, gsize n, gpointer data, GError **error);

typedef struct TdAgeWriter TdAgeWriter;
/* Gives the header to sink at once. 1 to TD_AGE_MAX_RECIPIENTS recipients. NULL with error. */
TdAgeWriter *td_age_writer_new (const TdAgeRecipient *recipients, guint n, TdAgeSink sink, gpointer data,
                                GError **error);
gboolean td_age_writer_feed (TdAgeWriter *writer, const guint8 *bytes, gsize n, GError **error);
/* Without it what was written opens to nobody: age refuses a file that has no last chunk. Nothing may be fed after it. */
gboolean td_age_writer_finish (TdAgeWriter *writer, GError **error);
void td_age_writer_free (TdAgeWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAgeWriter, td_age_writer_free)

typedef struct TdAgeReader TdAgeReader;
/* identities stay the caller's and must outlive it. sink gets chunks that were proved; only finish says that all are there. */
TdAgeReader *td_age_reader_new (const TdAgeIdentity *identities, guint n, TdAgeSink sink, gpointer data);
/* TD_ERROR_INPUT: not such a file, or changed; TD_ERROR_NOT_ALLOWED: sealed to other keys. */
gboolean td_age_reader_feed (TdAgeReader *reader, const guint8 *bytes, gsize n, GError **error);
gboolean td_age_reader_finish (TdAgeReader *reader, GError **error);
void td_age_reader_free (TdAgeReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAgeReader, td_age_reader_free)

/* Whether these first bytes of a file are those of one in the age format, in bytes or in armour ("-----BEGIN AGE ENCRYPTED FILE-----"). */
gboolean td_age_looks_sealed (const guint8 *bytes, gsize n);
