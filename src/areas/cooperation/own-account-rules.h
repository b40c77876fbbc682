/* What the files of the rules of own-account.h share; private to this area. */
#pragma once

#include "areas/cooperation/own-account.h"

/* Whether everybody may read it now. */
gboolean td_own_account_is_public (const TdOwnAccount *account);
/* The entry that ends a change; content (may be NULL) is hashed under the account's secret. */
gboolean td_own_account_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdOwnAccount *account,
                                 const char *act, const char *content, gboolean public_change, GError **error);
