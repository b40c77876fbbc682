/* Queries of accounts; private to this area. */
#pragma once

#include "areas/people/account.h"

/* With terms and conflicts. *ret_person NULL: there is none. id or address, the other NULL. */
gboolean td_accounts_find (TdTx *tx, const char *id, const char *address, const char *today, TdPerson **ret_person,
                           GError **error);
GPtrArray *td_accounts_list (TdTx *tx, const TdPersonFilter *filter, const char *today, gint64 *ret_total,
                             GError **error);
/* Open accounts with a term as ministry of the State that is in force or to come. */
GPtrArray *td_accounts_of_state (TdTx *tx, const char *state, const char *today, GError **error);

/* Ends all sessions of theirs too. */
gboolean td_accounts_close (TdTx *tx, const char *person, GError **error);
gboolean td_accounts_reopen (TdTx *tx, const char *person, GError **error);
gboolean td_accounts_erase (TdTx *tx, const char *person, GError **error);
