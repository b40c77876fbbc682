/* The queries of the glossary; private to this area. */
#pragma once

#include "areas/memory/glossary.h"

/* Of TdGlossaryTerm by name, what was brought in. */
GPtrArray *td_glossary_stored (TdTx *tx, GError **error);
gboolean td_glossary_store (TdTx *tx, const TdGlossaryTerm *term, const char *actor, gint64 at, GError **error);
gboolean td_glossary_drop (TdTx *tx, const char *id, gint64 *ret_gone, GError **error);
