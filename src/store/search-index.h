/* The search index: tokens in, entries with a score out; the same set of hits on both engines.
 *
 * Tokens come from text/analyzer.h already folded and stemmed; the engine splits on spaces alone
 * and never stems. There are two indexes, public and restricted, because in one index a confidential row would
 * change the scores of public ones. What an entry is, the store does not know: callers
 * join its id with their own tables and add their own conditions (the door's among them).
 *
 * SQLite: two FTS5 tables. PostgreSQL: two tables with a tsvector and a GIN index.
 */
#pragma once

#include "store/store.h"

typedef enum { TD_INDEX_PUBLIC, TD_INDEX_RESTRICTED } TdIndex;
typedef enum { TD_MATCH_ALL, TD_MATCH_ANY } TdMatch; /* all words; any of them (best first) */

/* n numbers that no entry had before, for tables to hold as search keys: the first of them; the others follow it. One counter for all
 * tables, so that an entry of one is none of another. */
gboolean td_index_take_keys (TdTx *tx, gint64 n, gint64 *ret_first, GError **error);

/* Puts or replaces entry (a positive int64 that the caller's table holds as its search key). tokens: one space
 * between; what goes beyond 256 KiB is left out (PostgreSQL takes no more). */
gboolean td_index_put (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error);
gboolean td_index_remove (TdTx *tx, TdIndex index, gint64 entry, GError **error);
/* After an erasure: so that the words of removed entries stand nowhere in the index either (SQLite keeps them until it merges).
 * Takes as long as the index is large. */
gboolean td_index_settle (TdTx *tx, TdIndex index, GError **error);

/* Adds to query a subquery in brackets with the one column entry (int64): all that the index holds, for who checks it. */
void td_query_add_entries (TdQuery *query, TdStore *store, TdIndex index);

/* Adds to query a subquery in brackets with the columns entry (int64) and score (larger is better, float),
 * to stand where a table may: select … from <this> h join paragraph p on p.search_key = h.entry.
 * limit > 0: only the best so many, ties by entry (use it when no condition of yours follows: it is
 * the fast way). terms: NULL-terminated, at most TD_LIMIT_SEARCH_TERMS count; none matches nothing. A term may
 * hold alternatives with spaces between (the stems of one word in several languages): any of them is that term. */
void td_query_add_index (TdQuery *query, TdStore *store, TdIndex index, const char *const *terms, TdMatch match,
                         int limit);
