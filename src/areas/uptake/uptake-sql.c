#include "areas/uptake/uptake-rules.h"

#include "base/limits.h"

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

void td_uptake_row_free (TdUptakeRow *row)
{
    if (row == NULL)
        return;
    g_free (row->mine);
    g_free (row->document);
    g_free (row->anchor);
    g_free (row);
}

/* mine, document, anchor, confirmed, published */
static GPtrArray *take_rows (TdRows *rows, GError **error)
{
    g_autoptr (TdRows) owned = rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_uptake_row_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdUptakeRow *row = g_new0 (TdUptakeRow, 1);
        row->mine = g_strdup (td_rows_text (rows, 0));
        row->document = g_strdup (td_rows_text (rows, 1));
        row->anchor = g_strdup (td_rows_text (rows, 2));
        row->confirmed = td_rows_int (rows, 3) != 0;
        row->published = td_rows_int (rows, 4);
        g_ptr_array_add (list, row);
    }
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_uptake_rows (TdTx *tx, const char *submission, GError **error)
{
    return take_rows (td_select (tx,
                                 "select mine, document, anchor, confirmed, published from uptake where submission = $1"
                                 " order by mine, document, anchor",
                                 error, TD_TEXT (submission)),
                      error);
}

gboolean td_uptake_row (TdTx *tx, const TdUptakeKey *which, TdUptakeRow **ret_row, GError **error)
{
    g_autoptr (GPtrArray) list =
        take_rows (td_select (tx,
                              "select mine, document, anchor, confirmed, published from uptake where submission = $1"
                              " and mine = $2 and document = $3 and anchor = $4",
                              error, TD_TEXT (which->submission), TD_TEXT (which->mine), TD_TEXT (which->document),
                              TD_TEXT (which->anchor)),
                   error);

    if (list == NULL)
        return FALSE;
    *ret_row = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

gboolean td_uptake_put (TdTx *tx, const TdUptakeKey *which, gboolean confirmed, gint64 said, gint64 published,
                        GError **error)
{
    return td_exec (
        tx,
        "insert into uptake (submission, mine, document, anchor, confirmed, said, published)"
        " values ($1, $2, $3, $4, $5, $6, nullif($7, 0)) on conflict (submission, mine, document, anchor)"
        " do update set confirmed = excluded.confirmed, said = excluded.said, published = excluded.published",
        error, TD_TEXT (which->submission), TD_TEXT (which->mine), TD_TEXT (which->document), TD_TEXT (which->anchor),
        TD_INT (confirmed), TD_INT (said), TD_INT (published));
}

gboolean td_uptake_delete (TdTx *tx, const TdUptakeKey *which, GError **error)
{
    return td_exec (tx, "delete from uptake where submission = $1 and mine = $2 and document = $3 and anchor = $4",
                    error, TD_TEXT (which->submission), TD_TEXT (which->mine), TD_TEXT (which->document),
                    TD_TEXT (which->anchor));
}

gboolean td_uptake_take_back_all (TdTx *tx, const char *submission, GError **error)
{
    return td_exec (tx, "update uptake set published = null where submission = $1 and published is not null", error,
                    TD_TEXT (submission));
}

/* ---- what everybody may read ---- */

void td_uptake_claim_free (TdUptakeClaim *claim)
{
    g_free (claim->anchor);
    g_free (claim->mine);
    g_free (claim->submission);
    g_free (claim->name);
    g_free (claim->kind);
    g_free (claim);
}

/* The door keeps the submissions that everybody may read; of those only such as show their sender, of an organisation that has a page. */
GPtrArray *td_uptake_claims (TdTx *tx, const char *document, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_uptake_claim_free);
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select u.anchor, u.mine, u.submission, coalesce(o.name, s.sender_name), p.kind, u.published"
                  " from uptake u join submission s on s.id = u.submission"
                  " left join organisation o on o.id = s.organisation"
                  " left join paragraph p on p.submission = u.submission and u.mine = 'p' || cast(p.n as text)"
                  " where u.document = $? and u.published is not null and u.confirmed = 1"
                  " and s.visibility = 'public' and s.public_sender_name is null and coalesce(o.at_risk, 0) = 0",
                  TD_TEXT (document));
    td_door_filter (query, &everybody);
    td_query_add (query, " and (s.organisation is null or (1 = 1");
    td_door_filter_organisations (query, &everybody);
    td_query_add (query, ")) order by u.anchor, u.published, u.submission, u.mine limit $?",
                  TD_INT (TD_LIMIT_UPTAKE_CLAIMS));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdUptakeClaim *claim = g_new0 (TdUptakeClaim, 1);
        claim->anchor = g_strdup (td_rows_text (rows, 0));
        claim->mine = g_strdup (td_rows_text (rows, 1));
        claim->submission = g_strdup (td_rows_text (rows, 2));
        claim->name = g_strdup (td_rows_text (rows, 3));
        claim->kind = g_strdup (td_rows_text (rows, 4));
        claim->published = td_rows_int (rows, 5);
        g_ptr_array_add (list, claim);
    }
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

/* ---- whom to tell ---- */

GPtrArray *td_uptake_submissions (TdTx *tx, const char *state, gint64 until, int most, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id from submission where state = $1 and by_state is null"
                                         " and received <= $2 and status in ('received', 'accepted', 'change-asked',"
                                         " 'published', 'withheld') order by received desc, id limit $3",
                                         error, TD_TEXT (state), TD_INT (until), TD_INT (most));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}
