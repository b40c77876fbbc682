/* The search index, the part that is the same on every engine: what a query asks for. */
#include "store/engine.h"

#include "base/limits.h"

/* An entry's tokens beyond this are left out: PostgreSQL holds at most 1 MiB of lexemes and positions. */
enum { MOST_TOKEN_BYTES = 256 * 1024 };

gboolean td_index_take_keys (TdTx *tx, gint64 n, gint64 *ret_first, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "update search_counter set n = n + $1 where one = 1 returning n", error, TD_INT (n));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_first = td_rows_int (rows, 0) - n + 1;
    return TRUE;
}

gboolean td_index_put (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error)
{
    g_autofree char *shorter = NULL;
    if (strlen (tokens) > MOST_TOKEN_BYTES) {
        const char *end = g_strrstr_len (tokens, MOST_TOKEN_BYTES, " ");
        shorter = g_strndup (tokens, end ? (gsize) (end - tokens) : 0);
        tokens = shorter;
    }
    return td_store_get_engine (tx->store)->index_put (tx, index, entry, tokens, error);
}

gboolean td_index_remove (TdTx *tx, TdIndex index, gint64 entry, GError **error)
{
    return td_store_get_engine (tx->store)->index_remove (tx, index, entry, error);
}

gboolean td_index_settle (TdTx *tx, TdIndex index, GError **error)
{
    return td_store_get_engine (tx->store)->index_settle (tx, index, error);
}

/* The alternatives of one element without empty ones; NULL when none is left. */
static GStrv split_element (const char *element)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) parts = g_strsplit (element, " ", -1);
    gsize n = 0;
    for (gsize i = 0; parts[i]; i++) {
        if (*parts[i]) {
            g_strv_builder_add (builder, parts[i]);
            n++;
        }
    }
    return n > 0 ? g_strv_builder_end (builder) : NULL;
}

void td_query_add_entries (TdQuery *query, TdStore *store, TdIndex index)
{
    gboolean sqlite = g_str_equal (td_store_engine (store), "sqlite");

    if (sqlite && index == TD_INDEX_PUBLIC)
        td_query_add (query, "(select rowid as entry from search_public)");
    else if (sqlite)
        td_query_add (query, "(select rowid as entry from search_restricted)");
    else if (index == TD_INDEX_PUBLIC)
        td_query_add (query, "(select entry from search_public)");
    else
        td_query_add (query, "(select entry from search_restricted)");
}

void td_query_add_index (TdQuery *query, TdStore *store, TdIndex index, const char *const *terms, TdMatch match,
                         int limit)
{
    g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    for (gsize i = 0; terms[i] && elements->len < TD_LIMIT_SEARCH_TERMS; i++) {
        GStrv element = split_element (terms[i]);
        if (element)
            g_ptr_array_add (elements, element);
    }
    if (elements->len == 0)
        td_query_add (query, "(select cast(0 as bigint) as entry, 0.0 as score where 1 = 0)");
    else
        td_store_get_engine (store)->index_query (query, index, elements, match, limit);
}
