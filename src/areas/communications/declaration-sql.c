#include "areas/communications/declaration-sql.h"

#define COLUMNS "d.id, d.state, d.article, d.kind, d.day, d.source, d.at, d.struck_at"

static TdDeclaration *of_row (TdRows *rows, const TdProfile *profile)
{
    TdDeclaration *d = g_new0 (TdDeclaration, 1);

    d->id = g_strdup (td_rows_text (rows, 0));
    d->state = td_profile_state (profile, td_rows_text (rows, 1));
    d->article = (int) td_rows_int (rows, 2);
    td_declaration_kind_from_word (td_rows_text (rows, 3), &d->kind);
    d->day = g_strdup (td_rows_text (rows, 4));
    d->source = g_strdup (td_rows_text (rows, 5));
    d->basis = TD_BASIS_RECORDED;
    d->at = td_rows_int (rows, 6);
    d->struck_at = td_rows_int (rows, 7);
    return d;
}

GPtrArray *td_declaration_select (TdTx *tx, const TdProfile *profile, int article, const char *state, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_declaration_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS " from declaration d where d.article = $?", TD_INT (article));
    if (state != NULL)
        td_query_add (query, " and d.state = $?", TD_TEXT (state));
    td_query_add (query, " order by d.state, d.day, d.at, d.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        g_autoptr (TdDeclaration) d = of_row (rows, profile);
        if (d->state != NULL)
            g_ptr_array_add (list, g_steal_pointer (&d));
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

TdDeclaration *td_declaration_get (TdTx *tx, const TdProfile *profile, const char *id, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from declaration d where d.id = $1", error, TD_TEXT (id));

    return rows != NULL && td_rows_next (rows, error) ? of_row (rows, profile) : NULL;
}

gboolean td_declaration_insert (TdTx *tx, const TdDeclaration *d, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into declaration (id, state, article, kind, day, source, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    error, TD_TEXT (d->id), TD_TEXT (d->state->iso3), TD_INT (d->article),
                    TD_TEXT (td_declaration_kind_word (d->kind)), TD_TEXT (d->day), TD_TEXT (d->source),
                    TD_TEXT (actor), TD_INT (d->at));
}

gboolean td_declaration_set_struck (TdTx *tx, const char *id, const char *actor, gint64 at, GError **error)
{
    return td_exec (tx, "update declaration set struck_by = $1, struck_at = $2 where id = $3", error, TD_TEXT (actor),
                    TD_INT (at), TD_TEXT (id));
}
