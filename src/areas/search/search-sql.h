/* Queries of search; private to this area. */
#pragma once

#include "areas/search/search.h"
#include "store/search-index.h"

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdSearchAsk *ask;      /* in order: its states are never NULL */
    const char *const *elements; /* what the index is asked for; none: an article alone */
    const char *const *names;    /* of who said it, NULL: of anybody */
} TdSearchLook;

/* One page of hits and their number in all, of what the viewer may read. */
gboolean td_search_select (TdTx *tx, const TdSearchLook *look, TdMatch match, gint64 *ret_total, GPtrArray *hits,
                           GError **error);
/* Puts, or takes out, every paragraph of a submission. */
gboolean td_search_index_all (TdTx *tx, TdIndex index, const char *submission, GError **error);
/* Puts every paragraph of a document of the library, in all its languages, into both: it is public, and the Committee asks the other one. */
gboolean td_search_index_document (TdTx *tx, const char *document, GError **error);
gboolean td_search_unindex_all (TdTx *tx, TdIndex index, const char *submission, GError **error);
gboolean td_search_is_public (TdTx *tx, const char *submission, gboolean *ret_public, GError **error);
