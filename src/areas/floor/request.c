/* Requests for the floor: reading one's own, all of them, withdrawing. Contract in floor.h; asking: ask.c. */
#include "areas/floor/floor-rules.h"
#include "areas/floor/speaker-sql.h"

#include "base/errors.h"
#include "door/door.h"

#include <sodium.h>

gboolean td_floor_journal_request (TdTx *tx, const TdInstance *instance, const TdViewer *viewer,
                                   const TdFloorRequest *r, const char *act, GError **error)
{
    g_autofree char *content =
        g_strjoin ("\n", r->language, td_speak_mode_word (r->mode), r->closed ? "closed" : "",
                   r->no_picture ? "no-picture" : "", r->read_out ? "read" : "", r->who != NULL ? r->who : "",
                   r->alias != NULL ? r->alias : "", r->statement != NULL ? r->statement : "", NULL);
    guint8 hash[32];

    crypto_generichash (hash, sizeof hash, (const guint8 *) content, strlen (content), r->secret, sizeof r->secret);
    return td_floor_journal (tx, instance, td_viewer_actor (viewer), act, "floor-request", r->id, hash, FALSE, error);
}

/* ---- one ---- */

static gboolean load_one (TdTx *tx, const TdInstance *instance, const char *id, TdFloorRequest **ret, GError **error)
{
    g_autoptr (GPtrArray) found =
        td_floor_requests_load (tx, instance, &(TdFloorSearch){ .id = id, .withdrawn = TRUE }, error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}

TdFloorRequest *td_floor_request_of (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *id,
                                     TdMeeting **ret_meeting, GError **error)
{
    g_autoptr (TdFloorRequest) r = NULL;
    g_autoptr (TdMeeting) m = NULL;

    if (!load_one (tx, instance, id, &r, error))
        return NULL;
    if (r == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    m = td_meeting_get_in (tx, viewer, r->meeting, error);
    if (m == NULL)
        return NULL;
    if (td_viewer_level (viewer, r->organisation) < TD_LEVEL_CONTRIBUTOR
        && !td_meeting_may (tx, m, viewer, TD_ACT_FLOOR_SHARE, NULL)) {
        td_door_unknown (error);
        return NULL;
    }
    if (ret_meeting != NULL)
        *ret_meeting = g_steal_pointer (&m);
    return g_steal_pointer (&r);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdFloorRequest *request;
    GPtrArray *list;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->request = td_floor_request_of (tx, r->instance, r->viewer, r->id, NULL, error);
    return r->request != NULL;
}

TdFloorRequest *td_floor_request_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, get_in, &r, error))
        g_clear_pointer (&r.request, td_floor_request_free);
    return r.request;
}

/* ---- many ---- */

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, r->viewer, r->id, error);

    if (m == NULL)
        return FALSE;
    r->list = td_floor_requests_load (tx, r->instance, &(TdFloorSearch){ .meeting = r->id }, error);
    for (guint i = r->list != NULL ? r->list->len : 0; i > 0; i--)
        if (td_viewer_level (r->viewer, ((TdFloorRequest *) r->list->pdata[i - 1])->organisation)
            < TD_LEVEL_CONTRIBUTOR)
            g_ptr_array_remove_index (r->list, i - 1);
    return r->list != NULL;
}

static gboolean all_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdMeeting) m = td_floor_meeting_to_share (tx, r->viewer, r->id, error);

    if (m == NULL)
        return FALSE;
    r->list = td_floor_requests_load (tx, r->instance, &(TdFloorSearch){ .meeting = r->id }, error);
    return r->list != NULL;
}

static GPtrArray *read_list (TdInstance *instance, const TdViewer *viewer, const char *meeting, TdTxFunc fn,
                             GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .id = meeting };

    if (!td_store_read (instance->store, fn, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}

GPtrArray *td_floor_mine (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    return read_list (instance, viewer, meeting, mine_in, error);
}

GPtrArray *td_floor_requests (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    return read_list (instance, viewer, meeting, all_in, error);
}

/* ---- withdrawing ---- */

struct withdrawing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
};

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    struct withdrawing *w = data;
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (TdFloorRequest) r = NULL;

    if (!td_instance_may_write (w->instance, tx, error)
        || (r = td_floor_request_of (tx, w->instance, w->viewer, w->id, &m, error)) == NULL
        || !td_floor_not_begun (w->instance, m, error))
        return FALSE;
    if (r->withdrawn != 0)
        return td_floor_fail (error, TD_ERROR_CONFLICT, "This request was withdrawn already.");
    r->withdrawn = r->changed = td_clock_now (&w->instance->clock);
    return td_floor_request_update (tx, w->instance, r, error) && td_floor_follow_request (tx, w->instance, r, error)
           && td_floor_journal_request (tx, w->instance, w->viewer, r, "floor.withdraw", error);
}

gboolean td_floor_withdraw (TdInstance *instance, const TdViewer *viewer, const char *request, GError **error)
{
    struct withdrawing w = { instance, viewer, request };

    return td_store_write (instance->store, withdraw_in, &w, error);
}
