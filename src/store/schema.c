/* Migrations: schema files, translated for the engine, applied once in order, their hashes kept. */
#include "store/engine.h"

/* Under the same rules as any other schema text. */
static const char own_schema[] = "create table if not exists store_schema ("
                                 "number {int64} primary key, name {text} not null, hash {text} not null)";

/* ---- translation ---- */

/* Where the token at p (a quoted text, a quoted name or a comment) ends; p + 1 for anything else. */
static const char *skip_token (const char *p)
{
    const char *end = NULL;
    if (p[0] == '-' && p[1] == '-')
        end = strchr (p, '\n');
    else if (p[0] == '/' && p[1] == '*')
        end = (end = strstr (p + 2, "*/")) ? end + 2 : NULL;
    else if (*p == '\'' || *p == '"')
        end = (end = strchr (p + 1, *p)) ? end + 1 : NULL;
    else
        return p + 1;
    return end ? end : p + strlen (p);
}

static const char *find_word (const TdEngine *engine, const char *name, gsize length)
{
    const struct {
        const char *name, *stands_for;
    } words[] = { { "id", engine->id },
                  { "int64", engine->int64 },
                  { "text", engine->text },
                  { "bytes", engine->bytes },
                  { "flag", engine->flag } };
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (strlen (words[i].name) == length && memcmp (words[i].name, name, length) == 0)
            return words[i].stands_for;
    return NULL;
}

static gboolean append_word (const TdEngine *engine, GString *statement, const char **p, GError **error)
{
    const char *end = strchr (*p, '}');
    const char *word = end ? find_word (engine, *p + 1, (gsize) (end - *p - 1)) : NULL;
    if (!word) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "A schema file has a word in braces that is none of the five. This is our mistake.");
        return FALSE;
    }
    g_string_append (statement, word);
    *p = end + 1;
    return TRUE;
}

static void take_statement (const TdEngine *engine, GPtrArray *statements, GString *statement)
{
    g_autofree char *text = g_strstrip (g_strdup (statement->str));
    g_string_truncate (statement, 0);
    if (*text == '\0')
        return;
    if (engine->strict && g_ascii_strncasecmp (text, "create table", strlen ("create table")) == 0)
        g_ptr_array_add (statements, g_strconcat (text, g_str_has_suffix (text, ")") ? " strict" : ", strict", NULL));
    else
        g_ptr_array_add (statements, g_steal_pointer (&text));
}

GPtrArray *td_schema_translate (const TdEngine *engine, const char *sql, GError **error)
{
    g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) statement = g_string_new (NULL);
    for (const char *p = sql; *p;) {
        const char *end = skip_token (p);
        if (*p == ';') {
            take_statement (engine, statements, statement);
        } else if (*p == '{') {
            if (!append_word (engine, statement, &p, error))
                return NULL;
            continue;
        } else if ((p[0] == '-' && p[1] == '-') || (p[0] == '/' && p[1] == '*')) {
            g_string_append_c (statement, ' ');
        } else {
            g_string_append_len (statement, p, end - p);
        }
        p = end;
    }
    take_statement (engine, statements, statement);
    return g_steal_pointer (&statements);
}

static gboolean run_schema (TdTx *tx, const char *sql, GError **error)
{
    const TdEngine *engine = tx->conn->engine;
    g_autoptr (GPtrArray) statements = td_schema_translate (engine, sql, error);
    if (!statements)
        return FALSE;
    for (guint i = 0; i < statements->len; i++)
        if (!engine->script (tx->conn, statements->pdata[i], error))
            return FALSE;
    return TRUE;
}

/* ---- what is applied, what waits ---- */

/* A file may be for one engine alone: NNNN-what.sqlite.sql beside NNNN-what.postgres.sql. */
static gboolean is_for (const TdSchemaFile *file, const TdEngine *engine)
{
    const char *dot = strrchr (file->name, '.');
    if (!dot || (strcmp (dot, ".sqlite") != 0 && strcmp (dot, ".postgres") != 0))
        return TRUE;
    return strcmp (dot + 1, engine->name) == 0;
}

static const TdSchemaFile *find_file (const TdSchemaFile *files, const TdEngine *engine, gint64 number)
{
    for (const TdSchemaFile *file = files; file->number != 0; file++)
        if (file->number == number && is_for (file, engine))
            return file;
    return NULL;
}

static gboolean check_applied (const TdSchemaFile *files, const TdEngine *engine, gint64 number, const char *hash,
                               GError **error)
{
    const TdSchemaFile *file = find_file (files, engine, number);
    if (!file) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "The store was made by a newer version of this program (change %" G_GINT64_FORMAT
                     " is unknown here). Install that version and try again.",
                     number);
        return FALSE;
    }
    g_autofree char *now = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->sql, -1);
    if (strcmp (now, hash) == 0)
        return TRUE;
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                 "The change %s of the store was altered after it had been applied, so this program and the "
                 "store do not fit. Install the version that the store was made with.",
                 file->name);
    return FALSE;
}

/* The numbers that are applied, each checked; NULL with error. */
static GHashTable *load_applied (TdTx *tx, const TdSchemaFile *files, GError **error)
{
    g_autoptr (GHashTable) applied = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr (TdRows) rows = td_select (tx, "select number, hash from store_schema order by number", error);
    GError *inner = NULL;
    if (!rows)
        return NULL;
    while (td_rows_next (rows, &inner)) {
        gint64 number = td_rows_int (rows, 0);
        if (!check_applied (files, tx->conn->engine, number, td_rows_text (rows, 1), error))
            return NULL;
        g_hash_table_add (applied, g_memdup2 (&number, sizeof number));
    }
    if (inner) {
        g_propagate_error (error, inner);
        return NULL;
    }
    return g_steal_pointer (&applied);
}

static gboolean is_waiting (const TdSchemaFile *file, const TdEngine *engine, GHashTable *applied)
{
    gint64 number = file->number;
    return is_for (file, engine) && !g_hash_table_contains (applied, &number);
}

static gboolean apply (TdTx *tx, const TdSchemaFile *file, GError **error)
{
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->sql, -1);
    if (!run_schema (tx, file->sql, error)) {
        g_prefix_error (error, "The change %s could not be applied. ", file->name);
        return FALSE;
    }
    return td_exec (tx, "insert into store_schema (number, name, hash) values ($1, $2, $3)", error,
                    TD_INT (file->number), TD_TEXT (file->name), TD_TEXT (hash));
}

/* All in one transaction: after a failure the store is as it was. */
gboolean td_schema_apply (TdTx *tx, const TdSchemaFile *files, GError **error)
{
    if (!run_schema (tx, own_schema, error))
        return FALSE;
    g_autoptr (GHashTable) applied = load_applied (tx, files, error);
    if (!applied)
        return FALSE;
    for (const TdSchemaFile *file = files; file->number != 0; file++)
        if (is_waiting (file, tx->conn->engine, applied) && !apply (tx, file, error))
            return FALSE;
    return TRUE;
}

static gboolean migrate (TdTx *tx, gpointer data, GError **error)
{
    return td_schema_apply (tx, data, error);
}

gboolean td_store_migrate (TdStore *store, const TdSchemaFile *files, GError **error)
{
    return td_store_transact (store, TD_BEGIN_MIGRATE, FALSE, migrate, (gpointer) files, error);
}

struct pending {
    const TdSchemaFile *files;
    int count;
};

static gboolean count_pending (TdTx *tx, gpointer data, GError **error)
{
    struct pending *pending = data;
    const TdEngine *engine = tx->conn->engine;
    g_autoptr (GHashTable) applied = NULL;
    g_autoptr (TdRows) rows = td_select_values (tx, engine->has_schema, error, NULL, 0);
    if (!rows || !td_rows_next (rows, error))
        return FALSE;
    if (td_rows_int (rows, 0) > 0)
        applied = load_applied (tx, pending->files, error);
    else
        applied = g_hash_table_new (g_int64_hash, g_int64_equal);
    if (!applied)
        return FALSE;
    for (const TdSchemaFile *file = pending->files; file->number != 0; file++)
        pending->count += is_waiting (file, engine, applied);
    return TRUE;
}

int td_store_pending (TdStore *store, const TdSchemaFile *files, GError **error)
{
    struct pending pending = { .files = files };
    return td_store_read (store, count_pending, &pending, error) ? pending.count : -1;
}

static gboolean ask_new (TdTx *tx, gpointer data, GError **error)
{
    gboolean *is_new = data;
    g_autoptr (TdRows) rows = td_select_values (tx, tx->conn->engine->has_schema, error, NULL, 0);
    if (!rows || !td_rows_next (rows, error))
        return FALSE;
    *is_new = td_rows_int (rows, 0) == 0;
    return TRUE;
}

gboolean td_store_is_new (TdStore *store, gboolean *ret_new, GError **error)
{
    gboolean is_new = FALSE;
    if (!td_store_read (store, ask_new, &is_new, error))
        return FALSE;
    *ret_new = is_new;
    return TRUE;
}
