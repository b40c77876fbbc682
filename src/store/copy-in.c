/* Lines of JSON into an empty store. Contract in copy.h. */
#include "store/copy-private.h"

#include <jansson.h>
#include <string.h>

struct TdCopyIn {
    TdTx *tx;
    GPtrArray *tables;
    /* of the piece that is taken */
    const TdCopyTable *table; /* or NULL: an index */
    TdIndex index;
    char *insert;
    TdValueKind kinds[256];
    gsize n;
    gint64 rows;
};

static gboolean fail (GError **error, const char *what)
{
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_INPUT,
                 "The rows of the backup are not what this version reads (%s). Nothing was kept.", what);
    return FALSE;
}

/* ---- the first line of a piece ---- */

static const TdCopyTable *find_table (const TdCopyIn *in, const char *name)
{
    for (guint i = 0; i < in->tables->len; i++)
        if (strcmp (((TdCopyTable *) in->tables->pdata[i])->name, name) == 0)
            return in->tables->pdata[i];
    return NULL;
}

static const TdCopyColumn *find_column (const TdCopyTable *table, const char *name)
{
    for (guint i = 0; name && i < table->columns->len; i++)
        if (strcmp (((TdCopyColumn *) table->columns->pdata[i])->name, name) == 0)
            return table->columns->pdata[i];
    return NULL;
}

/* Names come from the store's own catalogue, found by those of the piece. */
static gboolean prepare_insert (TdCopyIn *in, json_t *names, GError **error)
{
    g_autoptr (GString) sql = g_string_new ("insert into ");
    g_autoptr (GString) values = g_string_new (") values (");

    td_copy_append_name (sql, in->table->name);
    in->n = json_array_size (names);
    if (in->n == 0 || in->n > G_N_ELEMENTS (in->kinds))
        return fail (error, "a table without columns");
    for (gsize i = 0; i < in->n; i++) {
        const TdCopyColumn *column = find_column (in->table, json_string_value (json_array_get (names, i)));
        if (!column)
            return fail (error, "a column that is not in its table");
        g_string_append (sql, i == 0 ? " (" : ", ");
        td_copy_append_name (sql, column->name);
        g_string_append_printf (values, i == 0 ? "$%u" : ", $%u", (guint) i + 1);
        in->kinds[i] = column->kind;
    }
    g_string_append_printf (sql, "%s)", values->str);
    g_free (in->insert);
    in->insert = g_string_free (g_steal_pointer (&sql), FALSE);
    return TRUE;
}

static gboolean take_index_head (TdCopyIn *in, const char *name, GError **error)
{
    in->table = NULL;
    in->n = 2;
    in->kinds[0] = TD_VALUE_INT;
    in->kinds[1] = TD_VALUE_TEXT;
    for (gsize i = 0; i < G_N_ELEMENTS (td_copy_index_names); i++)
        if (strcmp (td_copy_index_names[i], name) == 0) {
            in->index = (TdIndex) i;
            return TRUE;
        }
    return fail (error, "a search index of no known name");
}

static gboolean take_head (TdCopyIn *in, json_t *head, GError **error)
{
    const char *table = json_string_value (json_object_get (head, "table"));
    const char *index = json_string_value (json_object_get (head, "index"));

    if (index)
        return take_index_head (in, index, error);
    in->table = table ? find_table (in, table) : NULL;
    if (!in->table)
        return fail (error, "a table of no known name");
    return prepare_insert (in, json_object_get (head, "columns"), error);
}

/* ---- rows ---- */

/* bytes: where decoded ones are kept until the row is in. */
static gboolean value_of (json_t *json, TdValueKind kind, GPtrArray *bytes, TdValue *ret_value)
{
    const char *text;
    guint8 *decoded;
    gsize size = 0;

    if (json_is_null (json)) {
        *ret_value = TD_NULL ();
        return TRUE;
    }
    if (kind == TD_VALUE_INT) {
        *ret_value = TD_INT (json_integer_value (json));
        return json_is_integer (json);
    }
    if (kind == TD_VALUE_TEXT) {
        *ret_value = TD_TEXT (json_string_value (json));
        return json_is_string (json);
    }
    text = json_string_value (json_object_get (json, "base64"));
    if (!text)
        return FALSE;
    decoded = g_base64_decode (text, &size);
    g_ptr_array_add (bytes, decoded ? decoded : g_malloc0 (1));
    *ret_value = TD_BYTES (bytes->pdata[bytes->len - 1], size);
    return TRUE;
}

static gboolean insert_row (TdCopyIn *in, const TdValue *values, GError **error)
{
    in->rows++;
    if (in->table)
        return td_exec_values (in->tx, in->insert, error, values, in->n);
    if (!values[1].data) /* an entry without a token */
        return TRUE;
    return td_index_put (in->tx, in->index, values[0].number, values[1].data, error);
}

static gboolean take_row (TdCopyIn *in, json_t *row, GError **error)
{
    g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func (g_free);
    TdValue values[G_N_ELEMENTS (in->kinds)];

    if (!json_is_array (row) || json_array_size (row) != in->n)
        return fail (error, "a row of another length than its table");
    for (gsize i = 0; i < in->n; i++)
        if (!value_of (json_array_get (row, i), in->kinds[i], bytes, &values[i]))
            return fail (error, "a value of another kind than its column");
    return insert_row (in, values, error);
}

gboolean td_copy_in_take (TdCopyIn *in, const char *lines, gsize n, GError **error)
{
    const char *at = lines, *end = lines + n;

    for (gboolean is_head = TRUE; at < end; is_head = FALSE) {
        const char *stop = memchr (at, '\n', (gsize) (end - at));
        json_t *line = stop ? json_loadb (at, (gsize) (stop - at), 0, NULL) : NULL;
        gboolean ok = line && (is_head ? take_head (in, line, error) : take_row (in, line, error));
        if (!line)
            fail (error, "a line that is no JSON");
        json_decref (line);
        if (!ok)
            return FALSE;
        at = stop + 1;
    }
    return TRUE;
}

/* ---- the transaction ---- */

struct copy_in {
    const TdSchemaFile *files;
    TdCopyFeed feed;
    gpointer data;
    gint64 rows;
};

static gboolean check_empty (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) tables = td_copy_tables (tx, error);

    if (!tables)
        return FALSE;
    if (tables->len == 0)
        return TRUE;
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_CONFLICT,
                 "The database is not empty, and nothing in it was touched. Name an empty one.");
    return FALSE;
}

/* What schema files put into their tables themselves comes with the rows. */
static gboolean empty_tables (TdTx *tx, const GPtrArray *tables, GError **error)
{
    for (guint i = 0; i < tables->len; i++) {
        g_autoptr (GString) sql = g_string_new ("delete from ");
        td_copy_append_name (sql, ((TdCopyTable *) tables->pdata[i])->name);
        if (!td_exec_values (tx, sql->str, error, NULL, 0))
            return FALSE;
    }
    return TRUE;
}

static gboolean fill (TdTx *tx, struct copy_in *c, GError **error)
{
    const TdEngine *engine = td_store_get_engine (tx->store);
    g_autoptr (GPtrArray) tables = td_copy_tables (tx, error);
    TdCopyIn in = { .tx = tx, .tables = tables };
    gboolean ok = tables && engine->check_later (tx, error) && empty_tables (tx, tables, error)
                  && c->feed (&in, c->data, error) && engine->check_now (tx, error);

    g_free (in.insert);
    c->rows = in.rows;
    return ok;
}

static gboolean copy_in (TdTx *tx, gpointer data, GError **error)
{
    struct copy_in *c = data;
    const TdEngine *engine = td_store_get_engine (tx->store);

    return (!engine->patient || engine->script (tx->conn, engine->patient, error)) && check_empty (tx, error)
           && td_schema_apply (tx, c->files, error) && fill (tx, c, error);
}

gboolean td_store_copy_in (TdStore *store, const TdSchemaFile *files, TdCopyFeed feed, gpointer data, gint64 *ret_rows,
                           GError **error)
{
    struct copy_in c = { .files = files, .feed = feed, .data = data };

    if (!td_store_transact (store, TD_BEGIN_MIGRATE, FALSE, copy_in, &c, error))
        return FALSE;
    *ret_rows = c.rows;
    return TRUE;
}
