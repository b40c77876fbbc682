#include "areas/cases/case-sql.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

void td_case_paper_free (TdCasePaper *p)
{
    if (p == NULL)
        return;
    g_free (p->id);
    g_free (p->case_id);
    g_free (p->stage);
    g_free (p->filing);
    g_free (p->blob);
    g_free (p->format);
    g_free (p->outgoing);
    g_free (p->outgoing_format);
    g_free (p);
}

#define COLUMNS                                                                                                        \
    "p.id, p.n, p.party, p.stage, p.received, p.late, p.closed, p.filing, p.kept, p.format, p.size, p.outgoing,"       \
    " p.outgoing_format, p.outgoing_size, p.names, p.transmitted, p.case_id"

static TdCasePaper *paper_of_row (TdRows *rows)
{
    TdCasePaper *p = g_new0 (TdCasePaper, 1);

    p->id = g_strdup (td_rows_text (rows, 0));
    p->n = (int) td_rows_int (rows, 1);
    p->party = td_case_party_from_word (td_rows_text (rows, 2));
    p->stage = g_strdup (td_rows_text (rows, 3));
    p->received = td_rows_int (rows, 4);
    p->late = td_rows_int (rows, 5) != 0;
    p->closed = td_rows_int (rows, 6) != 0;
    p->filing = g_strdup (td_rows_text (rows, 7));
    p->blob = g_strdup (td_rows_text (rows, 8));
    p->format = g_strdup (td_rows_text (rows, 9));
    p->size = td_rows_int (rows, 10);
    p->outgoing = g_strdup (td_rows_text (rows, 11));
    p->outgoing_format = g_strdup (td_rows_text (rows, 12));
    p->outgoing_size = td_rows_int (rows, 13);
    p->names = (int) td_rows_int (rows, 14);
    p->transmitted = td_rows_int (rows, 15);
    p->case_id = g_strdup (td_rows_text (rows, 16));
    return p;
}

/* Takes rows. */
static GPtrArray *papers_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_case_paper_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, paper_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_case_paper_select (TdTx *tx, const char *id, GError **error)
{
    return papers_of (
        td_select (tx, "select " COLUMNS " from case_paper p where p.case_id = $1 order by p.n", error, TD_TEXT (id)),
        error);
}

GPtrArray *td_case_paper_waiting (TdTx *tx, GError **error)
{
    return papers_of (td_select (tx,
                                 "select " COLUMNS " from case_paper p where p.transmitted is null"
                                 " and p.party <> 'committee' order by p.received, p.id limit 1000",
                                 error),
                      error);
}

gboolean td_case_paper_insert (TdTx *tx, TdCasePaper *p, const char *actor, GError **error)
{
    g_autoptr (GPtrArray) before = td_case_paper_select (tx, p->case_id, error);

    if (before == NULL)
        return FALSE;
    p->n = before->len > 0 ? ((TdCasePaper *) before->pdata[before->len - 1])->n + 1 : 1;
    return td_exec (
        tx,
        "insert into case_paper (id, case_id, n, party, stage, received, late, closed, filing, kept, format,"
        " size, actor) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        error, TD_TEXT (p->id), TD_TEXT (p->case_id), TD_INT (p->n), TD_TEXT (td_case_party_word (p->party)),
        TD_TEXT (p->stage), TD_INT (p->received), TD_FLAG (p->late), TD_FLAG (p->closed), TD_TEXT (p->filing),
        TD_TEXT (p->blob), TD_TEXT (p->format), TD_INT (p->size), TD_TEXT (actor));
}

gboolean td_case_paper_set_outgoing (TdTx *tx, const TdCasePaper *p, GError **error)
{
    return td_exec (tx,
                    "update case_paper set outgoing = $2, outgoing_format = $3, outgoing_size = $4, names = $5"
                    " where id = $1",
                    error, TD_TEXT (p->id), TD_TEXT (p->outgoing), TD_TEXT (p->outgoing_format),
                    TD_INT (p->outgoing_size), TD_INT (p->names));
}

gboolean td_case_paper_set_transmitted (TdTx *tx, const TdCasePaper *p, GError **error)
{
    return td_exec (tx, "update case_paper set transmitted = $2, names = $3 where id = $1", error, TD_TEXT (p->id),
                    TD_INT (p->transmitted), TD_INT (p->names));
}

/* ---- what was adopted ---- */

gboolean td_case_decision_put (TdTx *tx, const char *id, const TdText *text, const char *actor, GError **error)
{
    json_t *json = td_text_to_json (text);
    char *words = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);
    gboolean done = td_exec (tx, "update individual_case set decision = $2, adopter = $3 where id = $1", error,
                             TD_TEXT (id), TD_TEXT (words), TD_TEXT (actor));

    free (words);
    json_decref (json);
    return done;
}

/* One text of the case; NULL with TD_ERROR_NOT_FOUND where there is none. Takes rows. */
static char *text_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    char *text = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        text = g_strdup (td_rows_text (rows, 0));
    if (ended_well (error, &problem) && text == NULL)
        td_door_unknown (error);
    return text;
}

TdText *td_case_decision_load (TdTx *tx, const char *id, GError **error)
{
    g_autofree char *words =
        text_of (td_select (tx, "select decision from individual_case where id = $1", error, TD_TEXT (id)), error);
    json_t *json = words != NULL ? json_loads (words, JSON_REJECT_DUPLICATES, NULL) : NULL;
    TdText *text = json != NULL ? td_text_from_json (json, error) : NULL;

    json_decref (json);
    return text;
}

char *td_case_decision_adopter (TdTx *tx, const char *id, GError **error)
{
    return text_of (td_select (tx, "select adopter from individual_case where id = $1", error, TD_TEXT (id)), error);
}
