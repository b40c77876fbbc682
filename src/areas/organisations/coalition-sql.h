/* Queries of coalitions; private to this area. */
#pragma once

#include "areas/organisations/coalition.h"

gboolean td_coalition_put (TdTx *tx, const char *coalition, const char *organisation, gint64 now, GError **error);
gboolean td_coalition_set_accepted (TdTx *tx, const char *coalition, const char *organisation, gint64 now,
                                    gint64 *ret_rows, GError **error);
gboolean td_coalition_delete (TdTx *tx, const char *coalition, const char *organisation, gint64 *ret_rows,
                              GError **error);
