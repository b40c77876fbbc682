/* The query builder: constant fragments joined, parameters numbered and kept. */
#include "store/engine.h"

struct TdQuery {
    GString *sql;
    GArray *values; /* of TdValue, whose data are ours */
};

static void value_clear (gpointer data)
{
    g_free ((gpointer) ((TdValue *) data)->data);
}

TdQuery *td_query_new (void)
{
    TdQuery *query = g_new0 (TdQuery, 1);
    query->sql = g_string_new (NULL);
    query->values = g_array_new (FALSE, FALSE, sizeof (TdValue));
    g_array_set_clear_func (query->values, value_clear);
    return query;
}

void td_query_free (TdQuery *query)
{
    if (!query)
        return;
    g_string_free (query->sql, TRUE);
    g_array_unref (query->values);
    g_free (query);
}

static void add_copy (TdQuery *query, const TdValue *value)
{
    TdValue copy = *value;
    if (value->kind == TD_VALUE_TEXT)
        copy.data = g_strdup (value->data);
    else if (value->kind == TD_VALUE_BYTES && value->data)
        copy.data = value->size > 0 ? g_memdup2 (value->data, value->size) : g_malloc (1);
    else
        copy.data = NULL;
    g_array_append_val (query->values, copy);
}

static void append_number (GString *sql, guint n)
{
    if (n >= 10)
        append_number (sql, n / 10);
    g_string_append_c (sql, (char) ('0' + n % 10));
}

void td_query_add_values (TdQuery *query, const char *fragment, const TdValue *values, gsize n)
{
    gsize used = 0;
    /* Fragments may meet without a space: "… where a = $?" "and …" must not become $1and. */
    if (query->sql->len > 0)
        g_string_append_c (query->sql, ' ');
    for (const char *hole; (hole = strstr (fragment, "$?")) != NULL; fragment = hole + 2) {
        g_string_append_len (query->sql, fragment, hole - fragment);
        if (used == n)
            g_error ("A fragment of SQL has more $? than values.");
        add_copy (query, &values[used++]);
        g_string_append_c (query->sql, '$');
        append_number (query->sql, query->values->len);
    }
    if (used != n)
        g_error ("A fragment of SQL has fewer $? than values.");
    g_string_append (query->sql, fragment);
}

TdRows *td_query_run (TdQuery *query, TdTx *tx, GError **error)
{
    return td_select_values (tx, query->sql->str, error, (const TdValue *) (void *) query->values->data,
                             query->values->len);
}
