/* Queries of passwords and of links by mail; private to this area. */
#pragma once

#include "areas/people/people.h"

/* *ret_hash NULL: no such person, or closed. Both are freed before they are set. */
gboolean td_person_secrets (TdTx *tx, const char *person, char **ret_address, char **ret_hash, GError **error);
gboolean td_person_put_password (TdTx *tx, const char *person, const char *hash, GError **error);

/* person NULL: the address has no account. */
gboolean td_link_insert (TdTx *tx, const char *id, const guint8 token[32], const guint8 browser[32],
                         const char *purpose, const char *person, gint64 now, gint64 expires, GError **error);
/* The person of a live link that was asked for in this browser, of an account in use; *ret_person NULL: none. */
gboolean td_link_find (TdTx *tx, const guint8 token[32], const guint8 browser[32], const char *purpose, gint64 now,
                       char **ret_person, GError **error);
gboolean td_link_close (TdTx *tx, const guint8 token[32], GError **error);
