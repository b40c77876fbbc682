#include "areas/calls/call-sql.h"

#include "base/errors.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static void deadline_free (gpointer data)
{
    TdDeadline *d = data;

    g_free (d->closes_local);
    g_free (d->why);
    g_free (d->reason);
    g_free (d);
}

void td_call_free (TdCall *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->kind);
    g_free (c->purpose);
    g_strfreev (c->states);
    g_strfreev (c->themes);
    g_free (c->closes_local);
    g_free (c->zone);
    g_free (c->anchor);
    g_free (c->stage);
    g_free (c->hour);
    g_free (c->guidance);
    g_free (c->limits);
    g_free (c->asked);
    g_free (c->languages);
    g_free (c->end_reason);
    g_clear_pointer (&c->deadlines, g_ptr_array_unref);
    g_free (c);
}

/* ---- reading ---- */

#define COLUMNS                                                                                                        \
    "c.id, c.kind, c.purpose, c.opens, c.closes_local, c.zone, c.closes, c.anchor, c.stage, c.cycle, c.session,"       \
    " c.weeks, c.hour, c.guidance, c.limits, c.asked, c.languages, c.ended, c.end_reason, c.created, c.secret"

static TdCall *call_of_row (TdRows *rows)
{
    TdCall *c = g_new0 (TdCall, 1);
    gsize size = 0;
    const void *secret;

    c->id = g_strdup (td_rows_text (rows, 0));
    c->kind = g_strdup (td_rows_text (rows, 1));
    c->purpose = g_strdup (td_rows_text (rows, 2));
    c->opens = td_rows_int (rows, 3);
    c->closes_local = g_strdup (td_rows_text (rows, 4));
    c->zone = g_strdup (td_rows_text (rows, 5));
    c->closes = td_rows_int (rows, 6);
    c->anchor = g_strdup (td_rows_text (rows, 7));
    c->stage = g_strdup (td_rows_text (rows, 8));
    c->cycle = (int) td_rows_int (rows, 9);
    c->session = (int) td_rows_int (rows, 10);
    c->weeks = (int) td_rows_int (rows, 11);
    c->hour = g_strdup (td_rows_text (rows, 12));
    c->guidance = g_strdup (td_rows_text (rows, 13));
    c->limits = g_strdup (td_rows_text (rows, 14));
    c->asked = g_strdup (td_rows_text (rows, 15));
    c->languages = g_strdup (td_rows_text (rows, 16));
    c->ended = td_rows_int (rows, 17);
    c->end_reason = g_strdup (td_rows_text (rows, 18));
    c->created = td_rows_int (rows, 19);
    secret = td_rows_bytes (rows, 20, &size);
    if (size == sizeof c->secret)
        memcpy (c->secret, secret, size);
    c->states = g_new0 (char *, 1);
    c->themes = g_new0 (char *, 1);
    c->deadlines = g_ptr_array_new_with_free_func (deadline_free);
    return c;
}

/* The first column of all rows in place of a list. */
static gboolean take_texts (TdRows *rows, char ***list, GError **error)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new ();
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (texts, g_strdup (td_rows_text (rows, 0)));
    g_ptr_array_add (texts, NULL);
    g_strfreev (*list);
    *list = (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
    return ended_well (error, &problem);
}

static gboolean load_states (TdTx *tx, TdCall *call, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select state from call_state where call = $1 order by state", error, TD_TEXT (call->id));

    return take_texts (rows, &call->states, error);
}

static gboolean load_themes (TdTx *tx, TdCall *call, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select theme from call_theme where call = $1 order by theme", error, TD_TEXT (call->id));

    return take_texts (rows, &call->themes, error);
}

static gboolean load_deadlines (TdTx *tx, TdCall *call, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select closes_local, closes, why, reason, at from call_deadline where call = $1 order by n",
                   error, TD_TEXT (call->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdDeadline *d = g_new0 (TdDeadline, 1);
        d->closes_local = g_strdup (td_rows_text (rows, 0));
        d->closes = td_rows_int (rows, 1);
        d->why = g_strdup (td_rows_text (rows, 2));
        d->reason = g_strdup (td_rows_text (rows, 3));
        d->at = td_rows_int (rows, 4);
        g_ptr_array_add (call->deadlines, d);
    }
    return ended_well (error, &problem);
}

/* What a call has in tables of its own. */
static gboolean load_rest (TdTx *tx, TdCall *call, GError **error)
{
    return load_states (tx, call, error) && load_themes (tx, call, error) && load_deadlines (tx, call, error);
}

GPtrArray *td_call_load_list (TdTx *tx, const TdCallFilter *filter, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_call_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS " from call c where 1 = 1");
    if (filter->purpose != NULL)
        td_query_add (query, " and c.purpose = $?", TD_TEXT (filter->purpose));
    if (filter->state != NULL)
        td_query_add (query,
                      " and (exists (select 1 from call_state s where s.call = c.id and s.state = $?)"
                      " or not exists (select 1 from call_state s where s.call = c.id))",
                      TD_TEXT (filter->state));
    if (filter->theme != NULL)
        td_query_add (query,
                      " and (exists (select 1 from call_theme h where h.call = c.id and h.theme = $?)"
                      " or not exists (select 1 from call_theme h where h.call = c.id))",
                      TD_TEXT (filter->theme));
    td_query_add (query, " order by c.closes nulls last, c.id");
    {
        g_autoptr (TdRows) rows = td_query_run (query, tx, error);
        if (rows == NULL)
            return NULL;
        while (td_rows_next (rows, &problem))
            g_ptr_array_add (list, call_of_row (rows));
    }
    if (!ended_well (error, &problem))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_rest (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

static TdCall *load_row (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select " COLUMNS " from call c where c.id = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        return call_of_row (rows);
    if (ended_well (error, &problem))
        g_set_error_literal (error, TD_CALLS_ERROR, TD_ERROR_NOT_FOUND,
                             "There is no such call. Look at the list of calls for its number.");
    return NULL;
}

TdCall *td_call_load (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdCall) call = load_row (tx, id, error);

    if (call == NULL || !load_rest (tx, call, error))
        return NULL;
    return g_steal_pointer (&call);
}

/* ---- writing ---- */

static TdValue number_or_null (gint64 number)
{
    return number != 0 ? TD_INT (number) : TD_NULL ();
}

gboolean td_call_note_deadline (TdTx *tx, const char *id, const char *closes_local, gint64 closes, const char *why,
                                const char *reason, const char *actor, gint64 at, GError **error)
{
    return td_exec (
        tx,
        "insert into call_deadline (call, n, closes_local, closes, why, reason, actor, at)"
        " select $1, coalesce(max(n), 0) + 1, cast($2 as text), cast($3 as bigint), $4, cast($5 as text), $6, $7"
        " from call_deadline where call = $1",
        error, TD_TEXT (id), TD_TEXT (closes_local), number_or_null (closes), TD_TEXT (why), TD_TEXT (reason),
        TD_TEXT (actor), TD_INT (at));
}

gboolean td_call_insert (TdTx *tx, const TdCall *c, const char *actor, GError **error)
{
    if (!td_exec (
            tx,
            "insert into call (id, kind, purpose, opens, closes_local, zone, closes, anchor, stage, cycle, session,"
            " weeks, hour, guidance, limits, asked, languages, actor, created, secret)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
            error, TD_TEXT (c->id), TD_TEXT (c->kind), TD_TEXT (c->purpose), TD_INT (c->opens),
            TD_TEXT (c->closes_local), TD_TEXT (c->zone), number_or_null (c->closes), TD_TEXT (c->anchor),
            TD_TEXT (c->stage), number_or_null (c->cycle), number_or_null (c->session), TD_INT (c->weeks),
            TD_TEXT (c->hour), TD_TEXT (c->guidance), TD_TEXT (c->limits), TD_TEXT (c->asked), TD_TEXT (c->languages),
            TD_TEXT (actor), TD_INT (c->created), TD_BYTES (c->secret, sizeof c->secret)))
        return FALSE;
    for (gsize i = 0; c->states[i] != NULL; i++)
        if (!td_exec (tx, "insert into call_state (call, state) values ($1, $2) on conflict (call, state) do nothing",
                      error, TD_TEXT (c->id), TD_TEXT (c->states[i])))
            return FALSE;
    for (gsize i = 0; c->themes[i] != NULL; i++)
        if (!td_exec (tx, "insert into call_theme (call, theme) values ($1, $2) on conflict (call, theme) do nothing",
                      error, TD_TEXT (c->id), TD_TEXT (c->themes[i])))
            return FALSE;
    return td_call_note_deadline (tx, c->id, c->closes_local, c->closes, "opened", NULL, actor, c->created, error);
}

gboolean td_call_set_deadline (TdTx *tx, const TdCall *call, const char *closes_local, gint64 closes, const char *why,
                               const char *reason, const char *actor, gint64 at, GError **error)
{
    return td_exec (tx, "update call set closes_local = $2, closes = $3 where id = $1", error, TD_TEXT (call->id),
                    TD_TEXT (closes_local), TD_INT (closes))
           && td_call_note_deadline (tx, call->id, closes_local, closes, why, reason, actor, at, error);
}

gboolean td_call_set_session (TdTx *tx, const char *id, int session, GError **error)
{
    return td_exec (tx, "update call set session = $2 where id = $1", error, TD_TEXT (id), number_or_null (session));
}

gboolean td_call_set_ended (TdTx *tx, const char *id, gint64 at, const char *reason, GError **error)
{
    return td_exec (tx, "update call set ended = $2, end_reason = $3 where id = $1", error, TD_TEXT (id), TD_INT (at),
                    TD_TEXT (reason));
}

gboolean td_call_note_answer (TdTx *tx, const char *submission, const char *call, gint64 began, GError **error)
{
    return td_exec (tx, "insert into call_answer (submission, call, began) values ($1, $2, $3)", error,
                    TD_TEXT (submission), TD_TEXT (call), TD_INT (began));
}
