#include "areas/follow_up/assessment-sql.h"

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static TdAssessment *from_row (TdRows *rows, const TdProfile *profile)
{
    TdAssessment *a = g_new0 (TdAssessment, 1);

    a->recommendation = g_strdup (td_rows_text (rows, 0));
    a->version = (int) td_rows_int (rows, 1);
    a->grade_slug = g_strdup (td_rows_text (rows, 2));
    a->grade = td_profile_grade (profile, a->grade_slug);
    a->reason = g_strdup (td_rows_text (rows, 3));
    a->actor = g_strdup (td_rows_text (rows, 4));
    a->at = td_rows_int (rows, 5);
    a->released = td_rows_int (rows, 6);
    a->released_by = g_strdup (td_rows_text (rows, 7));
    a->who = g_strdup (td_rows_text (rows, 8));
    return a;
}

GPtrArray *td_assessment_select (TdTx *tx, const TdProfile *profile, const char *recommendation, gboolean drafts,
                                 GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_assessment_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    GError *problem = NULL;

    td_query_add (
        query,
        "select a.recommendation, a.version, a.grade, a.reason, a.actor, a.at, a.released, a.released_by,"
        " p.name from recommendation_assessment a left join person p on p.id = a.actor where a.recommendation = $?",
        TD_TEXT (recommendation));
    if (drafts)
        td_query_add (query, " and (a.released is not null or not exists (select 1 from recommendation_assessment b"
                             " where b.recommendation = a.recommendation and b.version > a.version"
                             " and b.released is not null))");
    else
        td_query_add (query, " and a.released is not null");
    td_query_add (query, " order by a.version desc");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows, profile));
    return ended (problem, error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_assessment_newest (TdTx *tx, const char *recommendation, int *ret_version, gboolean *ret_draft,
                               GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select a.version, a.released from recommendation_assessment a"
                                         " where a.recommendation = $1 order by a.version desc limit 1",
                                         error, TD_TEXT (recommendation));
    GError *problem = NULL;

    *ret_version = 0;
    *ret_draft = FALSE;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_version = (int) td_rows_int (rows, 0);
        *ret_draft = td_rows_null (rows, 1);
    }
    return ended (problem, error);
}

gboolean td_assessment_insert (TdTx *tx, const TdAssessment *a, GError **error)
{
    return td_exec (tx,
                    "insert into recommendation_assessment (recommendation, version, grade, reason, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6)",
                    error, TD_TEXT (a->recommendation), TD_INT (a->version), TD_TEXT (a->grade_slug),
                    TD_TEXT (a->reason), TD_TEXT (a->actor), TD_INT (a->at));
}

gboolean td_assessment_set_released (TdTx *tx, const char *recommendation, int version, const char *by, gint64 at,
                                     GError **error)
{
    return td_exec (tx,
                    "update recommendation_assessment set released = $3, released_by = $4 where recommendation = $1"
                    " and version = $2",
                    error, TD_TEXT (recommendation), TD_INT (version), TD_INT (at), TD_TEXT (by));
}
