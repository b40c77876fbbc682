/* Which texts may resemble one, and which hold all of some words, by the index alone; private to this area. */
#pragma once

#include "areas/memory/memory-sql.h"

/* Numbers of texts (of gint64) that may score least or more, the likeliest first, some hundred at most. tokens as from td_memory_tokens. */
GArray *td_memory_candidates (TdTx *tx, const char *language, const GArray *tokens, int least, GError **error);
/* Numbers of the texts (of gint64, rising) in which each of the tokens stands; numbers among them are not asked for. Without any other token: none. */
GArray *td_memory_texts_with (TdTx *tx, const char *language, const GArray *tokens, GError **error);
