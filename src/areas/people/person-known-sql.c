/* Somebody with an account, for other areas. Contract in person-known.h. */
#include "areas/people/person-known.h"

#include "areas/people/people.h"

void td_person_known_free (TdPersonKnown *p)
{
    if (p == NULL)
        return;
    g_free (p->id);
    g_free (p->address);
    g_free (p->name);
    g_free (p->locale);
    g_free (p->state);
    g_strfreev (p->organisations);
    g_free (p);
}

static gboolean ended (GError *take_problem, GError **error)
{
    if (take_problem == NULL)
        return TRUE;
    g_propagate_error (error, take_problem);
    return FALSE;
}

static gboolean load_roles (TdTx *tx, TdPersonKnown *p, const char *today, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select role, state from person_role where person = $1 and ended is null"
                                         " and starts <= $2 and (ends is null or ends >= $2) order by role, id",
                                         error, TD_TEXT (p->id), TD_TEXT (today));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    p->roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION);
    while (td_rows_next (rows, &problem)) {
        TdRole role;
        if (!td_role_from_word (td_rows_text (rows, 0), &role))
            continue;
        p->roles |= 1u << role;
        if ((role == TD_ROLE_MISSION || role == TD_ROLE_MINISTRY) && p->state == NULL)
            p->state = g_strdup (td_rows_text (rows, 1));
    }
    return ended (g_steal_pointer (&problem), error);
}

static gboolean load_organisations (TdTx *tx, TdPersonKnown *p, GError **error)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    g_autoptr (TdRows) rows =
        td_select (tx, "select organisation from membership where person = $1 order by since, organisation", error,
                   TD_TEXT (p->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_strv_builder_add (list, td_rows_text (rows, 0));
    p->organisations = g_strv_builder_end (list);
    return ended (g_steal_pointer (&problem), error);
}

static gboolean load_account (TdTx *tx, const char *id, const char *address, TdPersonKnown **ret, GError **error)
{
    g_autofree char *clean = address != NULL ? td_person_address (address) : NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id, address, name, locale from person where disabled = 0 and (id = $1 or address = $2)"
                   " order by id",
                   error, TD_TEXT (id != NULL ? id : ""), TD_TEXT (clean != NULL ? clean : ""));
    g_autoptr (GError) problem = NULL;
    TdPersonKnown *p = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        p = g_new0 (TdPersonKnown, 1);
        p->id = g_strdup (td_rows_text (rows, 0));
        p->address = g_strdup (td_rows_text (rows, 1));
        p->name = g_strdup (td_rows_text (rows, 2));
        p->locale = g_strdup (td_rows_text (rows, 3));
    }
    *ret = p;
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_person_known (TdTx *tx, TdInstance *instance, const char *id, const char *address, TdPersonKnown **ret,
                          GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (TdPersonKnown) p = NULL;

    if (!load_account (tx, id, address, &p, error)
        || (p != NULL && (!load_roles (tx, p, today, error) || !load_organisations (tx, p, error))))
        return FALSE;
    *ret = g_steal_pointer (&p);
    return TRUE;
}
