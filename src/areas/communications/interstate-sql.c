#include "areas/communications/interstate-sql.h"

static void step_free (gpointer data)
{
    TdInterstateStep *step = data;

    g_free (step->step);
    g_free (step->day);
    g_free (step);
}

void td_interstate_free (TdInterstate *i)
{
    if (i == NULL)
        return;
    g_free (i->id);
    g_free (i->day);
    g_clear_pointer (&i->steps, g_ptr_array_unref);
    g_free (i);
}

/* A row for each step, all of one together; a State that the profile does not know any more leaves it out. */
static void add_row (GPtrArray *list, TdRows *rows, const TdProfile *profile)
{
    TdInterstate *i = list->len > 0 ? list->pdata[list->len - 1] : NULL;
    TdInterstateStep *step;

    if (i == NULL || g_strcmp0 (i->id, td_rows_text (rows, 0)) != 0) {
        const TdState *sender = td_profile_state (profile, td_rows_text (rows, 1));
        const TdState *about = td_profile_state (profile, td_rows_text (rows, 2));
        if (sender == NULL || about == NULL)
            return;
        i = g_new0 (TdInterstate, 1);
        i->id = g_strdup (td_rows_text (rows, 0));
        i->sender = sender;
        i->about = about;
        i->day = g_strdup (td_rows_text (rows, 3));
        i->steps = g_ptr_array_new_with_free_func (step_free);
        g_ptr_array_add (list, i);
    }
    if (td_rows_null (rows, 4))
        return;
    step = g_new0 (TdInterstateStep, 1);
    step->step = g_strdup (td_rows_text (rows, 4));
    step->day = g_strdup (td_rows_text (rows, 5));
    g_ptr_array_add (i->steps, step);
}

GPtrArray *td_interstate_select (TdTx *tx, const TdProfile *profile, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_interstate_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select i.id, i.sender, i.about, i.day, s.step, s.day from (select id, sender, about,"
                   " day, at from interstate order by at desc, id limit 200) i"
                   " left join interstate_step s on s.interstate = i.id"
                   " order by i.at desc, i.id, s.n",
                   error);

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        add_row (list, rows, profile);
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_interstate_insert (TdTx *tx, const TdInterstate *i, const char *actor, gint64 now, GError **error)
{
    return td_exec (tx, "insert into interstate (id, sender, about, day, actor, at) values ($1, $2, $3, $4, $5, $6)",
                    error, TD_TEXT (i->id), TD_TEXT (i->sender->iso3), TD_TEXT (i->about->iso3), TD_TEXT (i->day),
                    TD_TEXT (actor), TD_INT (now));
}

gboolean td_interstate_next (TdTx *tx, const char *id, int *ret_n, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select (select count(*) from interstate_step s where s.interstate = i.id) + 1"
                                         " from interstate i where i.id = $1",
                                         error, TD_TEXT (id));

    if (rows == NULL)
        return FALSE;
    *ret_n = td_rows_next (rows, &problem) ? (int) td_rows_int (rows, 0) : 0;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_interstate_put_step (TdTx *tx, const char *id, int n, const char *step, const char *day, const char *actor,
                                 gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into interstate_step (interstate, n, step, day, actor, at) values ($1, $2, $3, $4, $5, $6)",
                    error, TD_TEXT (id), TD_INT (n), TD_TEXT (step), TD_TEXT (day), TD_TEXT (actor), TD_INT (now));
}
