/* The search index on PostgreSQL: two tables with a tsvector, ranked by ts_rank.
 *
 * The tsvector is written as a literal with positions (so that a frequent word counts more) and read
 * by a cast: no dictionary or configuration has a say, tokens are taken as they are. */
#include "store/engine.h"

static const char *const delete_sql[] = {
    [TD_INDEX_PUBLIC] = "delete from search_public where entry = $1",
    [TD_INDEX_RESTRICTED] = "delete from search_restricted where entry = $1",
};
static const char *const put_sql[] = {
    [TD_INDEX_PUBLIC] = "insert into search_public (entry, tokens) values ($1, cast($2 as tsvector))"
                        " on conflict (entry) do update set tokens = excluded.tokens",
    [TD_INDEX_RESTRICTED] = "insert into search_restricted (entry, tokens) values ($1, cast($2 as tsvector))"
                            " on conflict (entry) do update set tokens = excluded.tokens",
};

/* Beyond this PostgreSQL counts every position as the last. */
enum { LAST_POSITION = 16383 };

/* In literals of tsvector and tsquery a quoted token is taken as it is; quote and backslash are doubled. */
static void append_quoted (GString *literal, const char *token, gsize length)
{
    g_string_append_c (literal, '\'');
    for (gsize i = 0; i < length; i++) {
        if (token[i] == '\'' || token[i] == '\\')
            g_string_append_c (literal, token[i]);
        g_string_append_c (literal, token[i]);
    }
    g_string_append_c (literal, '\'');
}

static char *vector_literal (const char *tokens)
{
    GString *literal = g_string_sized_new (2 * strlen (tokens) + 16);
    int position = 1;
    for (const char *p = tokens; *p;) {
        gsize length = strcspn (p, " ");
        if (length > 0) {
            append_quoted (literal, p, length);
            g_string_append_printf (literal, ":%d ", position);
            if (position < LAST_POSITION)
                position++;
        }
        p += length;
        p += *p == ' ';
    }
    return g_string_free (literal, FALSE);
}

gboolean td_index_postgres_remove (TdTx *tx, TdIndex index, gint64 entry, GError **error)
{
    const TdValue values[] = { TD_INT (entry) };
    return td_exec_values (tx, delete_sql[index], error, values, G_N_ELEMENTS (values));
}

/* A row's words are in the row and its index entries, which vacuum takes away. */
gboolean td_index_postgres_settle (TdTx *tx, TdIndex index, GError **error)
{
    (void) tx, (void) index, (void) error;
    return TRUE;
}

gboolean td_index_postgres_put (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error)
{
    g_autofree char *literal = vector_literal (tokens);
    const TdValue values[] = { TD_INT (entry), TD_TEXT (literal) };
    return td_exec_values (tx, put_sql[index], error, values, G_N_ELEMENTS (values));
}

static char *query_literal (const GPtrArray *elements, TdMatch match)
{
    GString *text = g_string_new (NULL);
    for (guint i = 0; i < elements->len; i++) {
        const char *const *alternatives = elements->pdata[i];
        if (i > 0)
            g_string_append (text, match == TD_MATCH_ALL ? " & " : " | ");
        g_string_append_c (text, '(');
        for (gsize j = 0; alternatives[j]; j++) {
            if (j > 0)
                g_string_append (text, " | ");
            append_quoted (text, alternatives[j], strlen (alternatives[j]));
        }
        g_string_append_c (text, ')');
    }
    return g_string_free (text, FALSE);
}

/* Normalization 1: a long paragraph does not win by its length. */
void td_index_postgres_query (TdQuery *query, TdIndex index, const GPtrArray *elements, TdMatch match, int limit)
{
    g_autofree char *literal = query_literal (elements, match);
    td_query_add (query, "(select entry, cast(ts_rank(tokens, cast($? as tsquery), 1) as double precision) as score",
                  TD_TEXT (literal));
    if (index == TD_INDEX_PUBLIC)
        td_query_add (query, "from search_public where tokens @@ cast($? as tsquery)", TD_TEXT (literal));
    else
        td_query_add (query, "from search_restricted where tokens @@ cast($? as tsquery)", TD_TEXT (literal));
    if (limit > 0)
        td_query_add (query, "order by score desc, entry limit $?)", TD_INT (limit));
    else
        td_query_add (query, ")");
}
