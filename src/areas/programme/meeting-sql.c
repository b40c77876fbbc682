#include "areas/programme/meeting-sql.h"

#include <string.h>

void td_meeting_free (TdMeeting *m)
{
    if (m == NULL)
        return;
    g_free (m->id);
    g_free (m->kind);
    g_free (m->title);
    g_strfreev (m->states);
    g_free (m->begins_local);
    g_free (m->ends_local);
    g_free (m->zone);
    g_free (m->place);
    g_free (m->note);
    g_free (m->cancel_reason);
    g_free (m);
}

static gboolean insert_states (TdTx *tx, const TdMeeting *m, GError **error)
{
    for (int i = 0; m->states != NULL && m->states[i] != NULL; i++)
        if (!td_exec (tx, "insert into meeting_state (meeting, ordinal, state) values ($1, $2, $3)", error,
                      TD_TEXT (m->id), TD_INT (i), TD_TEXT (m->states[i])))
            return FALSE;
    return TRUE;
}

gboolean td_meeting_insert (TdTx *tx, const TdMeeting *m, GError **error)
{
    return td_exec (
               tx,
               "insert into meeting (id, session, kind, closed, status, title, part, parts, begins_local, ends_local,"
               " zone, begins, ends, place, note, cancel_reason, n, created, changed, secret)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
               error, TD_TEXT (m->id), TD_INT (m->session), TD_TEXT (m->kind), TD_FLAG (m->closed),
               TD_TEXT (td_meeting_status_word (m->status)), TD_TEXT (m->title), TD_INT (m->part), TD_INT (m->parts),
               TD_TEXT (m->begins_local), TD_TEXT (m->ends_local), TD_TEXT (m->zone), TD_INT (m->begins),
               TD_INT (m->ends), TD_TEXT (m->place), TD_TEXT (m->note), TD_TEXT (m->cancel_reason), TD_INT (m->n),
               TD_INT (m->created), TD_INT (m->changed), TD_BYTES (m->secret, sizeof m->secret))
           && insert_states (tx, m, error);
}

static TdMeetingStatus status_of (const char *word)
{
    for (int status = 0; status < TD_N_MEETING_STATUSES; status++)
        if (g_strcmp0 (td_meeting_status_word ((TdMeetingStatus) status), word) == 0)
            return (TdMeetingStatus) status;
    return TD_MEETING_PLANNED; /* what shows least */
}

static TdMeeting *meeting_of_row (TdRows *rows)
{
    TdMeeting *m = g_new0 (TdMeeting, 1);
    gsize size = 0;
    const void *secret;

    m->id = g_strdup (td_rows_text (rows, 0));
    m->session = (int) td_rows_int (rows, 1);
    m->kind = g_strdup (td_rows_text (rows, 2));
    m->closed = td_rows_int (rows, 3) != 0;
    m->status = status_of (td_rows_text (rows, 4));
    m->title = g_strdup (td_rows_text (rows, 5));
    m->part = (int) td_rows_int (rows, 6);
    m->parts = (int) td_rows_int (rows, 7);
    m->begins_local = g_strdup (td_rows_text (rows, 8));
    m->ends_local = g_strdup (td_rows_text (rows, 9));
    m->zone = g_strdup (td_rows_text (rows, 10));
    m->begins = td_rows_int (rows, 11);
    m->ends = td_rows_int (rows, 12);
    m->place = g_strdup (td_rows_text (rows, 13));
    m->note = g_strdup (td_rows_text (rows, 14));
    m->cancel_reason = g_strdup (td_rows_text (rows, 15));
    m->n = (int) td_rows_int (rows, 16);
    m->created = td_rows_int (rows, 17);
    m->changed = td_rows_int (rows, 18);
    secret = td_rows_bytes (rows, 19, &size);
    if (size == sizeof m->secret)
        memcpy (m->secret, secret, size);
    return m;
}

static gboolean load_states (TdTx *tx, TdMeeting *m, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select state from meeting_state where meeting = $1 order by ordinal", error, TD_TEXT (m->id));
    g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (states, g_strdup (td_rows_text (rows, 0)));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    g_ptr_array_add (states, NULL);
    m->states = (char **) g_ptr_array_steal (states, NULL);
    return TRUE;
}

#define COLUMNS                                                                                                        \
    "m.id, m.session, m.kind, m.closed, m.status, m.title, m.part, m.parts, m.begins_local, m.ends_local, m.zone, "    \
    "m.begins, m.ends, m.place, m.note, m.cancel_reason, m.n, m.created, m.changed, m.secret"

/* All of them with their States. */
static GPtrArray *meetings_of (TdTx *tx, TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_meeting_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, meeting_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    for (guint i = 0; i < list->len; i++)
        if (!load_states (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

GPtrArray *td_meeting_select (TdTx *tx, const TdMeetingSearch *search, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS " from meeting m where 1 = 1");
    if (search->session != 0)
        td_query_add (query, " and m.session = $?", TD_INT (search->session));
    if (search->kind != NULL)
        td_query_add (query, " and m.kind = $?", TD_TEXT (search->kind));
    if (search->state != NULL)
        td_query_add (query, " and exists (select 1 from meeting_state s where s.meeting = m.id and s.state = $?)",
                      TD_TEXT (search->state));
    if (search->from != 0)
        td_query_add (query, " and m.ends > $?", TD_INT (search->from));
    if (search->to != 0)
        td_query_add (query, " and m.begins < $?", TD_INT (search->to));
    td_query_add (query, " order by m.begins, m.id");
    return meetings_of (tx, td_query_run (query, tx, error), error);
}

gboolean td_meeting_load (TdTx *tx, const char *id, TdMeeting **ret, GError **error)
{
    g_autoptr (GPtrArray) found = meetings_of (
        tx, td_select (tx, "select " COLUMNS " from meeting m where m.id = $1", error, TD_TEXT (id)), error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}
