/* Lists of speakers: opening them, their deadline, their seed. Contract in floor.h. */
#include "areas/floor/floor-rules.h"

#include "base/errors.h"
#include "base/limits.h"
#include "instance/seal.h"
#include "journal/journal.h"

#include <sodium.h>
#include <string.h>

TD_DEFINE_ERROR (floor)

#define SEED "floor seed"

gboolean td_floor_fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_FLOOR_ERROR, code, message);
    return FALSE;
}

gboolean td_floor_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const char *thing,
                           const char *id, const guint8 content[32], gboolean public_change, GError **error)
{
    const TdJournalEntry entry = { .actor = actor,
                                   .act = act,
                                   .thing = thing,
                                   .thing_id = id,
                                   .content = content,
                                   .public_change = public_change,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_floor_is_civil (const TdProfile *profile, const char *kind)
{
    const TdChoice *k = td_profile_choice (profile->kinds, profile->n_kinds, kind);

    return k == NULL || g_strcmp0 (k->source, "civil-society") == 0;
}

const TdFloorPart *td_floor_part (const TdFloorList *list, const char *state)
{
    for (guint i = 0; i < list->parts->len; i++)
        if (g_str_equal (((TdFloorPart *) list->parts->pdata[i])->state, state))
            return list->parts->pdata[i];
    return NULL;
}

gboolean td_floor_not_begun (const TdInstance *instance, const TdMeeting *meeting, GError **error)
{
    if (meeting->status == TD_MEETING_CANCELLED)
        return td_floor_fail (error, TD_ERROR_CONFLICT, "This meeting was cancelled. Nobody speaks at it.");
    if (td_clock_now (&instance->clock) >= meeting->begins)
        return td_floor_fail (error, TD_ERROR_CONFLICT,
                              "This meeting has begun. Its chair gives the floor now; the list is not shared again.");
    return TRUE;
}

TdMeeting *td_floor_meeting_to_share (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdMeeting) meeting = td_meeting_get_in (tx, viewer, id, error);

    if (meeting == NULL || !td_meeting_may (tx, meeting, viewer, TD_ACT_FLOOR_SHARE, error))
        return NULL;
    return g_steal_pointer (&meeting);
}

/* ---- reading ---- */

struct reading {
    const TdViewer *viewer;
    const char *id;
    TdMeeting *meeting;
    TdFloorList *list;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->meeting = td_meeting_get_in (tx, r->viewer, r->id, error);
    return r->meeting != NULL && td_floor_list_load (tx, r->id, &r->list, error);
}

gboolean td_floor_list (TdInstance *instance, const TdViewer *viewer, const char *meeting, TdMeeting **ret_meeting,
                        TdFloorList **ret_list, GError **error)
{
    struct reading r = { .viewer = viewer, .id = meeting };

    if (!td_store_read (instance->store, read_in, &r, error)) {
        td_meeting_free (r.meeting);
        td_floor_list_free (r.list);
        return FALSE;
    }
    if (ret_meeting != NULL)
        *ret_meeting = g_steal_pointer (&r.meeting);
    *ret_list = r.list;
    td_meeting_free (r.meeting);
    return TRUE;
}

/* ---- opening and changing ---- */

struct opening {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting;
    const TdFloorOpen *wish;
    const guint8 *seed;
    char *field;
};

static gboolean wrong (struct opening *o, const char *field, const char *state, GError **error, const char *message)
{
    g_free (o->field);
    o->field = state != NULL ? g_strdup_printf ("%s-%s", field, state) : g_strdup (field);
    return td_floor_fail (error, TD_ERROR_INPUT, message);
}

static TdFloorPart *part_new (const TdProfile *profile, const TdMeeting *m, const char *state, guint n)
{
    TdFloorPart *p = g_new0 (TdFloorPart, 1);
    gint64 minutes = (m->ends - m->begins) / G_TIME_SPAN_MINUTE * profile->floor.percent / 100 / n;

    p->state = g_strdup (state);
    p->seconds = (int) CLAMP (minutes, 1, TD_LIMIT_FLOOR_MINUTES) * 60;
    p->slot_seconds = profile->floor.slot_minutes * 60;
    return p;
}

static void part_free (gpointer data)
{
    TdFloorPart *p = data;

    g_free (p->state);
    g_free (p);
}

/* A part for each State of the meeting, in its order; those that there are keep their minutes. */
static void put_parts (const TdProfile *profile, const TdMeeting *m, TdFloorList *l)
{
    g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
    const char *whole[] = { "", NULL };
    const char *const *states =
        m->states != NULL && m->states[0] != NULL ? (const char *const *) m->states : (const char *const *) whole;
    guint n = g_strv_length ((char **) states);

    for (guint i = 0; i < n; i++) {
        TdFloorPart *p = part_new (profile, m, states[i], n);
        const TdFloorPart *was = l->parts != NULL ? td_floor_part (l, states[i]) : NULL;
        if (was != NULL) {
            p->seconds = was->seconds;
            p->closed_seconds = was->closed_seconds;
            p->slot_seconds = was->slot_seconds;
        }
        g_ptr_array_add (parts, p);
    }
    g_clear_pointer (&l->parts, g_ptr_array_unref);
    l->parts = g_steal_pointer (&parts);
}

static gboolean put_minutes (struct opening *o, int minutes, int *seconds, const char *field, const char *state,
                             GError **error)
{
    if (minutes < 0)
        return TRUE;
    if (minutes > TD_LIMIT_FLOOR_MINUTES)
        return wrong (o, field, state, error, "A part of a meeting has at most 600 minutes. Write a smaller number.");
    *seconds = minutes * 60;
    return TRUE;
}

static gboolean put_wished (struct opening *o, TdFloorList *l, GError **error)
{
    for (gsize i = 0; i < o->wish->n_parts; i++) {
        const TdFloorPartWish *w = &o->wish->parts[i];
        TdFloorPart *p = (TdFloorPart *) td_floor_part (l, w->state != NULL ? w->state : "");
        if (p == NULL)
            return wrong (o, "minutes", NULL, error, "This meeting has no part about this State.");
        if (!put_minutes (o, w->minutes, &p->seconds, "minutes", p->state, error)
            || !put_minutes (o, w->closed_minutes, &p->closed_seconds, "closed", p->state, error)
            || !put_minutes (o, w->slot_minutes, &p->slot_seconds, "slot", p->state, error))
            return FALSE;
    }
    return TRUE;
}

static char *proposed_deadline (const TdProfile *profile, const TdMeeting *m)
{
    g_autofree char *day = g_strndup (m->begins_local, 10);
    g_autofree char *before = td_date_add_days (day, -profile->floor.deadline_days);

    return g_strdup_printf ("%sT%02d:00", before, profile->floor.deadline_hour);
}

static gboolean put_deadline (struct opening *o, const TdMeeting *m, TdFloorList *l, const char *local, GError **error)
{
    gint64 deadline;

    if (g_strcmp0 (local, l->deadline_local) == 0)
        return TRUE;
    if (!td_instant_from_local (local, m->zone, &deadline, NULL))
        return wrong (o, "deadline", NULL, error,
                      "Write the deadline as year, month, day and time, like 2026-12-02T18:00.");
    if (l->revealed)
        return td_floor_fail (error, TD_ERROR_CONFLICT,
                              "The deadline is over and the seed of the lot is known to everybody, so the deadline does"
                              " not move any more. Enter what comes late on behalf of the organisation.");
    if (deadline > m->begins)
        return wrong (o, "deadline", NULL, error, "The deadline is after the meeting begins. Choose an earlier one.");
    if (deadline <= td_clock_now (&o->instance->clock))
        return wrong (o, "deadline", NULL, error, "The deadline lies in the past. Choose a later one.");
    g_free (l->deadline_local);
    l->deadline_local = g_strdup (local);
    l->deadline = deadline;
    return TRUE;
}

/* Where the proposal is over already, half of what is left. */
static gboolean put_first_deadline (struct opening *o, const TdMeeting *m, TdFloorList *l, GError **error)
{
    gint64 now = td_clock_now (&o->instance->clock), deadline = 0;
    g_autofree char *local = o->wish->deadline_local != NULL ? g_strdup (o->wish->deadline_local)
                                                             : proposed_deadline (o->instance->profile, m);

    if (o->wish->deadline_local == NULL
        && (!td_instant_from_local (local, m->zone, &deadline, NULL) || deadline <= now)) {
        g_free (local);
        local = td_instant_to_local (now + (m->begins - now) / 2, m->zone);
    }
    return put_deadline (o, m, l, local, error);
}

static gboolean insert_new (TdTx *tx, struct opening *o, const TdMeeting *m, TdFloorList *l, GError **error)
{
    g_autoptr (GBytes) sealed = td_seal (o->instance, SEED, m->id, o->seed, TD_LOT_SEED);

    td_lot_commit (o->seed, l->commitment);
    l->opened = td_clock_now (&o->instance->clock);
    return put_first_deadline (o, m, l, error) && td_floor_list_insert (tx, l, sealed, error)
           && td_floor_parts_set (tx, l, error)
           && td_floor_journal (tx, o->instance, td_viewer_actor (o->viewer), "floor.open", "meeting", m->id,
                                l->commitment, !m->closed, error);
}

static gboolean change_old (TdTx *tx, struct opening *o, const TdMeeting *m, TdFloorList *l, GError **error)
{
    if (o->wish->deadline_local != NULL && !put_deadline (o, m, l, o->wish->deadline_local, error))
        return FALSE;
    return td_floor_list_set_deadline (tx, l, error) && td_floor_parts_set (tx, l, error)
           && td_floor_journal (tx, o->instance, td_viewer_actor (o->viewer), "floor.change", "meeting", m->id, NULL,
                                !m->closed, error);
}

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (TdFloorList) l = NULL;
    gboolean is_new;

    g_clear_pointer (&o->field, g_free);
    if (!td_instance_may_write (o->instance, tx, error)
        || (m = td_floor_meeting_to_share (tx, o->viewer, o->meeting, error)) == NULL
        || !td_floor_not_begun (o->instance, m, error) || !td_floor_list_load (tx, m->id, &l, error))
        return FALSE;
    is_new = l == NULL;
    if (is_new) {
        l = g_new0 (TdFloorList, 1);
        l->meeting = g_strdup (m->id);
    }
    put_parts (o->instance->profile, m, l);
    if (!put_wished (o, l, error))
        return FALSE;
    return is_new ? insert_new (tx, o, m, l, error) : change_old (tx, o, m, l, error);
}

gboolean td_floor_open (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdFloorOpen *wish,
                        char **ret_field, GError **error)
{
    guint8 seed[TD_LOT_SEED];
    struct opening o = { .instance = instance, .viewer = viewer, .meeting = meeting, .wish = wish, .seed = seed };
    gboolean opened;

    randombytes_buf (seed, sizeof seed);
    opened = td_store_write (instance->store, open_in, &o, error);
    sodium_memzero (seed, sizeof seed);
    if (ret_field != NULL)
        *ret_field = g_steal_pointer (&o.field);
    g_free (o.field);
    return opened;
}

/* ---- the seed ---- */

struct revealing {
    TdInstance *instance;
    GPtrArray *meetings;
    const char *meeting;
};

static gboolean due_in (TdTx *tx, gpointer data, GError **error)
{
    struct revealing *r = data;

    g_clear_pointer (&r->meetings, g_ptr_array_unref);
    r->meetings = td_floor_list_unrevealed (tx, td_clock_now (&r->instance->clock), error);
    return r->meetings != NULL;
}

/* The journal holds the seed itself: from now on it is everybody's. */
static gboolean reveal_in (TdTx *tx, gpointer data, GError **error)
{
    struct revealing *r = data;
    g_autoptr (GBytes) sealed = NULL;
    g_autoptr (GBytes) seed = NULL;
    g_autoptr (TdMeeting) m = NULL;
    const guint8 *bytes;
    gsize size = 0;

    if (!td_instance_may_write (r->instance, tx, error) || !td_floor_list_seed (tx, r->meeting, &sealed, error)
        || !td_meeting_load (tx, r->meeting, &m, error))
        return FALSE;
    bytes = sealed != NULL ? g_bytes_get_data (sealed, &size) : NULL;
    seed = bytes != NULL ? td_unseal (r->instance, SEED, r->meeting, bytes, size) : NULL;
    if (seed == NULL || m == NULL || g_bytes_get_size (seed) != TD_LOT_SEED)
        return td_floor_fail (error, TD_ERROR_OURS,
                              "The seed of the lot cannot be opened with this instance's keys. Share the minutes by"
                              " hand.");
    bytes = g_bytes_get_data (seed, NULL);
    return td_floor_list_set_revealed (tx, r->meeting, bytes, error)
           && td_floor_journal (tx, r->instance, "system", "floor.reveal", "meeting", r->meeting, bytes, !m->closed,
                                error);
}

gboolean td_floor_reveal_due (TdInstance *instance, GError **error)
{
    struct revealing r = { .instance = instance };
    gboolean done = td_store_read (instance->store, due_in, &r, error);

    for (guint i = 0; done && i < r.meetings->len; i++) {
        r.meeting = r.meetings->pdata[i];
        done = td_store_write (instance->store, reveal_in, &r, error);
    }
    g_clear_pointer (&r.meetings, g_ptr_array_unref);
    return done;
}
