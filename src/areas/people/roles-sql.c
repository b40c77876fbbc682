#include "areas/people/roles-sql.h"

static GPtrArray *finished (GPtrArray *take_list, GError *take_problem, GError **error)
{
    if (take_problem == NULL)
        return take_list;
    g_propagate_error (error, take_problem);
    g_ptr_array_unref (take_list);
    return NULL;
}

/* ---- terms ---- */

void td_term_free (TdTerm *term)
{
    if (term == NULL)
        return;
    g_free (term->id);
    g_free (term->state);
    g_free (term->starts);
    g_free (term->ends);
    g_free (term);
}

gboolean td_roles_insert (TdTx *tx, const char *id, const char *person, const TdTermGiven *given, gint64 now,
                          GError **error)
{
    return td_exec (tx,
                    "insert into person_role (id, person, role, state, starts, ends, given)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (id), TD_TEXT (person), TD_TEXT (td_role_word (given->role)), TD_TEXT (given->state),
                    TD_TEXT (given->starts), TD_TEXT (given->ends), TD_INT (now));
}

gboolean td_roles_end (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "update person_role set ended = $2 where id = $1 and ended is null", error, TD_TEXT (id),
                    TD_INT (now));
}

GPtrArray *td_role_list (TdTx *tx, const char *person, const char *today, GError **error)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_term_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, role, state, starts, ends, given, ended from person_role"
                                         " where person = $1 order by case when ended is null and"
                                         " (ends is null or ends >= $2) then 0 else 1 end, starts desc, id",
                                         error, TD_TEXT (person), TD_TEXT (today));
    GError *problem = NULL;
    TdRole role;

    if (rows == NULL) {
        g_ptr_array_unref (list);
        return NULL;
    }
    while (td_rows_next (rows, &problem)) {
        TdTerm *term;
        if (!td_role_from_word (td_rows_text (rows, 1), &role))
            continue;
        term = g_new0 (TdTerm, 1);
        *term = (TdTerm){ .role = role, .given = td_rows_int (rows, 5), .ended = td_rows_int (rows, 6) };
        term->id = g_strdup (td_rows_text (rows, 0));
        term->state = g_strdup (td_rows_text (rows, 2));
        term->starts = g_strdup (td_rows_text (rows, 3));
        term->ends = g_strdup (td_rows_text (rows, 4));
        term->in_force = td_rows_null (rows, 6) && strcmp (term->starts, today) <= 0
                         && (term->ends == NULL || strcmp (term->ends, today) >= 0);
        g_ptr_array_add (list, term);
    }
    return finished (list, problem, error);
}

gboolean td_roles_other_administrators (TdTx *tx, const char *person, const char *today, gint64 *ret_count,
                                        GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select count(*) from person_role r join person p on p.id = r.person where r.role = 'administrator'"
                   " and r.person <> $1 and p.disabled = 0 and r.ended is null and r.starts <= $2"
                   " and (r.ends is null or r.ends >= $2)",
                   error, TD_TEXT (person), TD_TEXT (today));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}

/* ---- conflicts ---- */

void td_conflict_free (TdConflict *conflict)
{
    if (conflict == NULL)
        return;
    g_free (conflict->state);
    g_free (conflict);
}

gboolean td_conflicts_insert (TdTx *tx, const char *person, const char *state, const char *ground, gint64 now,
                              GError **error)
{
    return td_exec (tx,
                    "insert into person_conflict (person, state, ground, recorded) values ($1, $2, $3, $4)"
                    " on conflict (person, state, ground) do nothing",
                    error, TD_TEXT (person), TD_TEXT (state), TD_TEXT (ground), TD_INT (now));
}

gboolean td_conflicts_remove (TdTx *tx, const char *id, const char *person, const char *state, const char *ground,
                              const char *reason, gint64 now, gboolean *ret_removed, GError **error)
{
    gint64 count = 0;

    if (!td_exec (tx,
                  "insert into person_conflict_removed (id, person, state, ground, recorded, removed, reason)"
                  " select $1, person, state, ground, recorded, $5, $6 from person_conflict"
                  " where person = $2 and state = $3 and ground = $4",
                  error, TD_TEXT (id), TD_TEXT (person), TD_TEXT (state), TD_TEXT (ground), TD_INT (now),
                  TD_TEXT (reason))
        || !td_exec_count (tx, "delete from person_conflict where person = $1 and state = $2 and ground = $3", &count,
                           error, TD_TEXT (person), TD_TEXT (state), TD_TEXT (ground)))
        return FALSE;
    *ret_removed = count > 0;
    return TRUE;
}

GPtrArray *td_conflict_list (TdTx *tx, const char *person, GError **error)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_conflict_free);
    g_autoptr (TdRows) rows =
        td_select (tx, "select state, ground, recorded from person_conflict where person = $1 order by state, ground",
                   error, TD_TEXT (person));
    GError *problem = NULL;

    if (rows == NULL) {
        g_ptr_array_unref (list);
        return NULL;
    }
    while (td_rows_next (rows, &problem)) {
        TdConflict *conflict = g_new0 (TdConflict, 1);
        *conflict = (TdConflict){ .state = g_strdup (td_rows_text (rows, 0)), .recorded = td_rows_int (rows, 2) };
        td_ground_from_word (td_rows_text (rows, 1), &conflict->ground);
        g_ptr_array_add (list, conflict);
    }
    return finished (list, problem, error);
}

gboolean td_people_secret (TdTx *tx, const char *person, guint8 ret_secret[32], gboolean *ret_found, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select secret from person where id = $1", error, TD_TEXT (person));
    g_autoptr (GError) problem = NULL;
    const void *bytes;
    gsize size = 0;

    if (rows == NULL)
        return FALSE;
    *ret_found = td_rows_next (rows, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    bytes = *ret_found ? td_rows_bytes (rows, 0, &size) : NULL;
    if (size == 32)
        memcpy (ret_secret, bytes, size);
    else
        *ret_found = FALSE;
    return TRUE;
}
