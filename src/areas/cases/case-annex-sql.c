#include "areas/cases/case-annex-sql.h"

void td_case_annex_free (TdCaseAnnex *a)
{
    if (a == NULL)
        return;
    g_free (a->id);
    g_free (a->filing);
    g_free (a->blob);
    g_free (a->format);
    g_free (a->outgoing);
    g_free (a->outgoing_format);
    g_free (a->confirmer);
    g_free (a);
}

static TdCaseAnnex *annex_of_row (TdRows *rows)
{
    TdCaseAnnex *a = g_new0 (TdCaseAnnex, 1);

    a->id = g_strdup (td_rows_text (rows, 0));
    a->paper = (int) td_rows_int (rows, 1);
    a->n = (int) td_rows_int (rows, 2);
    a->party = td_case_party_from_word (td_rows_text (rows, 3));
    a->received = td_rows_int (rows, 4);
    a->picture = td_rows_int (rows, 5) != 0;
    a->filing = g_strdup (td_rows_text (rows, 6));
    a->part = (int) td_rows_int (rows, 7);
    a->blob = g_strdup (td_rows_text (rows, 8));
    a->format = g_strdup (td_rows_text (rows, 9));
    a->size = td_rows_int (rows, 10);
    a->outgoing = g_strdup (td_rows_text (rows, 11));
    a->outgoing_format = g_strdup (td_rows_text (rows, 12));
    a->outgoing_size = td_rows_int (rows, 13);
    a->names = (int) td_rows_int (rows, 14);
    a->held = td_rows_int (rows, 15) != 0;
    a->confirmer = g_strdup (td_rows_text (rows, 16));
    a->confirmed = td_rows_int (rows, 17);
    return a;
}

GPtrArray *td_case_annex_select (TdTx *tx, const char *id, int paper, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_case_annex_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (
        tx,
        "select a.id, a.paper, a.n, a.party, a.received, a.picture, a.filing, a.part, a.kept, a.format, a.size,"
        " a.outgoing, a.outgoing_format, a.outgoing_size, a.names, a.held, a.confirmer, a.confirmed"
        " from case_annex a where a.case_id = $1 and (a.paper = $2 or $2 < 0) order by a.paper, a.n",
        error, TD_TEXT (id), TD_INT (paper));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, annex_of_row (rows));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_case_annex_insert (TdTx *tx, const char *id, TdCaseAnnex *a, const char *actor, GError **error)
{
    g_autoptr (GPtrArray) before = td_case_annex_select (tx, id, a->paper, error);

    if (before == NULL)
        return FALSE;
    a->n = before->len > 0 ? ((TdCaseAnnex *) before->pdata[before->len - 1])->n + 1 : 1;
    return td_exec (
        tx,
        "insert into case_annex (id, case_id, paper, n, party, received, picture, filing, part, kept, format, size,"
        " outgoing, outgoing_format, outgoing_size, names, actor)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        error, TD_TEXT (a->id), TD_TEXT (id), TD_INT (a->paper), TD_INT (a->n), TD_TEXT (td_case_party_word (a->party)),
        TD_INT (a->received), TD_FLAG (a->picture), TD_TEXT (a->filing), TD_INT (a->part), TD_TEXT (a->blob),
        TD_TEXT (a->format), TD_INT (a->size), TD_TEXT (a->outgoing), TD_TEXT (a->outgoing_format),
        TD_INT (a->outgoing_size), TD_INT (a->names), TD_TEXT (actor));
}

gboolean td_case_annex_update (TdTx *tx, const TdCaseAnnex *a, GError **error)
{
    return td_exec (
        tx,
        "update case_annex set outgoing = $2, outgoing_format = $3, outgoing_size = $4, names = $5, held = $6,"
        " confirmer = $7, confirmed = $8 where id = $1",
        error, TD_TEXT (a->id), TD_TEXT (a->outgoing), TD_TEXT (a->outgoing_format), TD_INT (a->outgoing_size),
        TD_INT (a->names), TD_FLAG (a->held), TD_TEXT (a->confirmer),
        a->confirmed != 0 ? TD_INT (a->confirmed) : TD_NULL ());
}
