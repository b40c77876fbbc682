/* Rows about delegations; private to this area. */
#pragma once

#include "store/store.h"

gboolean td_delegation_is_public (TdTx *tx, int session, const char *state, gboolean *ret_public, GError **error);
gboolean td_delegation_put_public (TdTx *tx, int session, const char *state, gboolean public_names, const char *actor,
                                   gint64 at, GError **error);
/* States with a delegation in the session, by their code. */
GStrv td_delegation_states (TdTx *tx, int session, GError **error);
/* Every other member stands behind this one. */
gboolean td_delegation_put_first (TdTx *tx, int session, const char *state, const char *accreditation, GError **error);
