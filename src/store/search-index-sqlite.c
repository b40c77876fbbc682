/* The search index on SQLite: two FTS5 tables, ranked by bm25. */
#include "store/engine.h"

static const char *const delete_sql[] = {
    [TD_INDEX_PUBLIC] = "delete from search_public where rowid = $1",
    [TD_INDEX_RESTRICTED] = "delete from search_restricted where rowid = $1",
};
static const char *const insert_sql[] = {
    [TD_INDEX_PUBLIC] = "insert into search_public (rowid, tokens) values ($1, $2)",
    [TD_INDEX_RESTRICTED] = "insert into search_restricted (rowid, tokens) values ($1, $2)",
};

gboolean td_index_sqlite_remove (TdTx *tx, TdIndex index, gint64 entry, GError **error)
{
    const TdValue values[] = { TD_INT (entry) };
    return td_exec_values (tx, delete_sql[index], error, values, G_N_ELEMENTS (values));
}

/* One segment is left, without what was removed; the pages of the others are overwritten (pragma secure_delete). */
gboolean td_index_sqlite_settle (TdTx *tx, TdIndex index, GError **error)
{
    static const char *const settle_sql[] = {
        [TD_INDEX_PUBLIC] = "insert into search_public (search_public) values ('optimize')",
        [TD_INDEX_RESTRICTED] = "insert into search_restricted (search_restricted) values ('optimize')",
    };

    return td_exec_values (tx, settle_sql[index], error, NULL, 0);
}

gboolean td_index_sqlite_put (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error)
{
    const TdValue values[] = { TD_INT (entry), TD_TEXT (tokens) };
    return td_index_sqlite_remove (tx, index, entry, error)
           && td_exec_values (tx, insert_sql[index], error, values, G_N_ELEMENTS (values));
}

/* In FTS5 a string in double quotes, inner ones doubled, is taken as it is. */
static void append_quoted (GString *match, const char *token)
{
    g_string_append_c (match, '"');
    for (; *token; token++) {
        if (*token == '"')
            g_string_append_c (match, '"');
        g_string_append_c (match, *token);
    }
    g_string_append_c (match, '"');
}

static char *match_expression (const GPtrArray *elements, TdMatch match)
{
    GString *text = g_string_new (NULL);
    for (guint i = 0; i < elements->len; i++) {
        const char *const *alternatives = elements->pdata[i];
        if (i > 0)
            g_string_append (text, match == TD_MATCH_ALL ? " AND " : " OR ");
        g_string_append_c (text, '(');
        for (gsize j = 0; alternatives[j]; j++) {
            if (j > 0)
                g_string_append (text, " OR ");
            append_quoted (text, alternatives[j]);
        }
        g_string_append_c (text, ')');
    }
    return g_string_free (text, FALSE);
}

void td_index_sqlite_query (TdQuery *query, TdIndex index, const GPtrArray *elements, TdMatch match, int limit)
{
    g_autofree char *expression = match_expression (elements, match);
    if (index == TD_INDEX_PUBLIC)
        td_query_add (query, "(select rowid as entry, -rank as score from search_public where search_public match $?",
                      TD_TEXT (expression));
    else
        td_query_add (query,
                      "(select rowid as entry, -rank as score from search_restricted"
                      " where search_restricted match $?",
                      TD_TEXT (expression));
    if (limit > 0)
        td_query_add (query, "order by rank, rowid limit $?)", TD_INT (limit));
    else
        td_query_add (query, ")");
}
