/* C2SP signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), Ed25519 (type 0x01).
 * Pure; any thread.
 *
 * A verifier key is "name+hex keyhash+base64 (0x01 || public key)"; the key hash is the first four
 * bytes of SHA-256 (name || "\n" || 0x01 || public key).
 */
#pragma once

#include <glib.h>

/* body must end in a newline. Free it. */
char *td_note_sign (const char *body, const char *name, const guint8 public_key[32], const guint8 secret_key[64]);
/* Finds the signature of this key, checks it, returns the body (free it); TD_ERROR_INPUT otherwise. */
char *td_note_open (const char *note, gsize length, const char *name, const guint8 public_key[32], GError **error);
char *td_note_verifier_key (const char *name, const guint8 public_key[32]);
gboolean td_note_parse_verifier_key (const char *text, char **ret_name, guint8 ret_public_key[32], GError **error);

/* A checkpoint's body: origin, size, base64 root. */
char *td_checkpoint_body (const char *origin, guint64 size, const guint8 root[32]);
gboolean td_checkpoint_parse (const char *body, char **ret_origin, guint64 *ret_size, guint8 ret_root[32],
                              GError **error);
