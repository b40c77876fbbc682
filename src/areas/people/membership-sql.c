#include "areas/people/membership-sql.h"

void td_colleague_free (TdColleague *colleague)
{
    if (colleague == NULL)
        return;
    g_free (colleague->person);
    g_free (colleague->address);
    g_free (colleague->name);
    g_free (colleague->locale);
    g_free (colleague);
}

void td_receiver_free (TdReceiver *receiver)
{
    if (receiver == NULL)
        return;
    g_free (receiver->address);
    g_free (receiver->locale);
    g_free (receiver->zone);
    g_free (receiver);
}

/* ---- belonging ---- */

gboolean td_membership_look (TdTx *tx, const char *person, const char *organisation, TdLevel *ret_level,
                             gint64 *ret_leads, gint64 *ret_others, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select m.person, m.level from membership m join person p on p.id = m.person"
                                         " where m.organisation = $1 and (p.disabled = 0 or m.person = $2)"
                                         " order by m.person",
                                         error, TD_TEXT (organisation), TD_TEXT (person));
    g_autoptr (GError) problem = NULL;
    gint64 leads = 0, others = 0;
    TdLevel own = TD_LEVEL_NONE, level;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        if (!td_level_from_word (td_rows_text (rows, 1), &level))
            continue;
        if (g_str_equal (td_rows_text (rows, 0), person)) {
            own = level;
            continue;
        }
        others++;
        leads += level == TD_LEVEL_LEAD;
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_level = own;
    *ret_leads = leads;
    *ret_others = others;
    return TRUE;
}

gboolean td_membership_put (TdTx *tx, const char *person, const char *organisation, TdLevel level, gint64 now,
                            GError **error)
{
    return td_exec (tx,
                    "insert into membership (person, organisation, level, since) values ($1, $2, $3, $4)"
                    " on conflict (person, organisation) do update set level = excluded.level",
                    error, TD_TEXT (person), TD_TEXT (organisation), TD_TEXT (td_level_word (level)), TD_INT (now));
}

gboolean td_membership_delete (TdTx *tx, const char *person, const char *organisation, GError **error)
{
    return td_exec (tx, "delete from membership where person = $1 and organisation = $2", error, TD_TEXT (person),
                    TD_TEXT (organisation));
}

GPtrArray *td_membership_list (TdTx *tx, const char *organisation, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_colleague_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select p.id, p.address, p.name, p.locale, m.level from membership m"
                   " join person p on p.id = m.person where m.organisation = $1 and p.disabled = 0"
                   " order by case m.level when 'lead' then 0 when 'contributor' then 1 else 2 end, m.since, p.id",
                   error, TD_TEXT (organisation));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdColleague *colleague = g_new0 (TdColleague, 1);
        colleague->person = g_strdup (td_rows_text (rows, 0));
        colleague->address = g_strdup (td_rows_text (rows, 1));
        colleague->name = g_strdup (td_rows_text (rows, 2));
        colleague->locale = g_strdup (td_rows_text (rows, 3));
        td_level_from_word (td_rows_text (rows, 4), &colleague->level);
        g_ptr_array_add (list, colleague);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_membership_move (TdTx *tx, const char *from, const char *to, GError **error)
{
    return td_exec (tx,
                    "insert into membership (person, organisation, level, since)"
                    " select person, $2, level, since from membership where organisation = $1"
                    " on conflict (person, organisation) do update set level = case"
                    " when membership.level = 'lead' or excluded.level = 'lead' then 'lead'"
                    " when membership.level = 'contributor' or excluded.level = 'contributor' then 'contributor'"
                    " else 'viewer' end",
                    error, TD_TEXT (from), TD_TEXT (to))
           && td_exec (tx, "delete from membership where organisation = $1", error, TD_TEXT (from));
}

/* ---- whom letters go to ---- */

#define ITS_ZONE "(select z.zone from person_zone z where z.person = p.id)"

static GPtrArray *receivers (TdRows *rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_receiver_free);
    g_autoptr (TdRows) owned = rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdReceiver *receiver = g_new0 (TdReceiver, 1);
        receiver->address = g_strdup (td_rows_text (rows, 0));
        receiver->locale = g_strdup (td_rows_text (rows, 1));
        receiver->detail = td_rows_int (rows, 2) != 0;
        receiver->zone = g_strdup (td_rows_text (rows, 3));
        g_ptr_array_add (list, receiver);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

GPtrArray *td_receivers_person (TdTx *tx, const char *person, GError **error)
{
    return receivers (td_select (tx,
                                 "select p.address, p.locale, p.mail_detail, " ITS_ZONE
                                 " from person p where p.id = $1 and p.disabled = 0",
                                 error, TD_TEXT (person)),
                      error);
}

GPtrArray *td_receivers_organisation (TdTx *tx, const char *organisation, TdLevel least, GError **error)
{
    return receivers (td_select (tx,
                                 "select p.address, p.locale, p.mail_detail, " ITS_ZONE " from membership m"
                                 " join person p on p.id = m.person where m.organisation = $1 and p.disabled = 0"
                                 " and (m.level = 'lead' or (m.level = 'contributor' and $2 <= 2)"
                                 " or (m.level = 'viewer' and $2 <= 1)) order by p.id",
                                 error, TD_TEXT (organisation), TD_INT (least)),
                      error);
}

GPtrArray *td_receivers_role (TdTx *tx, TdRole role, const char *today, GError **error)
{
    return receivers (td_select (tx,
                                 "select p.address, p.locale, p.mail_detail, " ITS_ZONE
                                 " from person p where p.disabled = 0"
                                 " and exists (select 1 from person_role r where r.person = p.id and r.role = $1"
                                 " and r.ended is null and r.starts <= $2 and (r.ends is null or r.ends >= $2))"
                                 " order by p.id",
                                 error, TD_TEXT (td_role_word (role)), TD_TEXT (today)),
                      error);
}

GPtrArray *td_receivers_mission (TdTx *tx, const char *state, const char *today, GError **error)
{
    return receivers (td_select (tx,
                                 "select p.address, p.locale, p.mail_detail, " ITS_ZONE
                                 " from person p where p.disabled = 0"
                                 " and exists (select 1 from person_role r where r.person = p.id and r.state = $1"
                                 " and r.role = 'permanent-mission'"
                                 " and r.ended is null and r.starts <= $2 and (r.ends is null or r.ends >= $2))"
                                 " order by p.id",
                                 error, TD_TEXT (state), TD_TEXT (today)),
                      error);
}

GPtrArray *td_receivers_state (TdTx *tx, const char *state, const char *today, GError **error)
{
    return receivers (td_select (tx,
                                 "select p.address, p.locale, p.mail_detail, " ITS_ZONE
                                 " from person p where p.disabled = 0"
                                 " and exists (select 1 from person_role r where r.person = p.id and r.state = $1"
                                 " and r.role in ('permanent-mission', 'ministry')"
                                 " and r.ended is null and r.starts <= $2 and (r.ends is null or r.ends >= $2))"
                                 " order by p.id",
                                 error, TD_TEXT (state), TD_TEXT (today)),
                      error);
}
