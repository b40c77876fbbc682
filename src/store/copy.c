/* What a store holds, as lines of JSON. Contract in copy.h. */
#include "store/copy-private.h"

#include <jansson.h>
#include <string.h>

enum { PIECE = 1024 * 1024 };

const char *const td_copy_index_names[] = { [TD_INDEX_PUBLIC] = "public", [TD_INDEX_RESTRICTED] = "restricted" };

/* ---- tables ---- */

static void column_free (gpointer data)
{
    g_free (((TdCopyColumn *) data)->name);
    g_free (data);
}

static void table_free (gpointer data)
{
    TdCopyTable *table = data;

    g_free (table->name);
    g_ptr_array_unref (table->columns);
    g_free (table);
}

/* What the five words of schema files became. */
static TdValueKind kind_of (const char *type)
{
    if (g_ascii_strcasecmp (type, "integer") == 0 || g_ascii_strcasecmp (type, "bigint") == 0
        || g_ascii_strcasecmp (type, "smallint") == 0)
        return TD_VALUE_INT;
    if (g_ascii_strcasecmp (type, "blob") == 0 || g_ascii_strcasecmp (type, "bytea") == 0)
        return TD_VALUE_BYTES;
    return TD_VALUE_TEXT;
}

static gboolean load_columns (TdTx *tx, TdCopyTable *table, GError **error)
{
    const TdValue values[] = { TD_TEXT (table->name) };
    g_autoptr (TdRows) rows = td_select_values (tx, td_store_get_engine (tx->store)->columns, error, values, 1);
    GError *inner = NULL;

    while (rows && td_rows_next (rows, &inner)) {
        TdCopyColumn *column = g_new0 (TdCopyColumn, 1);
        column->name = g_strdup (td_rows_text (rows, 0));
        column->kind = kind_of (td_rows_text (rows, 1));
        g_ptr_array_add (table->columns, column);
    }
    if (inner)
        g_propagate_error (error, inner);
    return rows && !inner;
}

static gboolean load_names (TdTx *tx, GPtrArray *tables, GError **error)
{
    g_autoptr (TdRows) rows = td_select_values (tx, td_store_get_engine (tx->store)->tables, error, NULL, 0);
    GError *inner = NULL;

    while (rows && td_rows_next (rows, &inner)) {
        TdCopyTable *table = g_new0 (TdCopyTable, 1);
        table->name = g_strdup (td_rows_text (rows, 0));
        table->columns = g_ptr_array_new_with_free_func (column_free);
        g_ptr_array_add (tables, table);
    }
    if (inner)
        g_propagate_error (error, inner);
    return rows && !inner;
}

GPtrArray *td_copy_tables (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
    gboolean ok = load_names (tx, tables, error);

    for (guint i = 0; ok && i < tables->len; i++)
        ok = load_columns (tx, tables->pdata[i], error);
    return ok ? g_steal_pointer (&tables) : NULL;
}

void td_copy_append_name (GString *sql, const char *name)
{
    g_string_append_c (sql, '"');
    for (; *name; name++) {
        if (*name == '"')
            g_string_append_c (sql, '"');
        g_string_append_c (sql, *name);
    }
    g_string_append_c (sql, '"');
}

/* ---- rows ---- */

typedef struct {
    TdTx *tx;
    TdCopySink sink;
    gpointer data;
    json_t *head;   /* of this table's pieces */
    GString *piece; /* begun with the head, or empty */
    gint64 *rows;
    guint cursors; /* how many were opened */
} Out;

static int append_json (const char *text, size_t n, void *piece)
{
    g_string_append_len (piece, text, (gssize) n);
    return 0;
}

static void append_line (GString *piece, json_t *take_value)
{
    json_dump_callback (take_value, append_json, piece, JSON_COMPACT);
    g_string_append_c (piece, '\n');
    json_decref (take_value);
}

static gboolean give_piece (Out *out, GError **error)
{
    gboolean ok = out->piece->len == 0 || out->sink (out->piece->str, out->piece->len, out->data, error);

    g_string_truncate (out->piece, 0);
    return ok;
}

static json_t *bytes_to_json (TdRows *rows, int column)
{
    gsize size = 0;
    const guint8 *bytes = td_rows_bytes (rows, column, &size);
    g_autofree char *text = g_base64_encode (bytes, size);

    return json_pack ("{s:s}", "base64", text);
}

/* NULL: a text that is no Unicode. */
static json_t *value_to_json (TdRows *rows, int column, TdValueKind kind)
{
    if (td_rows_null (rows, column))
        return json_null ();
    if (kind == TD_VALUE_INT)
        return json_integer (td_rows_int (rows, column));
    return kind == TD_VALUE_BYTES ? bytes_to_json (rows, column) : json_string (td_rows_text (rows, column));
}

static gboolean give_row (Out *out, TdRows *rows, const TdValueKind *kinds, guint n, GError **error)
{
    json_t *row = json_array ();

    for (guint i = 0; i < n; i++)
        if (json_array_append_new (row, value_to_json (rows, (int) i, kinds[i])) != 0) {
            json_decref (row);
            g_set_error (
                error, TD_STORE_ERROR, TD_ERROR_OURS,
                "A text in the store is no Unicode, so the store cannot be copied. See what treatydesk verify says.");
            return FALSE;
        }
    if (out->piece->len == 0)
        append_line (out->piece, json_incref (out->head));
    append_line (out->piece, row);
    (*out->rows)++;
    return out->piece->len < PIECE || give_piece (out, error);
}

static gboolean give_rows (Out *out, TdRows *rows, const TdValueKind *kinds, guint n, gint64 *ret_n, GError **error)
{
    GError *inner = NULL;

    for (*ret_n = 0; rows && td_rows_next (rows, &inner); (*ret_n)++)
        if (!give_row (out, rows, kinds, n, error))
            return FALSE;
    if (inner)
        g_propagate_error (error, inner);
    return rows && !inner;
}

/* Some at a time, where the engine would have all in memory. The cursor has a name of its own, since a fetch is prepared by its text. */
static gboolean give_by_cursor (Out *out, const char *select, const TdValueKind *kinds, guint n, GError **error)
{
    g_autofree char *cursor = g_strdup_printf ("copy_%u", out->cursors++);
    g_autofree char *declare = g_strconcat ("declare ", cursor, " no scroll cursor for ", select, NULL);
    g_autofree char *fetch = g_strconcat ("fetch ", "200", " from ", cursor, NULL);
    g_autofree char *done = g_strconcat ("close ", cursor, NULL);
    const TdEngine *engine = td_store_get_engine (out->tx->store);
    gint64 got = 1;

    if (!engine->script (out->tx->conn, declare, error))
        return FALSE;
    while (got > 0) {
        g_autoptr (TdRows) rows = td_select_values (out->tx, fetch, error, NULL, 0);
        if (!give_rows (out, rows, kinds, n, &got, error))
            return FALSE;
    }
    return engine->script (out->tx->conn, done, error);
}

/* Takes the head. */
static gboolean give_all (Out *out, json_t *take_head, const char *select, const TdValueKind *kinds, guint n,
                          GError **error)
{
    gboolean ok;

    out->head = take_head;
    if (td_store_get_engine (out->tx->store)->cursors) {
        ok = give_by_cursor (out, select, kinds, n, error);
    } else {
        g_autoptr (TdRows) rows = td_select_values (out->tx, select, error, NULL, 0);
        gint64 got;
        ok = give_rows (out, rows, kinds, n, &got, error);
    }
    ok = ok && give_piece (out, error);
    json_decref (out->head);
    return ok;
}

static gboolean give_table (Out *out, const TdCopyTable *table, GError **error)
{
    json_t *columns = json_array ();
    g_autofree TdValueKind *kinds = g_new0 (TdValueKind, table->columns->len);
    g_autoptr (GString) select = g_string_new ("select ");

    for (guint i = 0; i < table->columns->len; i++) {
        const TdCopyColumn *column = table->columns->pdata[i];
        if (i > 0)
            g_string_append (select, ", ");
        td_copy_append_name (select, column->name);
        kinds[i] = column->kind;
        json_array_append_new (columns, json_string (column->name));
    }
    g_string_append (select, " from ");
    td_copy_append_name (select, table->name);
    return give_all (out, json_pack ("{s:s, s:o}", "table", table->name, "columns", columns), select->str, kinds,
                     table->columns->len, error);
}

static gboolean give_index (Out *out, TdIndex index, GError **error)
{
    static const TdValueKind kinds[] = { TD_VALUE_INT, TD_VALUE_TEXT };

    return give_all (out, json_pack ("{s:s}", "index", td_copy_index_names[index]),
                     td_store_get_engine (out->tx->store)->index_rows[index], kinds, G_N_ELEMENTS (kinds), error);
}

gboolean td_store_copy_out (TdTx *tx, TdCopySink sink, gpointer data, gint64 *ret_rows, GError **error)
{
    g_autoptr (GPtrArray) tables = td_copy_tables (tx, error);
    g_autoptr (GString) piece = g_string_sized_new (PIECE + PIECE / 4);
    Out out = { .tx = tx, .sink = sink, .data = data, .piece = piece, .rows = ret_rows };
    gboolean ok = tables != NULL;

    for (guint i = 0; ok && i < tables->len; i++)
        ok = give_table (&out, tables->pdata[i], error);
    return ok && give_index (&out, TD_INDEX_PUBLIC, error) && give_index (&out, TD_INDEX_RESTRICTED, error);
}

/* ---- the schema ---- */

static void applied_free (gpointer data)
{
    TdSchemaApplied *applied = data;

    g_free (applied->name);
    g_free (applied->hash);
    g_free (applied);
}

static gboolean list_applied (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select number, name, hash from store_schema order by number", error);
    GError *inner = NULL;

    while (rows && td_rows_next (rows, &inner)) {
        TdSchemaApplied *applied = g_new0 (TdSchemaApplied, 1);
        applied->number = td_rows_int (rows, 0);
        applied->name = g_strdup (td_rows_text (rows, 1));
        applied->hash = g_strdup (td_rows_text (rows, 2));
        g_ptr_array_add (data, applied);
    }
    if (inner)
        g_propagate_error (error, inner);
    return rows && !inner;
}

GPtrArray *td_store_schema (TdStore *store, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (applied_free);

    return td_store_read (store, list_applied, list, error) ? g_steal_pointer (&list) : NULL;
}
