#include "areas/programme/plan-sql.h"

static void set_text (char **text, const char *other)
{
    g_free (*text);
    *text = g_strdup (other);
}

gboolean td_pending_lay (TdTx *tx, TdMeeting *m, gboolean *ret_waits, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select cancelled, title, begins_local, ends_local, begins, ends, place, note,"
                                         " reason from meeting_pending where meeting = $1",
                                         error, TD_TEXT (m->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_waits = td_rows_next (rows, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (!*ret_waits)
        return TRUE;
    m->status = td_rows_int (rows, 0) != 0 ? TD_MEETING_CANCELLED : TD_MEETING_ON;
    set_text (&m->title, td_rows_text (rows, 1));
    set_text (&m->begins_local, td_rows_text (rows, 2));
    set_text (&m->ends_local, td_rows_text (rows, 3));
    m->begins = td_rows_int (rows, 4);
    m->ends = td_rows_int (rows, 5);
    set_text (&m->place, td_rows_text (rows, 6));
    set_text (&m->note, td_rows_text (rows, 7));
    set_text (&m->cancel_reason, td_rows_text (rows, 8));
    return TRUE;
}

gboolean td_pending_put (TdTx *tx, const TdMeeting *m, gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into meeting_pending (meeting, cancelled, title, begins_local, ends_local, begins, ends,"
                    " place, note, reason, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
                    " on conflict (meeting) do update set cancelled = excluded.cancelled, title = excluded.title,"
                    " begins_local = excluded.begins_local, ends_local = excluded.ends_local, begins = excluded.begins,"
                    " ends = excluded.ends, place = excluded.place, note = excluded.note, reason = excluded.reason,"
                    " changed = excluded.changed",
                    error, TD_TEXT (m->id), TD_FLAG (m->status == TD_MEETING_CANCELLED), TD_TEXT (m->title),
                    TD_TEXT (m->begins_local), TD_TEXT (m->ends_local), TD_INT (m->begins), TD_INT (m->ends),
                    TD_TEXT (m->place), TD_TEXT (m->note), TD_TEXT (m->cancel_reason), TD_INT (at));
}

gboolean td_pending_drop (TdTx *tx, const char *meeting, GError **error)
{
    return td_exec (tx, "delete from meeting_pending where meeting = $1", error, TD_TEXT (meeting));
}

gboolean td_meeting_update (TdTx *tx, const TdMeeting *m, GError **error)
{
    return td_exec (tx,
                    "update meeting set status = $2, title = $3, begins_local = $4, ends_local = $5, begins = $6,"
                    " ends = $7, place = $8, note = $9, cancel_reason = $10, n = $11, changed = $12 where id = $1",
                    error, TD_TEXT (m->id), TD_TEXT (td_meeting_status_word (m->status)), TD_TEXT (m->title),
                    TD_TEXT (m->begins_local), TD_TEXT (m->ends_local), TD_INT (m->begins), TD_INT (m->ends),
                    TD_TEXT (m->place), TD_TEXT (m->note), TD_TEXT (m->cancel_reason), TD_INT (m->n),
                    TD_INT (m->changed));
}

gboolean td_meeting_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from meeting_state where meeting = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from meeting where id = $1", error, TD_TEXT (id));
}

gboolean td_meeting_count (TdTx *tx, int session, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*) from meeting where session = $1", error, TD_INT (session));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}

/* ---- versions ---- */

gboolean td_programme_version_insert (TdTx *tx, int session, const TdProgrammeVersion *v, GError **error)
{
    return td_exec (tx, "insert into programme_version (session, n, at, note) values ($1, $2, $3, $4)", error,
                    TD_INT (session), TD_INT (v->n), TD_INT (v->at), TD_TEXT (v->note));
}

GPtrArray *td_programme_versions_load (TdTx *tx, int session, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select n, at, note from programme_version where session = $1 order by n desc", error, TD_INT (session));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_programme_version_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdProgrammeVersion *v = g_new0 (TdProgrammeVersion, 1);
        v->n = (int) td_rows_int (rows, 0);
        v->at = td_rows_int (rows, 1);
        v->note = g_strdup (td_rows_text (rows, 2));
        g_ptr_array_add (list, v);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_meeting_change_insert (TdTx *tx, int session, const TdMeetingChange *c, int version, gint64 at,
                                   GError **error)
{
    return td_exec (tx,
                    "insert into meeting_change (meeting, n, what, session, version, at, earlier, later)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    error, TD_TEXT (c->meeting), TD_INT (c->n), TD_TEXT (td_meeting_changed_word (c->what)),
                    TD_INT (session), version != 0 ? TD_INT (version) : TD_NULL (), TD_INT (at), TD_TEXT (c->earlier),
                    TD_TEXT (c->later));
}

static GPtrArray *changes_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_meeting_change_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdMeetingChange *c = g_new0 (TdMeetingChange, 1);
        c->meeting = g_strdup (td_rows_text (rows, 0));
        c->n = (int) td_rows_int (rows, 1);
        if (!td_meeting_changed_from_word (td_rows_text (rows, 2), &c->what))
            c->what = TD_CHANGED_NOTE;
        c->at = td_rows_int (rows, 3);
        c->earlier = g_strdup (td_rows_text (rows, 4));
        c->later = g_strdup (td_rows_text (rows, 5));
        g_ptr_array_add (list, c);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

GPtrArray *td_programme_changes_load (TdTx *tx, int session, int version, GError **error)
{
    return changes_of (td_select (tx,
                                  "select c.meeting, c.n, c.what, c.at, c.earlier, c.later from meeting_change c"
                                  " join meeting m on m.id = c.meeting where c.session = $1 and c.version = $2"
                                  " order by m.begins, c.meeting, c.what",
                                  error, TD_INT (session), TD_INT (version)),
                       error);
}

GPtrArray *td_meeting_changes_load (TdTx *tx, const char *meeting, GError **error)
{
    return changes_of (td_select (tx,
                                  "select c.meeting, c.n, c.what, c.at, c.earlier, c.later from meeting_change c"
                                  " where c.meeting = $1 order by c.n desc, c.what",
                                  error, TD_TEXT (meeting)),
                       error);
}
