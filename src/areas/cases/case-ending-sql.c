#include "areas/cases/case-ending-sql.h"

void td_case_ending_free (TdCaseEnding *e)
{
    if (e == NULL)
        return;
    g_free (e->stage);
    g_free (e->language);
    g_free (e->joined);
    g_free (e->terms);
    g_free (e->agreed);
    g_clear_pointer (&e->text, td_text_free);
    g_free (e);
}

static TdText *text_of (const char *words, GError **error)
{
    json_t *json = words != NULL ? json_loads (words, JSON_REJECT_DUPLICATES, NULL) : NULL;
    TdText *text = json != NULL ? td_text_from_json (json, error) : NULL;

    json_decref (json);
    return text;
}

static TdCaseEnding *ending_of_row (TdRows *rows, GError **error)
{
    g_autoptr (TdCaseEnding) e = g_new0 (TdCaseEnding, 1);
    const char *words = td_rows_text (rows, 7);

    e->stage = g_strdup (td_rows_text (rows, 0));
    e->language = g_strdup (td_rows_text (rows, 1));
    e->joined = g_strdup (td_rows_text (rows, 2));
    e->terms = g_strdup (td_rows_text (rows, 3));
    e->agreed = g_strdup (td_rows_text (rows, 4));
    e->begun = td_rows_int (rows, 5);
    e->adopted = td_rows_int (rows, 6);
    e->paper = (int) td_rows_int (rows, 8);
    e->text = text_of (words, error);
    return words == NULL || e->text != NULL ? g_steal_pointer (&e) : NULL;
}

gboolean td_case_ending_load (TdTx *tx, const char *id, TdCaseEnding **ret, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select stage, language, joined, terms, agreed, begun, adopted, text, paper"
                                         " from case_ending where case_id = $1",
                                         error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;
    TdCaseEnding *e = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        e = ending_of_row (rows, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret = e;
    return TRUE;
}

gboolean td_case_ending_put (TdTx *tx, const char *id, const TdCaseEnding *e, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into case_ending (case_id, stage, language, joined, terms, agreed, begun, actor)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (case_id) do update set"
                    " joined = excluded.joined, terms = excluded.terms, agreed = excluded.agreed",
                    error, TD_TEXT (id), TD_TEXT (e->stage), TD_TEXT (e->language), TD_TEXT (e->joined),
                    TD_TEXT (e->terms), TD_TEXT (e->agreed), TD_INT (e->begun), TD_TEXT (actor));
}

gboolean td_case_ending_remove (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from case_ending where case_id = $1", error, TD_TEXT (id));
}

gboolean td_case_ending_set_adopted (TdTx *tx, const char *id, const TdCaseEnding *e, GError **error)
{
    json_t *json = td_text_to_json (e->text);
    char *words = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);
    gboolean done = td_exec (tx, "update case_ending set adopted = $2, text = $3, paper = $4 where case_id = $1", error,
                             TD_TEXT (id), TD_INT (e->adopted), TD_TEXT (words), TD_INT (e->paper));

    free (words);
    json_decref (json);
    return done;
}
