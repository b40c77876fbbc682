/* Queries of declarations; private to this area. */
#pragma once

#include "areas/communications/declaration.h"

/* By State and day. Of TdDeclaration; a State that the profile does not know is left out. state, id: or NULL. */
GPtrArray *td_declaration_select (TdTx *tx, const TdProfile *profile, int article, const char *state, GError **error);
/* NULL without error: there is none. */
TdDeclaration *td_declaration_get (TdTx *tx, const TdProfile *profile, const char *id, GError **error);
gboolean td_declaration_insert (TdTx *tx, const TdDeclaration *declaration, const char *actor, GError **error);
gboolean td_declaration_set_struck (TdTx *tx, const char *id, const char *actor, gint64 at, GError **error);
