/* Statements of PostgreSQL: prepared once a connection, parameters as text but bytes as bytes. */
#include "store/postgres-private.h"

/* From PostgreSQL's catalogue pg_type, where these never change. */
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 };

typedef struct {
    TdRows base;
    PGresult *result;
    int row;
    GPtrArray *decoded; /* of GBytes of the current row */
} Rows;

/* Values as libpq wants them. */
typedef struct {
    const char **texts;
    int *lengths;
    int *formats;
    Oid *types;
    char (*numbers)[24];
} Parameters;

static void parameters_clear (Parameters *parameters)
{
    g_free (parameters->texts);
    g_free (parameters->lengths);
    g_free (parameters->formats);
    g_free (parameters->types);
    g_free (parameters->numbers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parameters, parameters_clear)

/* The types are told, so that "$1 is null or x = $1" and "select $1" mean what they do on SQLite. An
 * explicit null has no type: it takes what its place asks for. */
static void fill_one (Parameters *parameters, gsize i, const TdValue *value)
{
    switch (value->kind) {
    case TD_VALUE_TEXT:
        parameters->types[i] = OID_TEXT;
        parameters->texts[i] = value->data;
        break;
    case TD_VALUE_INT:
        parameters->types[i] = OID_INT8;
        g_snprintf (parameters->numbers[i], sizeof parameters->numbers[i], "%" G_GINT64_FORMAT, value->number);
        parameters->texts[i] = parameters->numbers[i];
        break;
    case TD_VALUE_BYTES:
        parameters->types[i] = OID_BYTEA;
        parameters->texts[i] = value->data;
        parameters->lengths[i] = (int) value->size;
        parameters->formats[i] = 1;
        break;
    case TD_VALUE_NULL: break;
    }
}

static void fill (Parameters *parameters, const TdValue *values, gsize n)
{
    parameters->texts = g_new0 (const char *, n + 1);
    parameters->lengths = g_new0 (int, n + 1);
    parameters->formats = g_new0 (int, n + 1);
    parameters->types = g_new0 (Oid, n + 1);
    parameters->numbers = g_malloc0 ((n + 1) * sizeof *parameters->numbers);
    for (gsize i = 0; i < n; i++)
        fill_one (parameters, i, &values[i]);
}

/* The same text with values of other kinds is another statement. */
static char *cache_key (const char *sql, const TdValue *values, gsize n)
{
    static const char letters[] = {
        [TD_VALUE_NULL] = 'n', [TD_VALUE_TEXT] = 't', [TD_VALUE_INT] = 'i', [TD_VALUE_BYTES] = 'b'
    };
    GString *key = g_string_sized_new (strlen (sql) + n + 2);
    for (gsize i = 0; i < n; i++)
        g_string_append_c (key, letters[values[i].kind]);
    g_string_append_c (key, ':');
    g_string_append (key, sql);
    return g_string_free (key, FALSE);
}

static gboolean check_count (TdPostgres *conn, PGresult *described, gsize n, GError **error)
{
    if (PQresultStatus (described) != PGRES_COMMAND_OK)
        return td_postgres_fail (conn, described, error); /* a server that went away between preparing and this */
    if ((gsize) PQnparams (described) == n)
        return TRUE;
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                 "A statement has %d parameters and got %" G_GSIZE_FORMAT
                 " values. This is our mistake; nothing was kept.",
                 PQnparams (described), n);
    return FALSE;
}

/* The name of the prepared statement, owned by the cache; NULL with error. */
static const char *take_statement (TdPostgres *conn, const char *sql, const Parameters *parameters,
                                   const TdValue *values, gsize n, GError **error)
{
    g_autofree char *key = cache_key (sql, values, n);
    const char *known = g_hash_table_lookup (conn->cache, key);
    if (known)
        return known;
    char *name = g_strdup_printf ("s%u", conn->named++);
    PGresult *result = PQprepare (conn->pg, name, sql, (int) n, parameters->types);
    gboolean ok = PQresultStatus (result) == PGRES_COMMAND_OK;
    if (!ok)
        td_postgres_fail (conn, result, error);
    PQclear (result);
    if (ok) {
        PGresult *described = PQdescribePrepared (conn->pg, name);
        ok = check_count (conn, described, n, error);
        PQclear (described);
    }
    if (!ok) {
        g_free (name);
        return NULL;
    }
    g_hash_table_insert (conn->cache, g_steal_pointer (&key), name);
    return name;
}

/* The whole answer is in memory then, so that other statements may run while its rows are read. */
static PGresult *execute (TdPostgres *conn, const char *sql, const TdValue *values, gsize n, GError **error)
{
    g_auto (Parameters) parameters = { 0 };
    fill (&parameters, values, n);
    const char *name = take_statement (conn, sql, &parameters, values, n, error);
    if (!name)
        return NULL;
    PGresult *result =
        PQexecPrepared (conn->pg, name, (int) n, parameters.texts, parameters.lengths, parameters.formats, 0);
    ExecStatusType status = PQresultStatus (result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return result;
    td_postgres_fail (conn, result, error);
    PQclear (result);
    return NULL;
}

gboolean td_postgres_exec (TdConn *base, const char *sql, const TdValue *values, gsize n, gint64 *ret_rows,
                           GError **error)
{
    PGresult *result = execute ((TdPostgres *) base, sql, values, n, error);
    if (!result)
        return FALSE;
    *ret_rows = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
    PQclear (result);
    return TRUE;
}

TdRows *td_postgres_select (TdConn *base, const char *sql, const TdValue *values, gsize n, GError **error)
{
    PGresult *result = execute ((TdPostgres *) base, sql, values, n, error);
    if (!result)
        return NULL;
    Rows *rows = g_new0 (Rows, 1);
    rows->result = result;
    rows->row = -1;
    return &rows->base;
}

gboolean td_postgres_script (TdConn *base, const char *sql, GError **error)
{
    TdPostgres *conn = (TdPostgres *) base;
    PGresult *result = PQexec (conn->pg, sql);
    ExecStatusType status = PQresultStatus (result);
    gboolean ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!ok)
        td_postgres_fail (conn, result, error);
    PQclear (result);
    return ok;
}

/* ---- rows ---- */

gboolean td_postgres_rows_next (TdRows *base, GError **error)
{
    Rows *rows = (Rows *) base;
    (void) error;
    if (rows->decoded)
        g_ptr_array_set_size (rows->decoded, 0);
    if (rows->row + 1 >= PQntuples (rows->result))
        return FALSE;
    rows->row++;
    return TRUE;
}

static const char *field (TdRows *base, int column)
{
    Rows *rows = (Rows *) base;
    if (rows->row < 0 || column >= PQnfields (rows->result) || PQgetisnull (rows->result, rows->row, column))
        return NULL;
    return PQgetvalue (rows->result, rows->row, column);
}

const char *td_postgres_rows_text (TdRows *base, int column)
{
    return field (base, column);
}

gint64 td_postgres_rows_int (TdRows *base, int column)
{
    const char *text = field (base, column);
    if (!text)
        return 0;
    if (PQftype (((Rows *) base)->result, column) == OID_BOOL)
        return *text == 't';
    return g_ascii_strtoll (text, NULL, 10);
}

/* "\x" and two hex digits a byte, as bytea_output = 'hex' has it. */
static GBytes *decode_hex (const char *text)
{
    gsize size = g_str_has_prefix (text, "\\x") ? strlen (text + 2) / 2 : 0;
    guint8 *bytes = g_malloc (size + 1);
    for (gsize i = 0; i < size; i++)
        bytes[i] = (guint8) (g_ascii_xdigit_value (text[2 + 2 * i]) << 4 | g_ascii_xdigit_value (text[3 + 2 * i]));
    return g_bytes_new_take (bytes, size);
}

const void *td_postgres_rows_bytes (TdRows *base, int column, gsize *ret_size)
{
    Rows *rows = (Rows *) base;
    const char *text = field (base, column);
    if (!text)
        return NULL;
    if (PQftype (rows->result, column) != OID_BYTEA) {
        *ret_size = strlen (text);
        return text;
    }
    if (!rows->decoded)
        rows->decoded = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    GBytes *bytes = decode_hex (text);
    g_ptr_array_add (rows->decoded, bytes);
    gconstpointer data = g_bytes_get_data (bytes, ret_size);
    return data ? data : ""; /* GLib gives NULL for no bytes, which here would mean null */
}

gboolean td_postgres_rows_null (TdRows *base, int column)
{
    return field (base, column) == NULL;
}

void td_postgres_rows_close (TdRows *base)
{
    Rows *rows = (Rows *) base;
    PQclear (rows->result);
    rows->result = NULL;
    g_clear_pointer (&rows->decoded, g_ptr_array_unref);
}
