/* Keys and sealed files on an officer's own machine: no instance, no store. */
#pragma once

#include "age/age.h"

/* A new pair: the secret into file, which must not exist and gets mode 0600, or to standard output where it is NULL. TD_ERROR_INPUT: the file lies
 * inside an instance's folder, where a secret key has no place. */
gboolean td_key_file_make (const char *file, TdAgeRecipient *ret_recipient, GError **error);
/* The secret keys of a file as age-keygen or td_key_file_make writes it. At most TD_AGE_MAX_RECIPIENTS; wipe them. */
gboolean td_key_file_read (const char *file, TdAgeIdentity ret_identities[TD_AGE_MAX_RECIPIENTS], guint *ret_n,
                           GError **error);
/* Opens in and seals it to others into out, which must not exist, in one pass and little memory. Nothing is left of out where it fails. */
gboolean td_key_file_reseal (const TdAgeIdentity *identities, guint n_identities, const TdAgeRecipient *to, guint n_to,
                             const char *in, const char *out, GError **error);
