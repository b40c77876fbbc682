/* Small secrets in rows, such as that of a second factor: encrypted under keys derived from the instance's pepper, so that
 * a stolen database does not tell them. XChaCha20-Poly1305. */
#pragma once

#include "instance/instance.h"

/* purpose (a literal) keeps the uses apart; about (an id) binds it to its row. */
GBytes *td_seal (const TdInstance *instance, const char *purpose, const char *about, const guint8 *plain, gsize size);
/* NULL: not sealed by this instance for this purpose and row. */
GBytes *td_unseal (const TdInstance *instance, const char *purpose, const char *about, const guint8 *sealed,
                   gsize size);
