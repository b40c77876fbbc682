#include "areas/people/account-sql.h"

void td_person_free (TdPerson *person)
{
    if (person == NULL)
        return;
    g_free (person->id);
    g_free (person->address);
    g_free (person->name);
    g_free (person->locale);
    g_clear_pointer (&person->terms, g_ptr_array_unref);
    g_clear_pointer (&person->conflicts, g_ptr_array_unref);
    g_free (person);
}

/* ---- reading ---- */

static GPtrArray *read_rows (TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_person_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdPerson *p = g_new0 (TdPerson, 1);
        p->id = g_strdup (td_rows_text (rows, 0));
        p->address = g_strdup (td_rows_text (rows, 1));
        p->name = g_strdup (td_rows_text (rows, 2));
        p->locale = g_strdup (td_rows_text (rows, 3));
        p->mail_detail = td_rows_int (rows, 4) != 0;
        p->disabled = td_rows_int (rows, 5) != 0;
        p->created = td_rows_int (rows, 6);
        g_ptr_array_add (list, p);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

static gboolean complete (TdTx *tx, GPtrArray *list, const char *today, GError **error)
{
    for (guint i = 0; i < list->len; i++) {
        TdPerson *p = list->pdata[i];
        p->terms = td_role_list (tx, p->id, today, error);
        p->conflicts = p->terms != NULL ? td_conflict_list (tx, p->id, error) : NULL;
        if (p->conflicts == NULL)
            return FALSE;
    }
    return TRUE;
}

gboolean td_accounts_find (TdTx *tx, const char *id, const char *address, const char *today, TdPerson **ret_person,
                           GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) list = NULL;

    td_query_add (query, "select id, address, name, locale, mail_detail, disabled, created from person where ");
    if (id != NULL)
        td_query_add (query, "id = $?", TD_TEXT (id));
    else
        td_query_add (query, "address = $?", TD_TEXT (address));
    list = read_rows (td_query_run (query, tx, error), error);
    if (list == NULL || !complete (tx, list, today, error))
        return FALSE;
    *ret_person = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

/* "%" and "_" of what was typed are themselves. */
static char *pattern (const char *words)
{
    g_autofree char *folded = g_utf8_casefold (words, -1);
    g_autoptr (GString) text = g_string_new ("%");

    for (const char *c = folded; *c != '\0'; c++) {
        if (strchr ("%_\\", *c) != NULL)
            g_string_append_c (text, '\\');
        g_string_append_c (text, *c);
    }
    g_string_append_c (text, '%');
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static void add_filter (TdQuery *query, const TdPersonFilter *filter, const char *today)
{
    g_autofree char *like = filter->words != NULL ? pattern (filter->words) : NULL;

    td_query_add (query, " from person p where 1 = 1");
    if (like != NULL)
        td_query_add (query, " and (p.address like $? escape '\\' or p.name_folded like $? escape '\\')",
                      TD_TEXT (like), TD_TEXT (like));
    if (filter->role != NULL)
        td_query_add (query,
                      " and exists (select 1 from person_role r where r.person = p.id and r.role = $? and r.ended is"
                      " null and r.starts <= $? and (r.ends is null or r.ends >= $?))",
                      TD_TEXT (filter->role), TD_TEXT (today), TD_TEXT (today));
}

static gboolean count_all (TdTx *tx, const TdPersonFilter *filter, const char *today, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select count(*)");
    add_filter (query, filter, today);
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

GPtrArray *td_accounts_list (TdTx *tx, const TdPersonFilter *filter, const char *today, gint64 *ret_total,
                             GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) list = NULL;

    if (!count_all (tx, filter, today, ret_total, error))
        return NULL;
    td_query_add (query, "select p.id, p.address, p.name, p.locale, p.mail_detail, p.disabled, p.created");
    add_filter (query, filter, today);
    td_query_add (query, " order by p.address limit $? offset $?", TD_INT (filter->limit > 0 ? filter->limit : 50),
                  TD_INT (filter->offset));
    list = read_rows (td_query_run (query, tx, error), error);
    return list != NULL && complete (tx, list, today, error) ? g_steal_pointer (&list) : NULL;
}

static void keep_terms_of (GPtrArray *terms, const char *state, const char *today)
{
    for (guint i = terms->len; i > 0; i--) {
        const TdTerm *term = terms->pdata[i - 1];
        if (term->role != TD_ROLE_MINISTRY || g_strcmp0 (term->state, state) != 0 || term->ended != 0
            || (term->ends != NULL && strcmp (term->ends, today) < 0))
            g_ptr_array_remove_index (terms, i - 1);
    }
}

GPtrArray *td_accounts_of_state (TdTx *tx, const char *state, const char *today, GError **error)
{
    g_autoptr (GPtrArray) list =
        read_rows (td_select (tx,
                              "select id, address, name, locale, mail_detail, disabled, created from person p"
                              " where disabled = 0 and exists (select 1 from person_role r where r.person = p.id"
                              " and r.role = 'ministry' and r.state = $1 and r.ended is null"
                              " and (r.ends is null or r.ends >= $2)) order by address limit 200",
                              error, TD_TEXT (state), TD_TEXT (today)),
                   error);

    if (list == NULL)
        return NULL;
    for (guint i = 0; i < list->len; i++) {
        TdPerson *p = list->pdata[i];
        p->terms = td_role_list (tx, p->id, today, error);
        if (p->terms == NULL)
            return NULL;
        keep_terms_of (p->terms, state, today);
    }
    return g_steal_pointer (&list);
}

/* ---- closing ---- */

gboolean td_accounts_close (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "update person set disabled = 1 where id = $1", error, TD_TEXT (person))
           && td_exec (tx, "delete from sign_in where person = $1", error, TD_TEXT (person));
}

gboolean td_accounts_reopen (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "update person set disabled = 0 where id = $1", error, TD_TEXT (person));
}

/* What hangs on a person by "on delete cascade" goes with the row itself: factors, codes, links. */
gboolean td_accounts_erase (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "delete from invitation where address = (select address from person where id = $1)", error,
                    TD_TEXT (person))
           && td_exec (tx, "delete from sign_in where person = $1", error, TD_TEXT (person))
           && td_exec (tx, "delete from person_role where person = $1", error, TD_TEXT (person))
           && td_exec (tx, "delete from person_conflict where person = $1", error, TD_TEXT (person))
           && td_exec (tx, "delete from membership where person = $1", error, TD_TEXT (person))
           && td_exec (tx, "delete from person where id = $1", error, TD_TEXT (person));
}
