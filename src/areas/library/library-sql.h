/* Queries of the library; private to this area. All of it is public: nothing here asks the door. */
#pragma once

#include "areas/library/library.h"
#include "store/store.h"

/* ---- reading ---- */

/* By id, or by symbol in its clean form; the other is NULL. *ret_document NULL: none. */
gboolean td_library_load (TdTx *tx, const char *id, const char *symbol, TdLibraryDocument **ret_document,
                          GError **error);
GPtrArray *td_library_select (TdTx *tx, const TdLibraryFilter *filter, GError **error);
gboolean td_library_select_count (TdTx *tx, const TdLibraryFilter *filter, gint64 *ret_n, GError **error);
/* Paragraphs of one document and language (NULL: the leading one), in order. */
GPtrArray *td_library_select_paragraphs (TdTx *tx, const char *document, const char *language, GError **error);
GPtrArray *td_library_select_about (TdTx *tx, const TdLibraryFilter *filter, int article, GError **error);
/* Adds to counts (of gint64, by article number). */
gboolean td_library_select_coverage (TdTx *tx, const char *state, const char *source, GArray *counts, GError **error);
/* Where a file is: the symbol (or id) of its document and its language; NULL: nowhere. Free both. */
gboolean td_library_select_hash (TdTx *tx, const char *sha256, char **ret_document, char **ret_language,
                                 GError **error);
/* Appends the symbol (or id) and the hash of each file. */
gboolean td_library_select_hashes (TdTx *tx, GPtrArray *pairs, GError **error);

/* ---- writing ---- */

gboolean td_library_insert (TdTx *tx, const TdLibraryDocument *document, const guint8 secret[32], GError **error);
/* What is said of a document anew: type, source, State, cycle, title, body, day. */
gboolean td_library_update (TdTx *tx, const TdLibraryDocument *document, GError **error);
/* The document itself, once none of its languages is there. */
gboolean td_library_delete (TdTx *tx, const char *id, GError **error);
gboolean td_library_secret (TdTx *tx, const char *id, guint8 ret_secret[32], GError **error);
gboolean td_library_insert_language (TdTx *tx, const char *document, const TdLibraryLanguage *language, GError **error);
/* Behind those that it has. */
gboolean td_library_insert_symbol (TdTx *tx, const char *document, const char *symbol, GError **error);
gboolean td_library_delete_language (TdTx *tx, const char *document, const char *language, GError **error);
gboolean td_library_set_leading (TdTx *tx, const char *document, const char *language, GError **error);
/* paragraphs: of TdParagraph, numbered from 1 by their place; anchors: a text for each. */
gboolean td_library_insert_paragraphs (TdTx *tx, const char *document, const char *language,
                                       const GPtrArray *paragraphs, const GPtrArray *anchors, GError **error);
