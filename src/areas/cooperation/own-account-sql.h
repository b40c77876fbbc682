/* Queries of accounts of consultations; private to this area. Nothing here asks the door but the lists, by its filter. */
#pragma once

#include "areas/cooperation/own-account.h"
#include "areas/cooperation/to-accept.h"

/* As kept, with answers; relations are the viewer's. *ret_account NULL: none. */
gboolean td_own_account_load (TdTx *tx, const TdProfile *profile, const TdViewer *viewer, const char *id,
                              TdOwnAccount **ret_account, GError **error);
/* The id of the one that stands of an organisation, or of a person; *ret_id NULL: none. */
gboolean td_own_account_find (TdTx *tx, const char *state, int cycle, const char *organisation, const char *person,
                              char **ret_id, GError **error);
GPtrArray *td_own_account_select (TdTx *tx, const TdProfile *profile, const TdViewer *viewer, const char *state,
                                  int cycle, GError **error);
GArray *td_own_account_select_versions (TdTx *tx, const char *id, GError **error);

gboolean td_own_account_insert (TdTx *tx, const TdOwnAccount *account, GError **error);
gboolean td_own_account_update (TdTx *tx, const TdOwnAccount *account, GError **error);
/* The answers of the account as its present version. */
gboolean td_own_account_insert_version (TdTx *tx, const TdOwnAccount *account, const char *actor, GError **error);
/* Its answers, name and secret go. */
gboolean td_own_account_empty (TdTx *tx, const char *id, gint64 now, GError **error);

GPtrArray *td_own_account_select_to_accept (TdTx *tx, const TdViewer *viewer, int most, GError **error);
gboolean td_own_account_count_to_accept (TdTx *tx, const TdViewer *viewer, gint64 *ret_count, GError **error);

gboolean td_own_reading_known (TdTx *tx, const char *account, const char *reader, const char *session, gint64 hour,
                               gboolean *ret_known, GError **error);
gboolean td_own_reading_insert (TdTx *tx, const char *account, const char *reader, const char *session, gint64 at,
                                GError **error);
