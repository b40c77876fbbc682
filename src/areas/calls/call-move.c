/* Deadlines that move with their anchor, and with the rules of their zone. Contract in call.h. */
#include "areas/calls/call-private.h"
#include "areas/calls/call-sql.h"
#include "areas/calls/deadline.h"
#include "base/errors.h"

void td_moved_call_free (TdMovedCall *moved)
{
    td_call_free (moved->call);
    g_free (moved->closes_local);
    g_free (moved);
}

/* The deadline that the anchor gave last: extensions by hand do not count. */
static const char *given_by_anchor (const TdCall *call)
{
    const char *given = NULL;

    for (guint i = 0; i < call->deadlines->len; i++) {
        const TdDeadline *d = call->deadlines->pdata[i];
        if (g_str_equal (d->why, "opened") || g_str_equal (d->why, "moved") || g_str_equal (d->why, "kept"))
            given = d->closes_local;
    }
    return given;
}

static gboolean was_extended (const TdCall *call)
{
    return g_strcmp0 (given_by_anchor (call), call->closes_local) != 0;
}

/* Fills what becomes of it; FALSE: it stays as it is. */
static gboolean moves (const TdTimetable *t, gint64 now, TdMovedCall *moved)
{
    const TdCall *call = moved->call;
    int session = call->session;
    const char *day;

    if (call->ended != 0 || !(g_str_equal (call->anchor, "session") || g_str_equal (call->anchor, "date")))
        return FALSE;
    day = td_call_anchor_day (t, call, &session);
    moved->closes_local = day != NULL ? td_deadline_from (day, call->weeks, call->hour) : NULL;
    moved->session = session;
    if (moved->closes_local == NULL || g_strcmp0 (moved->closes_local, given_by_anchor (call)) == 0
        || !td_instant_from_local (moved->closes_local, call->zone, &moved->closes, NULL))
        return FALSE;
    if (moved->closes <= now && call->closes <= now)
        return FALSE; /* over before and after */
    if (moved->closes <= now || (was_extended (call) && moved->closes <= call->closes))
        moved->kind = TD_MOVED_KEPT;
    else
        moved->kind = call->closes <= now ? TD_MOVED_OPEN : TD_MOVED;
    return TRUE;
}

GPtrArray *td_call_moved (TdTx *tx, const TdTimetable *timetable, gint64 now, GError **error)
{
    const TdCallFilter all = { NULL };
    g_autoptr (GPtrArray) list = td_call_load_list (tx, &all, error);
    GPtrArray *moved;

    if (list == NULL)
        return NULL;
    moved = g_ptr_array_new_with_free_func ((GDestroyNotify) td_moved_call_free);
    while (list->len > 0) {
        TdMovedCall *one = g_new0 (TdMovedCall, 1);
        one->call = g_ptr_array_steal_index (list, 0);
        if (moves (timetable, now, one))
            g_ptr_array_add (moved, one);
        else
            td_moved_call_free (one);
    }
    return moved;
}

static gboolean move_one (TdTx *tx, TdInstance *instance, const char *actor, const TdMovedCall *moved,
                          const char *reason, GError **error)
{
    const TdCall *call = moved->call;
    gint64 now = td_clock_now (&instance->clock);
    gboolean kept = moved->kind == TD_MOVED_KEPT;

    if (kept ? !td_call_note_deadline (tx, call->id, moved->closes_local, moved->closes, "kept", reason, actor, now,
                                       error)
             : !td_call_set_deadline (tx, call, moved->closes_local, moved->closes, "moved", reason, actor, now, error))
        return FALSE;
    return td_call_set_session (tx, call->id, moved->session, error)
           && td_call_journal (tx, instance, actor, "call.move", call, kept ? call->closes_local : moved->closes_local,
                               reason, error);
}

gboolean td_call_move (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const GPtrArray *moved,
                       const char *reason, GError **error)
{
    for (guint i = 0; i < moved->len; i++)
        if (!move_one (tx, instance, td_viewer_actor (viewer), moved->pdata[i], reason, error))
            return FALSE;
    return TRUE;
}

/* ---- the zone's rules ---- */

struct recompute {
    TdInstance *instance;
    gboolean any; /* looking only: whether one differs */
};

static gboolean differs (const TdCall *call, gint64 *ret_closes)
{
    return call->closes_local != NULL && td_instant_from_local (call->closes_local, call->zone, ret_closes, NULL)
           && *ret_closes != call->closes;
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct recompute *r = data;
    const TdCallFilter all = { NULL };
    g_autoptr (GPtrArray) list = td_call_load_list (tx, &all, error);
    gint64 closes = 0;

    r->any = FALSE;
    for (guint i = 0; list != NULL && i < list->len; i++)
        r->any |= differs (list->pdata[i], &closes);
    return list != NULL;
}

static gboolean recompute_in (TdTx *tx, gpointer data, GError **error)
{
    struct recompute *r = data;
    const TdCallFilter all = { NULL };
    gint64 now = td_clock_now (&r->instance->clock);
    g_autoptr (GPtrArray) list = NULL;

    if (!td_instance_may_write (r->instance, tx, error))
        return FALSE;
    list = td_call_load_list (tx, &all, error);
    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TdCall *call = list->pdata[i];
        gint64 closes = 0;
        if (differs (call, &closes)
            && (!td_call_set_deadline (tx, call, call->closes_local, closes, "zone", NULL, "system", now, error)
                || !td_call_journal (tx, r->instance, "system", "call.recompute", call, call->closes_local, NULL,
                                     error)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_call_recompute (TdInstance *instance, GError **error)
{
    struct recompute r = { instance, FALSE };

    if (!td_store_read (instance->store, look_in, &r, error))
        return FALSE;
    return !r.any || td_store_write (instance->store, recompute_in, &r, error);
}
