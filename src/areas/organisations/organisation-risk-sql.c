#include "areas/organisations/organisation-risk-sql.h"

void td_risk_mark_free (TdRiskMark *mark)
{
    if (mark == NULL)
        return;
    g_free (mark->organisation);
    g_free (mark->name);
    g_free (mark);
}

char *td_risk_find (TdTx *tx, const char *which, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id from organisation where id = $1 or (name = $1 and merged_into is null)"
                   " order by id limit 2",
                   error, TD_TEXT (which));
    g_autoptr (GError) problem = NULL;
    g_autofree char *id = NULL;

    if (rows == NULL || !td_rows_next (rows, error))
        return NULL;
    id = g_strdup (td_rows_text (rows, 0));
    if (td_rows_next (rows, &problem) || problem != NULL) {
        if (problem != NULL)
            g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&id);
}

gboolean td_risk_put (TdTx *tx, const TdOrganisation *o, const char *actor, gint64 now, GError **error)
{
    const char *kept = o->visibility_chosen ? td_visibility_word (o->visibility) : NULL;

    return td_exec (tx, "insert into organisation_risk (organisation, since, actor, kept) values ($1, $2, $3, $4)",
                    error, TD_TEXT (o->id), TD_INT (now), TD_TEXT (actor), TD_TEXT (kept))
           && td_exec (tx, "update organisation set at_risk = 1, visibility = $2 where id = $1", error, TD_TEXT (o->id),
                       TD_TEXT (td_visibility_word (TD_VISIBILITY_COMMITTEE)));
}

gboolean td_risk_lift (TdTx *tx, const char *organisation, const char *actor, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update organisation set at_risk = 0, visibility = (select r.kept from organisation_risk r"
                    " where r.organisation = $1 and r.lifted is null) where id = $1",
                    error, TD_TEXT (organisation))
           && td_exec (
               tx,
               "update organisation_risk set lifted = $2, lifted_by = $3 where organisation = $1 and lifted is null",
               error, TD_TEXT (organisation), TD_INT (now), TD_TEXT (actor));
}

GPtrArray *td_risk_select (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_risk_mark_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select r.organisation, o.name, r.since, r.lifted from organisation_risk r"
                                         " join organisation o on o.id = r.organisation"
                                         " order by case when r.lifted is null then 0 else 1 end, r.since desc,"
                                         " r.organisation limit 200",
                                         error);

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdRiskMark *mark = g_new0 (TdRiskMark, 1);
        mark->organisation = g_strdup (td_rows_text (rows, 0));
        mark->name = g_strdup (td_rows_text (rows, 1));
        mark->since = td_rows_int (rows, 2);
        mark->lifted = td_rows_int (rows, 3);
        g_ptr_array_add (list, mark);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}
