/* Queries of the list of names; private to this area. They ask no door. */
#pragma once

#include "areas/cases/case-names.h"

enum { TD_NAME_HASH = 16 };

gboolean td_case_names_clear_in (TdTx *tx, const char *id, GError **error);
gboolean td_case_names_put (TdTx *tx, const char *id, int version, const guint8 *sealed, gsize n, const char *actor,
                            gint64 at, GError **error);
gboolean td_case_name_put (TdTx *tx, const char *id, int n, const char *replacement, GError **error);
gboolean td_case_name_word_put (TdTx *tx, const char *id, int n, const char *kind, const guint8 hash[TD_NAME_HASH],
                                GError **error);
/* 0: no list. */
gboolean td_case_names_last (TdTx *tx, const char *id, int *ret_version, GError **error);
GBytes *td_case_names_bytes (TdTx *tx, const char *id, GError **error); /* NULL without error: none */
/* Of char *, in order. */
GPtrArray *td_case_name_select (TdTx *tx, const char *id, GError **error);
typedef gboolean (*TdNameWordFunc) (int n, const char *kind, const guint8 *hash, gsize size, gpointer data);
gboolean td_case_name_words (TdTx *tx, const char *id, TdNameWordFunc fn, gpointer data, GError **error);
