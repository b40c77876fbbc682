#include "areas/open_data/record-sql.h"

void td_open_record_free (TdOpenRecord *r)
{
    if (r == NULL)
        return;
    g_free (r->id);
    g_free (r->state);
    g_free (r->type);
    g_free (r->hash);
    g_free (r);
}

gboolean td_open_record_set (TdTx *tx, const TdOpenRecord *r, GError **error)
{
    return td_exec (tx,
                    "insert into open_record (id, kind, state, type, position, at, deleted, hash)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set state = excluded.state,"
                    " type = excluded.type, position = excluded.position, at = excluded.at, deleted = "
                    "excluded.deleted, hash = excluded.hash",
                    error, TD_TEXT (r->id), TD_TEXT (td_open_kind_word (r->kind)), TD_TEXT (r->state),
                    TD_TEXT (r->type), TD_INT (r->position), TD_INT (r->at), TD_FLAG (r->deleted), TD_TEXT (r->hash));
}

#define COLUMNS "r.id, r.kind, r.state, r.type, r.position, r.at, r.deleted, r.hash"

static TdOpenRecord *record_of_row (TdRows *rows)
{
    TdOpenRecord *r = g_new0 (TdOpenRecord, 1);

    r->id = g_strdup (td_rows_text (rows, 0));
    td_open_kind_from_word (td_rows_text (rows, 1), &r->kind);
    r->state = g_strdup (td_rows_text (rows, 2));
    r->type = g_strdup (td_rows_text (rows, 3));
    r->position = td_rows_int (rows, 4);
    r->at = td_rows_int (rows, 5);
    r->deleted = td_rows_int (rows, 6) != 0;
    r->hash = g_strdup (td_rows_text (rows, 7));
    return r;
}

static GPtrArray *records_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_open_record_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, record_of_row (rows));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

static void add_conditions (TdQuery *query, const TdOpenSearch *s)
{
    td_query_add (query, " from open_record r where 1 = 1");
    if (!s->deleted)
        td_query_add (query, " and r.deleted = 0");
    if (s->from != 0)
        td_query_add (query, " and r.at >= $?", TD_INT (s->from));
    if (s->until != 0)
        td_query_add (query, " and r.at <= $?", TD_INT (s->until));
    if (s->kind != NULL)
        td_query_add (query, " and r.kind = $?", TD_TEXT (s->kind));
    if (s->state != NULL)
        td_query_add (query, " and r.state = $?", TD_TEXT (s->state));
    if (s->type != NULL)
        td_query_add (query, " and r.type = $?", TD_TEXT (s->type));
}

static gboolean number_of (TdRows *take_rows, gint64 *ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean count (TdTx *tx, const TdOpenSearch *s, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select count(*)");
    add_conditions (query, s);
    return number_of (td_query_run (query, tx, error), ret_total, error);
}

GPtrArray *td_open_records_in (TdTx *tx, const TdOpenSearch *s, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    if (ret_total != NULL && !count (tx, s, ret_total, error))
        return NULL;
    td_query_add (query, "select " COLUMNS);
    add_conditions (query, s);
    if (s->after != 0)
        td_query_add (query, " and r.position > $?", TD_INT (s->after));
    if (s->newest)
        td_query_add (query, " order by r.position desc, r.id");
    else
        td_query_add (query, " order by r.position, r.id");
    if (s->most > 0)
        td_query_add (query, " limit $?", TD_INT (s->most));
    return records_of (td_query_run (query, tx, error), error);
}

gboolean td_open_record_in (TdTx *tx, const char *id, TdOpenRecord **ret, GError **error)
{
    g_autoptr (GPtrArray) found = records_of (
        td_select (tx, "select " COLUMNS " from open_record r where r.id = $1", error, TD_TEXT (id)), error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}

gboolean td_open_earliest_in (TdTx *tx, gint64 now, gint64 *ret_at, GError **error)
{
    gint64 at = 0;

    if (!number_of (td_select (tx, "select min(r.at) from open_record r", error), &at, error))
        return FALSE;
    *ret_at = at != 0 ? at : now;
    return TRUE;
}
