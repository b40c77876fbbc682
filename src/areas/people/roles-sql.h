/* Queries of roles and conflicts; private to this area. */
#pragma once

#include "areas/people/conflicts.h"
#include "areas/people/roles.h"

gboolean td_roles_insert (TdTx *tx, const char *id, const char *person, const TdTermGiven *given, gint64 now,
                          GError **error);
gboolean td_roles_end (TdTx *tx, const char *id, gint64 now, GError **error);
/* Administrators in force on today with an open account, besides this person. */
gboolean td_roles_other_administrators (TdTx *tx, const char *person, const char *today, gint64 *ret_count,
                                        GError **error);

gboolean td_conflicts_insert (TdTx *tx, const char *person, const char *state, const char *ground, gint64 now,
                              GError **error);
/* *ret_removed FALSE: there was none. */
gboolean td_conflicts_remove (TdTx *tx, const char *id, const char *person, const char *state, const char *ground,
                              const char *reason, gint64 now, gboolean *ret_removed, GError **error);

/* The secret under which the journal's hashes of this person stand. *ret_found FALSE: no such account. */
gboolean td_people_secret (TdTx *tx, const char *person, guint8 ret_secret[32], gboolean *ret_found, GError **error);
