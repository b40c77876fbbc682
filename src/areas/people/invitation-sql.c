#include "areas/people/invitation-sql.h"

void td_invitation_free (TdInvitation *invitation)
{
    if (invitation == NULL)
        return;
    g_free (invitation->id);
    g_free (invitation->address);
    g_free (invitation->inviter);
    g_free (invitation->organisation);
    g_free (invitation->title);
    g_free (invitation->state);
    g_free (invitation->ends);
    g_free (invitation);
}

gboolean td_invitations_insert (TdTx *tx, const TdInvitation *i, const guint8 token[32], GError **error)
{
    const char *level = i->level != TD_LEVEL_NONE ? td_level_word (i->level) : NULL;
    const char *role = i->role != TD_ROLE_PUBLIC ? td_role_word (i->role) : NULL;

    return td_exec (
        tx,
        "insert into invitation (id, token, address, inviter, organisation, title, level, role, state, ends,"
        " created, expires) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        error, TD_TEXT (i->id), TD_BYTES (token, 32), TD_TEXT (i->address), TD_TEXT (i->inviter),
        TD_TEXT (i->organisation), TD_TEXT (i->title), TD_TEXT (level), TD_TEXT (role), TD_TEXT (i->state),
        TD_TEXT (i->ends), TD_INT (i->created), TD_INT (i->expires));
}

gboolean td_invitations_same (TdTx *tx, const TdInvitation *invitation, char **ret_id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id from invitation where address = $1"
                                         " and coalesce (organisation, '') = $2 and coalesce (state, '') = $3",
                                         error, TD_TEXT (invitation->address),
                                         TD_TEXT (invitation->organisation != NULL ? invitation->organisation : ""),
                                         TD_TEXT (invitation->state != NULL ? invitation->state : ""));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_id = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_invitations_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from invitation where id = $1", error, TD_TEXT (id));
}

gboolean td_invitations_forget (TdTx *tx, gint64 now, GError **error)
{
    return td_exec (tx, "delete from invitation where expires <= $1", error, TD_INT (now));
}

static TdInvitation *read_row (TdRows *rows)
{
    TdInvitation *i = g_new0 (TdInvitation, 1);

    i->id = g_strdup (td_rows_text (rows, 0));
    i->address = g_strdup (td_rows_text (rows, 1));
    i->inviter = g_strdup (td_rows_text (rows, 2));
    i->organisation = g_strdup (td_rows_text (rows, 3));
    i->title = g_strdup (td_rows_text (rows, 4));
    if (!td_rows_null (rows, 5))
        td_level_from_word (td_rows_text (rows, 5), &i->level);
    if (!td_rows_null (rows, 6))
        td_role_from_word (td_rows_text (rows, 6), &i->role);
    i->state = g_strdup (td_rows_text (rows, 7));
    i->ends = g_strdup (td_rows_text (rows, 8));
    i->created = td_rows_int (rows, 9);
    i->expires = td_rows_int (rows, 10);
    return i;
}

gboolean td_invitations_find (TdTx *tx, const guint8 token[32], gint64 now, const char *today,
                              TdInvitation **ret_invitation, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select i.id, i.address, i.inviter, i.organisation, i.title, i.level, i.role, i.state, i.ends,"
                   " i.created, i.expires from invitation i left join person p on p.id = i.inviter"
                   " where i.token = $1 and i.expires > $2 and coalesce (p.disabled, 0) = 0"
                   " and (i.state is null or exists (select 1 from person_role r where r.person = i.inviter"
                   " and r.role = 'permanent-mission' and r.state = i.state and r.ended is null and r.starts <= $3"
                   " and (r.ends is null or r.ends >= $3)))"
                   " and (i.organisation is null or i.inviter is null or exists (select 1 from membership m"
                   " where m.person = i.inviter and m.organisation = i.organisation and m.level = 'lead')"
                   " or exists (select 1 from person_role r where r.person = i.inviter and r.role = 'secretariat'"
                   " and r.ended is null and r.starts <= $3 and (r.ends is null or r.ends >= $3)))",
                   error, TD_BYTES (token, 32), TD_INT (now), TD_TEXT (today));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_invitation = td_rows_next (rows, &problem) ? read_row (rows) : NULL;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

GPtrArray *td_invitation_list (TdTx *tx, const char *organisation, const char *state, gint64 now, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_invitation_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select id, address, inviter, organisation, title, level, role, state, ends, created, expires"
                  " from invitation where expires > $?",
                  TD_INT (now));
    if (organisation != NULL)
        td_query_add (query, " and organisation = $?", TD_TEXT (organisation));
    else
        td_query_add (query, " and organisation is null and state = $?", TD_TEXT (state));
    td_query_add (query, " order by created desc, id limit 200");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, read_row (rows));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_invitations_theirs (TdTx *tx, const char *organisation, const char *state, const char *id,
                                gboolean *ret_theirs, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select organisation, state from invitation where id = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_theirs = FALSE;
    if (td_rows_next (rows, &problem))
        *ret_theirs = organisation != NULL
                          ? g_strcmp0 (td_rows_text (rows, 0), organisation) == 0
                          : td_rows_null (rows, 0) && state != NULL && g_strcmp0 (td_rows_text (rows, 1), state) == 0;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static GPtrArray *ids (TdRows *rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdRows) owned = rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

GPtrArray *td_invitations_of_organisation (TdTx *tx, const char *organisation, GError **error)
{
    return ids (
        td_select (tx, "select id from invitation where organisation = $1 order by id", error, TD_TEXT (organisation)),
        error);
}

GPtrArray *td_invitations_of_inviter (TdTx *tx, const char *inviter, GError **error)
{
    return ids (td_select (tx, "select id from invitation where inviter = $1 order by id", error, TD_TEXT (inviter)),
                error);
}
