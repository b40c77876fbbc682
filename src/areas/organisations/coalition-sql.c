#include "areas/organisations/coalition-sql.h"

void td_coalition_member_free (TdCoalitionMember *member)
{
    if (member == NULL)
        return;
    g_free (member->organisation);
    g_free (member->name);
    g_free (member->kind);
    g_free (member);
}

/* Takes rows: id, name, kind, asked, accepted, status, visibility. */
static GPtrArray *list_of (TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_coalition_member_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdCoalitionMember *member = g_new0 (TdCoalitionMember, 1);
        member->organisation = g_strdup (td_rows_text (rows, 0));
        member->name = g_strdup (td_rows_text (rows, 1));
        member->kind = g_strdup (td_rows_text (rows, 2));
        member->asked = td_rows_int (rows, 3);
        member->accepted = td_rows_int (rows, 4);
        member->is_public =
            g_strcmp0 (td_rows_text (rows, 5), "published") == 0 && g_strcmp0 (td_rows_text (rows, 6), "public") == 0;
        g_ptr_array_add (list, member);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

GPtrArray *td_coalition_members (TdTx *tx, const char *coalition, GError **error)
{
    return list_of (td_select (tx,
                               "select o.id, o.name, o.kind, m.asked, m.accepted, o.status, o.visibility"
                               " from coalition_member m join organisation o on o.id = m.organisation"
                               " where m.coalition = $1 and o.status <> 'withheld' order by o.sort_key, o.id",
                               error, TD_TEXT (coalition)),
                    error);
}

GPtrArray *td_coalitions_of (TdTx *tx, const char *organisation, GError **error)
{
    return list_of (td_select (tx,
                               "select o.id, o.name, o.kind, m.asked, m.accepted, o.status, o.visibility"
                               " from coalition_member m join organisation o on o.id = m.coalition"
                               " where m.organisation = $1 and o.status <> 'withheld' order by o.sort_key, o.id",
                               error, TD_TEXT (organisation)),
                    error);
}

gboolean td_coalition_put (TdTx *tx, const char *coalition, const char *organisation, gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into coalition_member (coalition, organisation, asked) values ($1, $2, $3)"
                    " on conflict (coalition, organisation) do nothing",
                    error, TD_TEXT (coalition), TD_TEXT (organisation), TD_INT (now));
}

gboolean td_coalition_set_accepted (TdTx *tx, const char *coalition, const char *organisation, gint64 now,
                                    gint64 *ret_rows, GError **error)
{
    return td_exec_count (tx, "update coalition_member set accepted = $3 where coalition = $1 and organisation = $2",
                          ret_rows, error, TD_TEXT (coalition), TD_TEXT (organisation), TD_INT (now));
}

gboolean td_coalition_delete (TdTx *tx, const char *coalition, const char *organisation, gint64 *ret_rows,
                              GError **error)
{
    return td_exec_count (tx, "delete from coalition_member where coalition = $1 and organisation = $2", ret_rows,
                          error, TD_TEXT (coalition), TD_TEXT (organisation));
}
