#include "areas/accreditation/guest-sql.h"

void td_guest_free (TdGuest *g)
{
    if (g == NULL)
        return;
    g_free (g->id);
    g_free (g->meeting);
    g_free (g->organisation);
    g_free (g->person);
    g_free (g->through);
    g_free (g->name);
    g_free (g->language);
    g_free (g);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static TdValue instant_or_null (gint64 at)
{
    return at != 0 ? TD_INT (at) : TD_NULL ();
}

gboolean td_guest_insert (TdTx *tx, const TdGuest *g, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into meeting_guest (id, meeting, role, organisation, person, through, language, begins,"
                    " ends, actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    error, TD_TEXT (g->id), TD_TEXT (g->meeting), TD_TEXT (td_guest_role_word (g->role)),
                    TD_TEXT (g->organisation), TD_TEXT (g->person), TD_TEXT (g->through), TD_TEXT (g->language),
                    instant_or_null (g->begins), instant_or_null (g->ends), TD_TEXT (actor), TD_INT (g->at));
}

static TdGuest *guest_of_row (TdRows *rows)
{
    TdGuest *g = g_new0 (TdGuest, 1);

    g->id = g_strdup (td_rows_text (rows, 0));
    g->meeting = g_strdup (td_rows_text (rows, 1));
    if (!td_guest_role_from_word (td_rows_text (rows, 2), &g->role))
        g->role = TD_GUEST;
    g->organisation = g_strdup (td_rows_text (rows, 3));
    g->person = g_strdup (td_rows_text (rows, 4));
    g->through = g_strdup (td_rows_text (rows, 5));
    g->language = g_strdup (td_rows_text (rows, 6));
    g->begins = td_rows_int (rows, 7);
    g->ends = td_rows_int (rows, 8);
    g->at = td_rows_int (rows, 9);
    return g;
}

GPtrArray *td_guests_select (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_guest_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id, meeting, role, organisation, person, through, language, begins, ends, at"
                   " from meeting_guest where meeting = $1"
                   " order by case role when 'guest' then 1 else 0 end, at, id",
                   error, TD_TEXT (meeting));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, guest_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_guest_delete (TdTx *tx, const TdGuest *g, gint64 *ret_n, GError **error)
{
    return td_exec_count (tx, "delete from meeting_guest where id = $1", ret_n, error, TD_TEXT (g->id))
           && (g->organisation == NULL || g->person != NULL
               || td_exec (tx, "delete from meeting_guest where meeting = $1 and through = $2", error,
                           TD_TEXT (g->meeting), TD_TEXT (g->organisation)));
}

/* Whom an organisation named is there as long as they belong to it. */
gboolean td_guest_is (TdTx *tx, const char *meeting, const TdViewer *viewer, gboolean *ret_is, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select 1 from meeting_guest where meeting = $? and ((person = $? and (through is null",
                  TD_TEXT (meeting), TD_TEXT (viewer->person));
    for (gsize i = 0; i < viewer->n_organisations; i++)
        td_query_add (query, " or through = $?", TD_TEXT (viewer->organisations[i].organisation));
    td_query_add (query, "))");
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_LEAD)
            td_query_add (query, " or (person is null and organisation = $?)",
                          TD_TEXT (viewer->organisations[i].organisation));
    td_query_add (query, ") limit 1");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    *ret_is = td_rows_next (rows, &problem);
    return ended_well (error, &problem);
}

gboolean td_guests_drop_person (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "delete from meeting_guest where person = $1", error, TD_TEXT (person));
}

gboolean td_guests_move (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx, "update meeting_guest set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                    TD_TEXT (into))
           && td_exec (tx, "update meeting_guest set through = $2 where through = $1", error, TD_TEXT (from),
                       TD_TEXT (into));
}
