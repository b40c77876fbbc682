/* Rows of requests for the floor. Contract in floor-sql.h. */
#include "areas/floor/floor-sql.h"

#include "instance/seal.h"

#include <string.h>

#define PURPOSE "floor request"

void td_floor_request_free (TdFloorRequest *r)
{
    if (r == NULL)
        return;
    g_free (r->id);
    g_free (r->meeting);
    g_free (r->state);
    g_free (r->organisation);
    g_free (r->name);
    g_free (r->kind);
    g_free (r->submission);
    g_free (r->language);
    g_free (r->who);
    g_free (r->alias);
    g_free (r->statement);
    g_free (r->recording);
    g_free (r->recording_format);
    g_clear_pointer (&r->members, g_ptr_array_unref);
    g_clear_pointer (&r->member_names, g_ptr_array_unref);
    g_free (r);
}

/* ---- what is sealed ---- */

static GBytes *seal_words (const TdInstance *instance, const TdFloorRequest *r)
{
    json_t *json = json_pack ("{s:s?, s:s?, s:s?}", "who", r->who, "alias", r->alias, "statement", r->statement);
    char *text = json_dumps (json, JSON_COMPACT);
    GBytes *sealed = td_seal (instance, PURPOSE, r->id, (const guint8 *) text, strlen (text));

    json_decref (json);
    free (text); /* jansson's, by its own allocator */
    return sealed;
}

static void open_words (const TdInstance *instance, TdFloorRequest *r, const guint8 *sealed, gsize size)
{
    g_autoptr (GBytes) plain = td_unseal (instance, PURPOSE, r->id, sealed, size);
    gsize length = 0;
    const char *text = plain != NULL ? g_bytes_get_data (plain, &length) : NULL;
    json_t *json = text != NULL ? json_loadb (text, length, 0, NULL) : NULL;

    r->who = g_strdup (json_string_value (json_object_get (json, "who")));
    r->alias = g_strdup (json_string_value (json_object_get (json, "alias")));
    r->statement = g_strdup (json_string_value (json_object_get (json, "statement")));
    json_decref (json);
}

/* ---- rows ---- */

#define COLUMNS                                                                                                        \
    "r.id, r.meeting, r.state, r.organisation, coalesce(o.name, ''), o.status, o.visibility, r.on_behalf, r.late, "    \
    "r.kind, r.submission, r.language, r.mode, r.closed, r.no_picture, r.read_out, r.recording, r.recording_format, "  \
    "r.withdrawn, r.created, r.changed, r.secret, r.sealed"

static void take_organisation (TdFloorRequest *r, const char *status, const char *visibility)
{
    r->verified = g_strcmp0 (status, td_status_word (TD_STATUS_PUBLISHED)) == 0;
    r->closed_down = status == NULL || g_str_equal (status, td_status_word (TD_STATUS_WITHHELD));
    r->hidden = g_strcmp0 (visibility, td_visibility_word (TD_VISIBILITY_PUBLIC)) != 0;
}

static TdFloorRequest *request_of_row (const TdInstance *instance, TdRows *rows)
{
    TdFloorRequest *r = g_new0 (TdFloorRequest, 1);
    const void *bytes;
    gsize size = 0;

    r->id = g_strdup (td_rows_text (rows, 0));
    r->meeting = g_strdup (td_rows_text (rows, 1));
    r->state = g_strdup (td_rows_text (rows, 2));
    r->organisation = g_strdup (td_rows_text (rows, 3));
    r->name = g_strdup (td_rows_text (rows, 4));
    take_organisation (r, td_rows_text (rows, 5), td_rows_text (rows, 6));
    r->on_behalf = td_rows_int (rows, 7) != 0;
    r->late = td_rows_int (rows, 8) != 0;
    r->kind = g_strdup (td_rows_text (rows, 9));
    r->submission = g_strdup (td_rows_text (rows, 10));
    r->language = g_strdup (td_rows_text (rows, 11));
    if (!td_speak_mode_from_word (td_rows_text (rows, 12), &r->mode))
        r->mode = TD_MODE_WRITTEN;
    r->closed = td_rows_int (rows, 13) != 0;
    r->no_picture = td_rows_int (rows, 14) != 0;
    r->read_out = td_rows_int (rows, 15) != 0;
    r->recording = g_strdup (td_rows_text (rows, 16));
    r->has_recording = r->recording != NULL;
    r->recording_format = g_strdup (td_rows_text (rows, 17));
    r->withdrawn = td_rows_int (rows, 18);
    r->created = td_rows_int (rows, 19);
    r->changed = td_rows_int (rows, 20);
    bytes = td_rows_bytes (rows, 21, &size);
    if (size == sizeof r->secret)
        memcpy (r->secret, bytes, size);
    bytes = td_rows_bytes (rows, 22, &size);
    open_words (instance, r, bytes, size);
    return r;
}

static gboolean load_members (TdTx *tx, TdFloorRequest *r, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select m.organisation, coalesce(o.name, '') from floor_member m"
                                         " left join organisation o on o.id = m.organisation where m.request = $1"
                                         " order by m.organisation",
                                         error, TD_TEXT (r->id));
    g_autoptr (GError) problem = NULL;

    r->members = g_ptr_array_new_with_free_func (g_free);
    r->member_names = g_ptr_array_new_with_free_func (g_free);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        g_ptr_array_add (r->members, g_strdup (td_rows_text (rows, 0)));
        g_ptr_array_add (r->member_names, g_strdup (td_rows_text (rows, 1)));
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static TdRows *select_requests (TdTx *tx, const TdFloorSearch *search, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS " from floor_request r left join organisation o on o.id = r.organisation"
                         " where 1 = 1");
    if (search->id != NULL)
        td_query_add (query, " and r.id = $?", TD_TEXT (search->id));
    if (search->meeting != NULL)
        td_query_add (query, " and r.meeting = $?", TD_TEXT (search->meeting));
    if (search->state != NULL)
        td_query_add (query, " and r.state = $?", TD_TEXT (search->state));
    if (search->organisation != NULL)
        td_query_add (query, " and r.organisation = $?", TD_TEXT (search->organisation));
    if (!search->withdrawn)
        td_query_add (query, " and r.withdrawn = 0");
    td_query_add (query, " order by r.state, r.created, r.id");
    return td_query_run (query, tx, error);
}

GPtrArray *td_floor_requests_load (TdTx *tx, const TdInstance *instance, const TdFloorSearch *search, GError **error)
{
    g_autoptr (TdRows) rows = select_requests (tx, search, error);
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_floor_request_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, request_of_row (instance, rows));
    g_clear_pointer (&rows, td_rows_free);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    for (guint i = 0; i < list->len; i++)
        if (!load_members (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

static gboolean set_members (TdTx *tx, const TdFloorRequest *r, GError **error)
{
    if (!td_exec (tx, "delete from floor_member where request = $1", error, TD_TEXT (r->id)))
        return FALSE;
    for (guint i = 0; i < r->members->len; i++)
        if (!td_exec (tx, "insert into floor_member (request, organisation) values ($1, $2)", error, TD_TEXT (r->id),
                      TD_TEXT (r->members->pdata[i])))
            return FALSE;
    return TRUE;
}

gboolean td_floor_request_insert (TdTx *tx, const TdInstance *instance, const TdFloorRequest *r, GError **error)
{
    g_autoptr (GBytes) sealed = seal_words (instance, r);
    gsize size;
    const void *bytes = g_bytes_get_data (sealed, &size);

    return td_exec (tx,
                    "insert into floor_request (id, meeting, state, organisation, on_behalf, late, kind, submission,"
                    " language, mode, closed, no_picture, read_out, sealed, recording, recording_format, withdrawn,"
                    " created, changed, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,"
                    " $20)",
                    error, TD_TEXT (r->id), TD_TEXT (r->meeting), TD_TEXT (r->state), TD_TEXT (r->organisation),
                    TD_FLAG (r->on_behalf), TD_FLAG (r->late), TD_TEXT (r->kind), TD_TEXT (r->submission),
                    TD_TEXT (r->language), TD_TEXT (td_speak_mode_word (r->mode)), TD_FLAG (r->closed),
                    TD_FLAG (r->no_picture), TD_FLAG (r->read_out), TD_BYTES (bytes, size), TD_TEXT (r->recording),
                    TD_TEXT (r->recording_format), TD_INT (r->withdrawn), TD_INT (r->created), TD_INT (r->changed),
                    TD_BYTES (r->secret, sizeof r->secret))
           && set_members (tx, r, error);
}

gboolean td_floor_request_update (TdTx *tx, const TdInstance *instance, const TdFloorRequest *r, GError **error)
{
    g_autoptr (GBytes) sealed = seal_words (instance, r);
    gsize size;
    const void *bytes = g_bytes_get_data (sealed, &size);

    return td_exec (tx,
                    "update floor_request set submission = $2, language = $3, mode = $4, closed = $5, no_picture = $6,"
                    " read_out = $7, sealed = $8, recording = $9, recording_format = $10, withdrawn = $11,"
                    " changed = $12, kind = $13 where id = $1",
                    error, TD_TEXT (r->id), TD_TEXT (r->submission), TD_TEXT (r->language),
                    TD_TEXT (td_speak_mode_word (r->mode)), TD_FLAG (r->closed), TD_FLAG (r->no_picture),
                    TD_FLAG (r->read_out), TD_BYTES (bytes, size), TD_TEXT (r->recording),
                    TD_TEXT (r->recording_format), TD_INT (r->withdrawn), TD_INT (r->changed), TD_TEXT (r->kind))
           && set_members (tx, r, error);
}

/* ---- the lot ---- */

static void drawn_free (gpointer data)
{
    TdFloorDrawn *d = data;

    g_free (d->request);
    g_free (d->state);
    g_free (d);
}

GPtrArray *td_floor_lot_load (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select request, state, weight, place, seconds from floor_lot"
                                         " where meeting = $1 order by state, place, request",
                                         error, TD_TEXT (meeting));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (drawn_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdFloorDrawn *d = g_new0 (TdFloorDrawn, 1);
        d->request = g_strdup (td_rows_text (rows, 0));
        d->state = g_strdup (td_rows_text (rows, 1));
        d->weight = (int) td_rows_int (rows, 2);
        d->place = (int) td_rows_int (rows, 3);
        d->seconds = (int) td_rows_int (rows, 4);
        g_ptr_array_add (list, d);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_floor_lot_drop (TdTx *tx, const char *meeting, GError **error)
{
    return td_exec (tx, "delete from floor_lot where meeting = $1", error, TD_TEXT (meeting));
}

gboolean td_floor_lot_insert (TdTx *tx, const char *meeting, const TdFloorDrawn *d, GError **error)
{
    return td_exec (tx,
                    "insert into floor_lot (request, meeting, state, weight, place, seconds)"
                    " values ($1, $2, $3, $4, $5, $6)",
                    error, TD_TEXT (d->request), TD_TEXT (meeting), TD_TEXT (d->state), TD_INT (d->weight),
                    TD_INT (d->place), TD_INT (d->seconds));
}

/* ---- merging ---- */

gboolean td_floor_requests_move (TdTx *tx, const char *from, const char *into, gint64 at, GError **error)
{
    return td_exec (tx,
                    "update floor_request set withdrawn = $3 where organisation = $1 and withdrawn = 0 and exists"
                    " (select 1 from floor_request i where i.organisation = $2 and i.meeting = floor_request.meeting"
                    " and i.state = floor_request.state and i.withdrawn = 0)",
                    error, TD_TEXT (from), TD_TEXT (into), TD_INT (at))
           && td_exec (tx,
                       "delete from floor_speaker where request in"
                       " (select id from floor_request where organisation = $1 and withdrawn <> 0)",
                       error, TD_TEXT (from))
           && td_exec (tx, "update floor_request set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into))
           && td_exec (tx, "update floor_speaker set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into))
           && td_exec (tx,
                       "delete from floor_member where organisation = $1 and exists (select 1 from floor_member i"
                       " where i.request = floor_member.request and i.organisation = $2)",
                       error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "update floor_member set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into));
}
