#include "areas/submissions/entered.h"

gboolean td_submission_mark_entered (TdTx *tx, const char *id, const TdViewer *viewer, GError **error)
{
    gboolean in_name = viewer->behalf != NULL || viewer->behalf_state != NULL;

    if ((viewer->person == NULL && viewer->behalf_state == NULL)
        || (!in_name && !td_viewer_has (viewer, TD_ROLE_SECRETARIAT)))
        return TRUE;
    return td_exec (tx, "update submission set entered_by = $2, organisation = $3, person = null where id = $1", error,
                    TD_TEXT (id), TD_TEXT (viewer->person != NULL ? viewer->person : "command"),
                    TD_TEXT (viewer->behalf));
}

struct entered {
    const char *id;
    gboolean entered;
};

static gboolean entered_in (TdTx *tx, gpointer data, GError **error)
{
    struct entered *e = data;
    g_autoptr (TdRows) rows = td_select (tx, "select entered_by from submission where id = $1", error, TD_TEXT (e->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    e->entered = td_rows_next (rows, &problem) && !td_rows_null (rows, 0);
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_submission_was_entered (TdStore *store, const char *id, gboolean *ret_entered, GError **error)
{
    struct entered e = { .id = id };

    if (!td_store_read (store, entered_in, &e, error))
        return FALSE;
    *ret_entered = e.entered;
    return TRUE;
}
