/* Marks of what was seen; private to this area. */
#pragma once

#include "areas/dossier/news.h"

gboolean td_news_load_since (TdTx *tx, const char *person, const char *state, gint64 *ret_since, GError **error);
/* Adds "KIND ID" (char *) of what was marked one by one, with when (gint64 *). */
gboolean td_news_load_seen (TdTx *tx, const char *person, const char *state, GHashTable *seen, GError **error);
gboolean td_news_put_seen (TdTx *tx, const char *person, const char *state, const char *kind, const char *id,
                           gint64 now, GError **error);
gboolean td_news_put_since (TdTx *tx, const char *person, const char *state, gint64 at, GError **error);
