#include "areas/accreditation/attendance-sql.h"

#include "instance/seal.h"

#include <string.h>

#define PURPOSE "attendance"

void td_attendance_free (TdAttendance *a)
{
    if (a == NULL)
        return;
    g_free (a->id);
    g_free (a->meeting);
    g_free (a->day);
    g_free (a->who);
    g_free (a->name);
    g_free (a->kind);
    g_free (a);
}

void td_attendance_count_free (TdAttendanceCount *c)
{
    if (c == NULL)
        return;
    g_free (c->word);
    g_free (c);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

gboolean td_attendance_insert (TdTx *tx, const TdInstance *instance, const TdAttendanceRow *row, GError **error)
{
    const TdAttendance *a = &row->a;
    g_autoptr (GBytes) name = NULL;
    gsize size = 0;
    const void *bytes = NULL;

    if (row->typed != NULL) {
        name = td_seal (instance, PURPOSE, a->id, (const guint8 *) row->typed, strlen (row->typed));
        bytes = g_bytes_get_data (name, &size);
    }
    return td_exec (tx,
                    "insert into attendance (id, session, meeting, day, mode, who, name, kind, region, language, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
                    " on conflict (meeting, day, mode, who) do nothing",
                    error, TD_TEXT (a->id), TD_INT (row->session), TD_TEXT (a->meeting), TD_TEXT (a->day),
                    TD_TEXT (td_came_how_word (a->how)), TD_TEXT (a->who),
                    bytes != NULL ? TD_BYTES (bytes, size) : TD_NULL (), TD_TEXT (a->kind), TD_TEXT (row->region),
                    TD_TEXT (row->language), TD_INT (a->at));
}

static TdAttendance *one_of_row (TdRows *rows, const TdInstance *instance)
{
    TdAttendance *a = g_new0 (TdAttendance, 1);
    g_autoptr (GBytes) plain = NULL;
    gsize size = 0;
    const void *bytes;

    a->id = g_strdup (td_rows_text (rows, 0));
    a->meeting = g_strdup (td_rows_text (rows, 1));
    a->day = g_strdup (td_rows_text (rows, 2));
    td_came_how_from_word (td_rows_text (rows, 3), &a->how);
    a->who = g_strdup (td_rows_text (rows, 4));
    bytes = td_rows_bytes (rows, 5, &size);
    if (bytes != NULL && (plain = td_unseal (instance, PURPOSE, a->id, bytes, size)) != NULL) {
        const char *name = g_bytes_get_data (plain, &size);
        a->name = g_strndup (name, size);
    }
    a->kind = g_strdup (td_rows_text (rows, 6));
    a->at = td_rows_int (rows, 7);
    return a;
}

GPtrArray *td_attendance_select (TdTx *tx, const TdInstance *instance, int session, const char *meeting, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_attendance_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select id, meeting, day, mode, who, name, kind, at from attendance where session = $?",
                  TD_INT (session));
    if (meeting != NULL)
        td_query_add (query, " and meeting = $?", TD_TEXT (meeting));
    td_query_add (query, " order by day, at, id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, one_of_row (rows, instance));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_attendance_find (TdTx *tx, const char *id, int *ret_session, char **ret_meeting, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select session, meeting from attendance where id = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    *ret_session = 0;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_session = (int) td_rows_int (rows, 0);
        *ret_meeting = g_strdup (td_rows_text (rows, 1));
    }
    return ended_well (error, &problem);
}

gboolean td_attendance_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from attendance where id = $1", error, TD_TEXT (id));
}

/* ---- figures ---- */

static void add_meetings (TdQuery *query, int session, const char *const *meetings)
{
    td_query_add (query, " from attendance where session = $? and (1 = 0", TD_INT (session));
    for (gsize i = 0; meetings[i] != NULL; i++)
        td_query_add (query, " or meeting = $?", TD_TEXT (meetings[i]));
    td_query_add (query, ")");
}

static gboolean take_counts (TdTx *tx, TdQuery *query, TdCountBy by, GPtrArray *list, GError **error)
{
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdAttendanceCount *c = g_new0 (TdAttendanceCount, 1);
        c->by = by;
        c->word = g_strdup (td_rows_text (rows, 0));
        c->n = td_rows_int (rows, 1);
        g_ptr_array_add (list, c);
    }
    return ended_well (error, &problem);
}

static TdQuery *query_by (TdCountBy by)
{
    TdQuery *query = td_query_new ();

    switch (by) {
    case TD_BY_KIND: td_query_add (query, "select kind, count(distinct who)"); break;
    case TD_BY_REGION: td_query_add (query, "select region, count(distinct who)"); break;
    case TD_BY_WAY: td_query_add (query, "select mode, count(distinct who)"); break;
    case TD_BY_LANGUAGE: td_query_add (query, "select language, count(distinct who)"); break;
    case TD_BY_ALL:
    case TD_N_BY: td_query_add (query, "select '', count(distinct who)"); break;
    }
    return query;
}

static void end_query (TdQuery *query, TdCountBy by)
{
    switch (by) {
    case TD_BY_KIND: td_query_add (query, " group by kind order by kind"); break;
    case TD_BY_REGION: td_query_add (query, " group by region order by region"); break;
    case TD_BY_WAY: td_query_add (query, " group by mode order by mode"); break;
    case TD_BY_LANGUAGE: td_query_add (query, " group by language order by language"); break;
    case TD_BY_ALL:
    case TD_N_BY: td_query_add (query, " having count(*) > 0"); break;
    }
}

gboolean td_attendance_tally (TdTx *tx, int session, const char *const *meetings, GPtrArray *list, GError **error)
{
    for (int by = 0; by < TD_N_BY; by++) {
        g_autoptr (TdQuery) query = query_by ((TdCountBy) by);
        add_meetings (query, session, meetings);
        end_query (query, (TdCountBy) by);
        if (!take_counts (tx, query, (TdCountBy) by, list, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_attendance_kept (TdTx *tx, int session, const char *meeting, GPtrArray *list, GError **error)
{
    for (int by = 0; by < TD_N_BY; by++) {
        g_autoptr (TdQuery) query = td_query_new ();
        td_query_add (query,
                      "select word, n from attendance_count where session = $? and meeting = $? and dimension = $?"
                      " order by word",
                      TD_INT (session), TD_TEXT (meeting), TD_TEXT (td_count_by_word ((TdCountBy) by)));
        if (!take_counts (tx, query, (TdCountBy) by, list, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_attendance_keep (TdTx *tx, int session, const char *meeting, const GPtrArray *counts, GError **error)
{
    for (guint i = 0; i < counts->len; i++) {
        const TdAttendanceCount *c = counts->pdata[i];
        if (!td_exec (tx,
                      "insert into attendance_count (session, meeting, dimension, word, n) values ($1, $2, $3, $4, $5)"
                      " on conflict (session, meeting, dimension, word) do update set n = excluded.n",
                      error, TD_INT (session), TD_TEXT (meeting), TD_TEXT (td_count_by_word (c->by)), TD_TEXT (c->word),
                      TD_INT (c->n)))
            return FALSE;
    }
    return TRUE;
}

/* ---- by rule ---- */

GStrv td_attendance_meetings (TdTx *tx, int session, GError **error)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    g_autoptr (TdRows) rows =
        td_select (tx, "select distinct meeting from attendance where session = $1 and meeting <> '' order by meeting",
                   error, TD_INT (session));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_strv_builder_add (list, td_rows_text (rows, 0));
    return ended_well (error, &problem) ? g_strv_builder_end (list) : NULL;
}

gboolean td_attendance_erase (TdTx *tx, int session, gint64 now, GError **error)
{
    return td_exec (tx, "delete from attendance where session = $1", error, TD_INT (session))
           && td_exec (tx,
                       "insert into attendance_erased (session, at) values ($1, $2)"
                       " on conflict (session) do update set at = excluded.at",
                       error, TD_INT (session), TD_INT (now));
}

gboolean td_attendance_is_erased (TdTx *tx, int session, gboolean *ret_erased, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select at from attendance_erased where session = $1", error, TD_INT (session));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_erased = td_rows_next (rows, &problem);
    return ended_well (error, &problem);
}

GArray *td_attendance_sessions (TdTx *tx, GError **error)
{
    g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (int));
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select s.session from (select session from accreditation union"
                                         " select session from attendance) s where not exists"
                                         " (select 1 from attendance_erased e where e.session = s.session)"
                                         " order by s.session",
                                         error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        int session = (int) td_rows_int (rows, 0);
        g_array_append_val (list, session);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}
