/* Keeps the rooms as the speakers' list says. Contract in keeper.h. */
#include "areas/rooms/keeper.h"

#include "areas/rooms/heard.h"
#include "areas/rooms/recording.h"
#include "base/errors.h"
#include "base/limits.h"

#include <string.h>

#define WEB "web-"

/* ---- who ---- */

gboolean td_keeper_speaker (TdTx *tx, const TdLive *live, TdSpeaker **ret, GError **error)
{
    g_autoptr (GPtrArray) speakers = NULL;

    *ret = NULL;
    if (live->speaker == NULL)
        return TRUE;
    speakers = td_speakers_load (tx, live->meeting, error);
    for (guint i = 0; speakers != NULL && i < speakers->len && *ret == NULL; i++)
        if (g_str_equal (((TdSpeaker *) speakers->pdata[i])->id, live->speaker))
            *ret = g_steal_pointer (&speakers->pdata[i]);
    return speakers != NULL;
}

static gboolean runs (const TdLive *live)
{
    return live->phase == TD_LIVE_RUNS || live->phase == TD_LIVE_PAUSED;
}

/* By the list or by a raised hand. */
static gboolean has_floor (TdTx *tx, const TdLive *live, const TdSpeaker *speaker, const TdPresence *p,
                           gboolean *ret_has, GError **error)
{
    const char *who = p->seat->person != NULL ? p->seat->person : p->seat->id;

    *ret_has = runs (live) && g_strcmp0 (live->who, who) == 0;
    return *ret_has || !runs (live) || speaker == NULL
           || td_seat_speaks_as (tx, p->seat, &p->viewer, speaker, ret_has, error);
}

gboolean td_keeper_waits (TdTx *tx, const TdLive *live, const TdSpeaker *speaker, const TdPresence *p,
                          gboolean *ret_waits, GError **error)
{
    gboolean has = FALSE;

    *ret_waits = live->closed_part && !p->may_closed;
    if (!*ret_waits)
        return TRUE;
    if (!has_floor (tx, live, speaker, p, &has, error))
        return FALSE;
    *ret_waits = !has;
    return TRUE;
}

gboolean td_keeper_heard (TdTx *tx, const TdLive *live, const TdSpeaker *speaker, const TdPresence *p,
                          gboolean *ret_heard, GError **error)
{
    if (!has_floor (tx, live, speaker, p, ret_heard, error))
        return FALSE;
    *ret_heard |= p->leads && p->speaking;
    return TRUE;
}

/* ---- what should be ---- */

/* One participant of the floor, as Janus says and as it should be. */
typedef struct {
    const TdRoomParticipant *there;
    const TdPresence *presence; /* or NULL: of another process, or a caller */
    gboolean known, heard, waits;
} Place;

struct looking {
    TdInstance *instance;
    const char *meeting;
    TdMeeting *row;
    TdLive *live;
    GArray *places;
};

static const TdPresence *presence_of (const GPtrArray *present, const char *id)
{
    for (guint i = 0; g_str_has_prefix (id, WEB) && i < present->len; i++)
        if (g_str_equal (((TdPresence *) present->pdata[i])->seat->id, id + strlen (WEB)))
            return present->pdata[i];
    return NULL;
}

static gboolean judge_other (TdTx *tx, const struct looking *l, const TdSpeaker *speaker, Place *place, GError **error)
{
    for (gsize i = 0; td_room_heards[i] != NULL; i++) {
        const TdRoomHeard *owner = td_room_heards[i];
        if (!g_str_has_prefix (place->there->id, owner->prefix))
            continue;
        if (!owner->heard (tx, l->instance, l->live, speaker, place->there->id + strlen (owner->prefix), &place->heard,
                           &place->known, error))
            return FALSE;
        place->heard &= place->known && runs (l->live);
        place->known = TRUE;
    }
    return TRUE;
}

static gboolean judge (TdTx *tx, const struct looking *l, const TdSpeaker *speaker, Place *place, GError **error)
{
    if (place->presence == NULL)
        return judge_other (tx, l, speaker, place, error);
    place->known = TRUE;
    return td_keeper_heard (tx, l->live, speaker, place->presence, &place->heard, error)
           && td_keeper_waits (tx, l->live, speaker, place->presence, &place->waits, error);
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct looking *l = data;
    g_autoptr (TdSpeaker) speaker = NULL;

    l->live = td_live_now (tx, l->meeting, error);
    if (l->live == NULL || !td_meeting_load (tx, l->meeting, &l->row, error)
        || !td_keeper_speaker (tx, l->live, &speaker, error))
        return FALSE;
    for (guint i = 0; i < l->places->len; i++)
        if (!judge (tx, l, speaker, &g_array_index (l->places, Place, i), error))
            return FALSE;
    return TRUE;
}

/* ---- what is ---- */

static gboolean set_right (TdHub *hub, TdJanus *janus, const char *meeting, const Place *place, GError **error)
{
    g_autoptr (GError) inner = NULL;
    gboolean ok = TRUE;

    if (!place->known)
        return TRUE;
    if (place->waits)
        ok = td_room_put_out (janus, meeting, TD_ROOM_FLOOR, place->there->id, &inner);
    else if (place->there->muted == place->heard)
        ok = td_room_mute (janus, meeting, TD_ROOM_FLOOR, place->there->id, !place->heard, &inner);
    if (place->presence != NULL && (place->waits || !place->heard) && place->presence->handles[TD_LINE_CAMERA] != 0)
        td_hub_cut (hub, place->presence->seat->id, TD_LINE_CAMERA);
    /* Whoever left in between is of no concern. */
    if (!ok && !g_error_matches (inner, TD_JANUS_ERROR, TD_ERROR_NOT_FOUND)) {
        g_propagate_error (error, g_steal_pointer (&inner));
        return FALSE;
    }
    return TRUE;
}

/* ---- recording ---- */

/* Ends what runs; by Janus too where this session began it. */
static gboolean end_recordings (TdInstance *instance, TdHub *hub, TdJanus *janus, const TdMeeting *meeting,
                                GError **error)
{
    g_autoptr (GPtrArray) running = td_recording_running (instance, meeting->id, error);

    if (running == NULL)
        return FALSE;
    if (running->len > 0)
        td_room_record (janus, meeting->id, FALSE, NULL, NULL);
    for (guint i = 0; i < running->len; i++)
        if (!td_recording_end (instance, meeting, running->pdata[i], td_janus_recordings (janus), error))
            return FALSE;
    td_hub_set_recording (hub, meeting->id, NULL, 0);
    return TRUE;
}

static gboolean begin_recording (TdInstance *instance, TdHub *hub, TdJanus *janus, gint64 generation,
                                 const TdMeeting *meeting, GError **error)
{
    g_autoptr (TdRecording) recording = NULL;

    if (!td_room_make (janus, meeting->id, TD_ROOM_FLOOR, error)
        || !td_recording_begin (instance, meeting->id, &recording, error))
        return FALSE;
    td_hub_set_recording (hub, meeting->id, recording->id, generation);
    return td_room_record (janus, meeting->id, TRUE, recording->file, error);
}

static gboolean keep_recording (TdInstance *instance, TdHub *hub, TdJanus *janus, gint64 generation,
                                const TdMeeting *meeting, const TdLive *live, GError **error)
{
    gint64 begun_in = 0;
    g_autofree char *recording = td_hub_recording (hub, meeting->id, &begun_in);
    gboolean wanted = live->recording && runs (live);

    if (wanted && recording != NULL && begun_in == generation)
        return TRUE;
    return end_recordings (instance, hub, janus, meeting, error)
           && (!wanted || begin_recording (instance, hub, janus, generation, meeting, error));
}

/* ---- one meeting ---- */

static GArray *places_of (const GPtrArray *there, const GPtrArray *present)
{
    GArray *places = g_array_new (FALSE, TRUE, sizeof (Place));

    for (guint i = 0; i < there->len; i++) {
        const TdRoomParticipant *participant = there->pdata[i];
        const Place place = { .there = participant, .presence = presence_of (present, participant->id) };
        g_array_append_val (places, place);
    }
    return places;
}

/* Whoever is in the room; nobody where there is none yet. */
static GPtrArray *who_is_there (TdJanus *janus, const char *meeting, GError **error)
{
    g_autoptr (GError) inner = NULL;
    GPtrArray *there = td_room_list (janus, meeting, TD_ROOM_FLOOR, &inner);

    if (there == NULL && g_error_matches (inner, TD_JANUS_ERROR, TD_ERROR_NOT_FOUND))
        return g_ptr_array_new ();
    if (there == NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
    return there;
}

static gboolean keep_with (TdInstance *instance, TdHub *hub, TdJanus *janus, gint64 generation, struct looking *l,
                           GError **error)
{
    g_autoptr (GPtrArray) present = td_hub_present (hub, l->meeting);
    g_autoptr (GPtrArray) there = who_is_there (janus, l->meeting, error);

    if (there == NULL)
        return FALSE;
    l->places = places_of (there, present);
    if (!td_store_read (instance->store, look_in, l, error))
        return FALSE;
    for (guint i = 0; i < l->places->len; i++)
        if (!set_right (hub, janus, l->meeting, &g_array_index (l->places, Place, i), error))
            return FALSE;
    return l->row == NULL || keep_recording (instance, hub, janus, generation, l->row, l->live, error);
}

gboolean td_keeper_keep (TdInstance *instance, const char *meeting, GError **error)
{
    TdHub *hub = td_hub_of (instance);
    g_autoptr (GError) inner = NULL;
    struct looking l = { .instance = instance, .meeting = meeting };
    gint64 generation;
    TdJanus *janus = td_hub_janus (hub, &generation, &inner);
    gboolean ok;

    if (janus == NULL) /* none, or not now: the next round */
        return TRUE;
    ok = keep_with (instance, hub, janus, generation, &l, error);
    g_clear_pointer (&l.places, g_array_unref);
    g_clear_pointer (&l.live, td_live_free);
    g_clear_pointer (&l.row, td_meeting_free);
    return ok;
}

/* ---- rounds ---- */

struct finding {
    GPtrArray *meetings; /* of TdMeeting, near their hours */
    GHashTable *running;
};

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct finding *f = data;

    for (guint i = 0; i < f->meetings->len; i++) {
        const char *id = ((TdMeeting *) f->meetings->pdata[i])->id;
        g_autoptr (TdLive) live = td_live_now (tx, id, error);
        if (live == NULL)
            return FALSE;
        if (runs (live) || live->recording)
            g_hash_table_add (f->running, g_strdup (id));
    }
    return TRUE;
}

/* Meetings that run by their steps, also where callers alone are in the room. */
static gboolean add_running (TdInstance *instance, GHashTable *meetings, GError **error)
{
    const TdViewer machinery = TD_VIEWER_SECRETARIAT;
    gint64 now = td_clock_now (&instance->clock);
    const TdMeetingSearch search = { .from = now - TD_LIMIT_ROOM_HOURS_AFTER * G_TIME_SPAN_HOUR,
                                     .to = now + TD_LIMIT_ROOM_HOURS_BEFORE * G_TIME_SPAN_HOUR };
    struct finding f = { .running = meetings };
    gboolean ok;

    f.meetings = td_meeting_list (instance, &machinery, &search, error);
    ok = f.meetings != NULL && td_store_read (instance->store, find_in, &f, error);
    g_clear_pointer (&f.meetings, g_ptr_array_unref);
    return ok;
}

gboolean td_keeper_round (TdInstance *instance, GError **error)
{
    TdHub *hub = td_hub_of (instance);
    g_autoptr (GHashTable) meetings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_auto (GStrv) present = NULL;
    GHashTableIter iter;
    gpointer meeting;
    gint64 generation;

    td_hub_sweep (hub);
    if (td_hub_janus (hub, &generation, NULL) == NULL)
        return TRUE;
    present = td_hub_meetings (hub);
    for (gsize i = 0; present[i] != NULL; i++)
        g_hash_table_add (meetings, g_strdup (present[i]));
    if (!add_running (instance, meetings, error))
        return FALSE;
    g_hash_table_iter_init (&iter, meetings);
    while (g_hash_table_iter_next (&iter, &meeting, NULL))
        if (!td_keeper_keep (instance, meeting, error))
            return FALSE;
    return TRUE;
}
