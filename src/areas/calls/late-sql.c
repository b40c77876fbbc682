#include "areas/calls/late-sql.h"

#include "areas/calls/timetable.h"
#include "base/errors.h"

enum { USUAL_LIMIT = 200 };

#define COLUMNS                                                                                                        \
    "l.id, l.call, l.state, c.purpose, c.zone, l.address, l.locale, l.name, l.kind, l.why, l.asked, l.decision,"       \
    " l.reason, l.until_local, l.until, l.decided, l.revoked, l.used, l.n, l.secret"
#define FROM " from late l join call c on c.id = l.call"

void td_late_free (TdLate *late)
{
    if (late == NULL)
        return;
    g_free (late->id);
    g_free (late->call);
    g_free (late->state);
    g_free (late->purpose);
    g_free (late->zone);
    g_free (late->address);
    g_free (late->locale);
    g_free (late->name);
    g_free (late->kind);
    g_free (late->why);
    g_free (late->reason);
    g_free (late->until_local);
    g_free (late);
}

static gboolean ended (GError *take_problem, GError **error)
{
    if (take_problem == NULL)
        return TRUE;
    g_propagate_error (error, take_problem);
    return FALSE;
}

static TdValue instant_or_null (gint64 at)
{
    return at != 0 ? TD_INT (at) : TD_NULL ();
}

/* ---- writing ---- */

gboolean td_late_insert (TdTx *tx, const TdLate *l, GError **error)
{
    return td_exec (tx,
                    "insert into late (id, call, state, address, locale, name, kind, why, asked, n, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
                    error, TD_TEXT (l->id), TD_TEXT (l->call), TD_TEXT (l->state), TD_TEXT (l->address),
                    TD_TEXT (l->locale), TD_TEXT (l->name), TD_TEXT (l->kind), TD_TEXT (l->why),
                    instant_or_null (l->asked), TD_BYTES (l->secret, sizeof l->secret));
}

gboolean td_late_set_decided (TdTx *tx, const TdLate *l, const guint8 *token, const char *actor, GError **error)
{
    return td_exec (tx,
                    "update late set decision = $2, reason = $3, until_local = $4, until = $5, decided = $6, actor = $7"
                    " where id = $1",
                    error, TD_TEXT (l->id), TD_TEXT (l->granted ? "granted" : "refused"), TD_TEXT (l->reason),
                    TD_TEXT (l->until_local), instant_or_null (l->until), TD_INT (l->decided), TD_TEXT (actor))
           && (token == NULL || td_late_set_token (tx, l->id, token, 1, error));
}

gboolean td_late_set_token (TdTx *tx, const char *id, const guint8 token[32], int n, GError **error)
{
    return td_exec (tx, "update late set token = $2, n = $3 where id = $1", error, TD_TEXT (id), TD_BYTES (token, 32),
                    TD_INT (n));
}

gboolean td_late_set_revoked (TdTx *tx, const char *id, gint64 at, GError **error)
{
    return td_exec (tx, "update late set revoked = $2 where id = $1", error, TD_TEXT (id), TD_INT (at));
}

gboolean td_late_set_used (TdTx *tx, const char *id, gint64 at, gboolean *ret_first, GError **error)
{
    gint64 rows = 0;

    if (!td_exec_count (tx, "update late set used = $2 where id = $1 and used is null and revoked is null", &rows,
                        error, TD_TEXT (id), TD_INT (at)))
        return FALSE;
    *ret_first = rows > 0;
    return TRUE;
}

gboolean td_late_set_draft (TdTx *tx, const char *id, const char *submission, int n, GError **error)
{
    return td_exec (tx,
                    "insert into late_draft (late, submission, n) values ($1, $2, $3)"
                    " on conflict (late) do update set submission = excluded.submission, n = excluded.n",
                    error, TD_TEXT (id), TD_TEXT (submission), TD_INT (n));
}

gboolean td_late_drop_draft (TdTx *tx, const char *submission, GError **error)
{
    return td_exec (tx, "delete from late_draft where submission = $1", error, TD_TEXT (submission));
}

gboolean td_late_insert_answer (TdTx *tx, const char *submission, const char *late, const char *way, const char *reason,
                                gint64 at, GError **error)
{
    return td_exec (tx, "insert into late_answer (submission, late, way, reason, at) values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (submission), TD_TEXT (late), TD_TEXT (way), TD_TEXT (reason), TD_INT (at));
}

/* ---- reading ---- */

static TdLate *from_row (TdRows *rows)
{
    TdLate *l = g_new0 (TdLate, 1);
    const void *secret;
    gsize size;

    l->id = g_strdup (td_rows_text (rows, 0));
    l->call = g_strdup (td_rows_text (rows, 1));
    l->state = g_strdup (td_rows_text (rows, 2));
    l->purpose = g_strdup (td_rows_text (rows, 3));
    l->zone = g_strdup (td_rows_text (rows, 4));
    l->address = g_strdup (td_rows_text (rows, 5));
    l->locale = g_strdup (td_rows_text (rows, 6));
    l->name = g_strdup (td_rows_text (rows, 7));
    l->kind = g_strdup (td_rows_text (rows, 8));
    l->why = g_strdup (td_rows_text (rows, 9));
    l->asked = td_rows_int (rows, 10);
    l->granted = g_strcmp0 (td_rows_text (rows, 11), "granted") == 0;
    l->reason = g_strdup (td_rows_text (rows, 12));
    l->until_local = g_strdup (td_rows_text (rows, 13));
    l->until = td_rows_int (rows, 14);
    l->decided = td_rows_int (rows, 15);
    l->revoked = td_rows_int (rows, 16);
    l->used = td_rows_int (rows, 17);
    l->n = (int) td_rows_int (rows, 18);
    secret = td_rows_bytes (rows, 19, &size);
    if (size == sizeof l->secret)
        memcpy (l->secret, secret, size);
    return l;
}

/* The one row, or NULL. Takes rows. */
static gboolean one_of (TdRows *take_rows, TdLate **ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? from_row (rows) : NULL;
    return ended (g_steal_pointer (&problem), error);
}

TdLate *td_late_load (TdTx *tx, const char *id, GError **error)
{
    TdLate *late = NULL;

    if (!one_of (td_select (tx, "select " COLUMNS FROM " where l.id = $1", error, TD_TEXT (id)), &late, error))
        return NULL;
    if (late == NULL)
        td_door_unknown (error);
    return late;
}

gboolean td_late_find (TdTx *tx, const guint8 token[32], TdLate **ret, GError **error)
{
    return one_of (td_select (tx, "select " COLUMNS FROM " where l.token = $1", error, TD_BYTES (token, 32)), ret,
                   error);
}

gboolean td_late_find_by_draft (TdTx *tx, const char *submission, TdLate **ret, GError **error)
{
    return one_of (td_select (tx, "select " COLUMNS FROM " join late_draft d on d.late = l.id where d.submission = $1",
                              error, TD_TEXT (submission)),
                   ret, error);
}

static void add_filter (TdQuery *query, const TdLateFilter *filter)
{
    if (filter->call != NULL)
        td_query_add (query, " and l.call = $?", TD_TEXT (filter->call));
    if (filter->waiting)
        td_query_add (query, " and l.decision is null");
}

static gboolean count_all (TdTx *tx, const TdLateFilter *filter, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select count(*) from late l where 1 = 1");
    add_filter (query, filter);
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    *ret_total = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended (g_steal_pointer (&problem), error);
}

GPtrArray *td_late_select (TdTx *tx, const TdLateFilter *filter, gint64 *ret_total, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_late_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    if (!count_all (tx, filter, ret_total, error))
        return NULL;
    td_query_add (query, "select " COLUMNS FROM " where 1 = 1");
    add_filter (query, filter);
    if (filter->waiting)
        td_query_add (query, " order by l.asked, l.id");
    else
        td_query_add (query, " order by coalesce(l.decided, l.asked) desc, l.id");
    td_query_add (query, " limit $?", TD_INT (filter->limit > 0 ? filter->limit : USUAL_LIMIT));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_late_draft_of (TdTx *tx, const char *id, char **ret_submission, int *ret_n, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select submission, n from late_draft where late = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;
    gboolean found;

    if (rows == NULL)
        return FALSE;
    found = td_rows_next (rows, &problem);
    *ret_submission = found ? g_strdup (td_rows_text (rows, 0)) : NULL;
    *ret_n = found ? (int) td_rows_int (rows, 1) : 0;
    return ended (g_steal_pointer (&problem), error);
}
