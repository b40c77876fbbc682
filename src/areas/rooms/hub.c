/* Who is in which room now. Contract in hub.h. */
#include "areas/rooms/hub.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"

#include <sodium.h>
#include <string.h>

enum { LINGER_SECONDS = 30, AGAIN_MS = 400 };

typedef struct {
    char *recording;
    gint64 generation;
} Running;

typedef struct {
    TdJanus *janus;
    gint64 since;
} Lost;

struct TdHub {
    char *folder;
    GMutex lock;
    GMutex opening; /* one opens at a time; taken before lock */
    TdJanus *janus;
    gint64 generation, tried;
    GPtrArray *lost;        /* Lost */
    GHashTable *present;    /* seat -> TdPresence */
    GHashTable *recordings; /* meeting -> Running */
};

static GMutex hubs_lock;
static GHashTable *hubs; /* instance -> TdHub */

static const char *const line_words[TD_N_LINES] = { "floor", "channel", "camera", "picture" };

gboolean td_line_from_word (const char *word, TdLine *ret_line)
{
    for (int line = 0; line < TD_N_LINES; line++)
        if (g_strcmp0 (line_words[line], word) == 0) {
            *ret_line = (TdLine) line;
            return TRUE;
        }
    return FALSE;
}

/* ---- copies ---- */

static TdSeat *seat_copy (const TdSeat *seat)
{
    TdSeat *copy = g_memdup2 (seat, sizeof *seat);

    copy->id = g_strdup (seat->id);
    copy->meeting = g_strdup (seat->meeting);
    copy->person = g_strdup (seat->person);
    copy->speaker = g_strdup (seat->speaker);
    copy->language = g_strdup (seat->language);
    copy->name = g_strdup (seat->name);
    return copy;
}

static const TdMembership *memberships_copy (const TdViewer *viewer)
{
    TdMembership *copy = g_new0 (TdMembership, MAX (viewer->n_organisations, 1));

    for (gsize i = 0; i < viewer->n_organisations; i++)
        copy[i] = (TdMembership){ g_strdup (viewer->organisations[i].organisation), viewer->organisations[i].level };
    return copy;
}

static TdViewer viewer_copy (const TdViewer *viewer)
{
    TdViewer copy = *viewer;

    copy.person = g_strdup (viewer->person);
    copy.session = g_strdup (viewer->session);
    copy.filing = g_strdup (viewer->filing);
    copy.behalf = g_strdup (viewer->behalf);
    copy.behalf_state = g_strdup (viewer->behalf_state);
    copy.actor = g_strdup (viewer->actor);
    copy.state = g_strdup (viewer->state);
    copy.conflicts = (const char *const *) g_strdupv ((char **) viewer->conflicts);
    copy.rapporteur_of = (const char *const *) g_strdupv ((char **) viewer->rapporteur_of);
    copy.organisations = memberships_copy (viewer);
    return copy;
}

static TdPresence *presence_copy (const TdPresence *presence)
{
    TdPresence *copy = g_memdup2 (presence, sizeof *presence);

    copy->seat = seat_copy (presence->seat);
    copy->viewer = viewer_copy (&presence->viewer);
    copy->channel = g_strdup (presence->channel);
    return copy;
}

void td_presence_free (TdPresence *presence)
{
    if (presence == NULL)
        return;
    td_seat_free (presence->seat);
    td_viewer_clear (&presence->viewer);
    g_free (presence->channel);
    g_free (presence);
}

/* ---- hubs ---- */

static void running_free (gpointer data)
{
    g_free (((Running *) data)->recording);
    g_free (data);
}

static void lost_free (gpointer data)
{
    td_janus_free (((Lost *) data)->janus);
    g_free (data);
}

static void hub_free (gpointer data)
{
    TdHub *hub = data;

    td_janus_free (hub->janus);
    g_ptr_array_unref (hub->lost);
    g_hash_table_unref (hub->present);
    g_hash_table_unref (hub->recordings);
    g_mutex_clear (&hub->lock);
    g_mutex_clear (&hub->opening);
    g_free (hub->folder);
    g_free (hub);
}

TdHub *td_hub_of (TdInstance *instance)
{
    TdHub *hub;

    g_mutex_lock (&hubs_lock);
    if (hubs == NULL)
        hubs = g_hash_table_new_full (NULL, NULL, NULL, hub_free);
    hub = g_hash_table_lookup (hubs, instance);
    if (hub == NULL) {
        hub = g_new0 (TdHub, 1);
        hub->folder = g_strdup (instance->folder);
        hub->generation = 1 + randombytes_uniform (G_MAXINT32); /* no number that a server before this one gave */
        g_mutex_init (&hub->lock);
        g_mutex_init (&hub->opening);
        hub->lost = g_ptr_array_new_with_free_func (lost_free);
        hub->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) td_presence_free);
        hub->recordings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, running_free);
        g_hash_table_insert (hubs, instance, hub);
    }
    g_mutex_unlock (&hubs_lock);
    return hub;
}

void td_hub_end (TdInstance *instance)
{
    g_mutex_lock (&hubs_lock);
    if (hubs != NULL)
        g_hash_table_remove (hubs, instance);
    g_mutex_unlock (&hubs_lock);
}

/* ---- the session ---- */

static TdJanus *session_now (TdHub *hub, gint64 *ret_generation)
{
    TdJanus *janus;

    g_mutex_lock (&hub->lock);
    janus = hub->janus != NULL && !td_janus_is_lost (hub->janus) ? hub->janus : NULL;
    *ret_generation = janus != NULL ? hub->generation : 0;
    g_mutex_unlock (&hub->lock);
    return janus;
}

gint64 td_hub_generation (TdHub *hub)
{
    gint64 generation;

    session_now (hub, &generation);
    return generation;
}

static void keep_session (TdHub *hub, TdJanus *take_janus)
{
    g_mutex_lock (&hub->lock);
    if (hub->janus != NULL) {
        Lost *lost = g_new0 (Lost, 1);
        *lost = (Lost){ hub->janus, g_get_monotonic_time () };
        g_ptr_array_add (hub->lost, lost);
    }
    hub->janus = take_janus;
    hub->generation++;
    g_mutex_unlock (&hub->lock);
}

/* In between nobody is tried again: a Janus that is not there is asked for now and then, not by each of 200 browsers. */
static gboolean tried_just_now (TdHub *hub)
{
    gint64 now = g_get_monotonic_time ();
    gboolean just_now;

    g_mutex_lock (&hub->lock);
    just_now = hub->tried != 0 && now - hub->tried < AGAIN_MS * G_TIME_SPAN_MILLISECOND;
    if (!just_now)
        hub->tried = now;
    g_mutex_unlock (&hub->lock);
    return just_now;
}

TdJanus *td_hub_janus (TdHub *hub, gint64 *ret_generation, GError **error)
{
    TdJanus *janus = session_now (hub, ret_generation);

    if (janus != NULL)
        return janus;
    g_mutex_lock (&hub->opening);
    janus = session_now (hub, ret_generation);
    if (janus == NULL && tried_just_now (hub)) {
        g_set_error_literal (error, TD_ROOM_ERROR, TD_ERROR_BUSY,
                             "The room's server is not there now. It comes back by itself; try again in a moment.");
    } else if (janus == NULL) {
        janus = td_janus_open (hub->folder, NULL, NULL, error);
        if (janus != NULL)
            keep_session (hub, janus);
        janus = session_now (hub, ret_generation);
    }
    g_mutex_unlock (&hub->opening);
    return janus;
}

/* ---- presence ---- */

void td_hub_seen (TdHub *hub, const TdSitting *sitting, const TdViewer *viewer, gboolean may_closed)
{
    TdPresence *presence;

    g_mutex_lock (&hub->lock);
    presence = g_hash_table_lookup (hub->present, sitting->seat->id);
    if (presence == NULL) {
        presence = g_new0 (TdPresence, 1);
        g_hash_table_insert (hub->present, g_strdup (sitting->seat->id), presence);
    }
    td_seat_free (presence->seat);
    td_viewer_clear (&presence->viewer);
    presence->seat = seat_copy (sitting->seat);
    presence->viewer = viewer_copy (viewer);
    presence->kind = sitting->kind;
    presence->leads = sitting->leads;
    presence->may_closed = may_closed;
    presence->seen = g_get_monotonic_time ();
    g_mutex_unlock (&hub->lock);
}

gboolean td_hub_is_there (TdHub *hub, const char *seat)
{
    gint64 since = g_get_monotonic_time () - TD_LIMIT_ROOM_UNSEEN_SECONDS * G_TIME_SPAN_SECOND;
    TdPresence *presence;
    gboolean there;

    g_mutex_lock (&hub->lock);
    presence = g_hash_table_lookup (hub->present, seat);
    there = presence != NULL && presence->seen > since;
    g_mutex_unlock (&hub->lock);
    return there;
}

GPtrArray *td_hub_present (TdHub *hub, const char *meeting)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_presence_free);
    GHashTableIter iter;
    gpointer presence;

    g_mutex_lock (&hub->lock);
    g_hash_table_iter_init (&iter, hub->present);
    while (g_hash_table_iter_next (&iter, NULL, &presence))
        if (g_str_equal (((TdPresence *) presence)->seat->meeting, meeting))
            g_ptr_array_add (list, presence_copy (presence));
    g_mutex_unlock (&hub->lock);
    return list;
}

TdPresence *td_hub_get (TdHub *hub, const char *seat)
{
    TdPresence *presence;

    g_mutex_lock (&hub->lock);
    presence = g_hash_table_lookup (hub->present, seat);
    if (presence != NULL)
        presence = presence_copy (presence);
    g_mutex_unlock (&hub->lock);
    return presence;
}

GStrv td_hub_meetings (TdHub *hub)
{
    g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer presence, name;
    GPtrArray *list = g_ptr_array_new ();

    g_mutex_lock (&hub->lock);
    g_hash_table_iter_init (&iter, hub->present);
    while (g_hash_table_iter_next (&iter, NULL, &presence))
        g_hash_table_add (names, g_strdup (((TdPresence *) presence)->seat->meeting));
    g_hash_table_iter_init (&iter, hub->recordings);
    while (g_hash_table_iter_next (&iter, &name, NULL))
        g_hash_table_add (names, g_strdup (name));
    g_mutex_unlock (&hub->lock);
    g_hash_table_iter_init (&iter, names);
    while (g_hash_table_iter_next (&iter, &name, NULL))
        g_ptr_array_add (list, g_strdup (name));
    g_ptr_array_add (list, NULL);
    return (GStrv) g_ptr_array_free (list, FALSE);
}

/* What is set while the lock is held. */
typedef void (*Change) (TdPresence *presence, gboolean value);

static void set_speaking (TdPresence *presence, gboolean value)
{
    presence->speaking = value;
}

static void set_low (TdPresence *presence, gboolean value)
{
    presence->low = value;
}

static void change (TdHub *hub, const char *seat, Change fn, gboolean value)
{
    TdPresence *presence;

    g_mutex_lock (&hub->lock);
    presence = g_hash_table_lookup (hub->present, seat);
    if (presence != NULL)
        fn (presence, value);
    g_mutex_unlock (&hub->lock);
}

void td_hub_set_speaking (TdHub *hub, const char *seat, gboolean speaking)
{
    change (hub, seat, set_speaking, speaking);
}

void td_hub_set_low (TdHub *hub, const char *seat, gboolean low)
{
    change (hub, seat, set_low, low);
}

/* ---- lines ---- */

/* Takes the handle out of the presence; 0: there was none that is worth letting go of. */
static guint64 take_handle (TdHub *hub, const char *seat, TdLine line)
{
    TdPresence *presence;
    guint64 handle = 0;

    g_mutex_lock (&hub->lock);
    presence = g_hash_table_lookup (hub->present, seat);
    if (presence != NULL) {
        handle = presence->generation == hub->generation ? presence->handles[line] : 0;
        presence->handles[line] = 0;
        if (line == TD_LINE_CHANNEL)
            g_clear_pointer (&presence->channel, g_free);
    }
    g_mutex_unlock (&hub->lock);
    return handle;
}

void td_hub_cut (TdHub *hub, const char *seat, TdLine line)
{
    guint64 handle = take_handle (hub, seat, line);
    gint64 generation;
    TdJanus *janus = session_now (hub, &generation);

    if (handle != 0 && janus != NULL)
        td_janus_detach (janus, handle);
}

gboolean td_hub_line (TdHub *hub, const char *seat, TdLine line, const char *channel, TdJanus **ret_janus,
                      guint64 *ret_handle, GError **error)
{
    gboolean audio = line == TD_LINE_FLOOR || line == TD_LINE_CHANNEL;
    gint64 generation;
    TdJanus *janus = td_hub_janus (hub, &generation, error);
    TdPresence *presence;
    guint64 handle;

    if (janus == NULL)
        return FALSE;
    td_hub_cut (hub, seat, line);
    if (!td_janus_attach (janus, audio ? TD_JANUS_AUDIO : TD_JANUS_VIDEO, &handle, error))
        return FALSE;
    g_mutex_lock (&hub->lock);
    presence = g_hash_table_lookup (hub->present, seat);
    if (presence != NULL) {
        if (presence->generation != generation)
            memset (presence->handles, 0, sizeof presence->handles);
        presence->generation = generation;
        presence->handles[line] = handle;
        if (line == TD_LINE_CHANNEL) {
            g_free (presence->channel);
            presence->channel = g_strdup (channel);
        }
    }
    g_mutex_unlock (&hub->lock);
    *ret_janus = janus;
    *ret_handle = handle;
    return TRUE;
}

void td_hub_leave (TdHub *hub, const char *seat)
{
    for (int line = 0; line < TD_N_LINES; line++)
        td_hub_cut (hub, seat, (TdLine) line);
    g_mutex_lock (&hub->lock);
    g_hash_table_remove (hub->present, seat);
    g_mutex_unlock (&hub->lock);
}

static void free_lost (TdHub *hub)
{
    g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (lost_free);
    gint64 until = g_get_monotonic_time () - LINGER_SECONDS * G_TIME_SPAN_SECOND;

    g_mutex_lock (&hub->lock);
    for (guint i = hub->lost->len; i > 0; i--)
        if (((Lost *) hub->lost->pdata[i - 1])->since < until)
            g_ptr_array_add (old, g_ptr_array_steal_index (hub->lost, i - 1));
    g_mutex_unlock (&hub->lock);
}

void td_hub_sweep (TdHub *hub)
{
    g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
    gint64 since = g_get_monotonic_time () - TD_LIMIT_ROOM_UNSEEN_SECONDS * G_TIME_SPAN_SECOND;
    GHashTableIter iter;
    gpointer seat, presence;

    g_mutex_lock (&hub->lock);
    g_hash_table_iter_init (&iter, hub->present);
    while (g_hash_table_iter_next (&iter, &seat, &presence))
        if (((TdPresence *) presence)->seen < since)
            g_ptr_array_add (gone, g_strdup (seat));
    g_mutex_unlock (&hub->lock);
    for (guint i = 0; i < gone->len; i++)
        td_hub_leave (hub, gone->pdata[i]);
    free_lost (hub);
}

/* ---- recordings ---- */

char *td_hub_recording (TdHub *hub, const char *meeting, gint64 *ret_generation)
{
    Running *running;
    char *recording = NULL;

    g_mutex_lock (&hub->lock);
    running = g_hash_table_lookup (hub->recordings, meeting);
    if (running != NULL) {
        recording = g_strdup (running->recording);
        *ret_generation = running->generation;
    }
    g_mutex_unlock (&hub->lock);
    return recording;
}

void td_hub_set_recording (TdHub *hub, const char *meeting, const char *recording, gint64 generation)
{
    g_mutex_lock (&hub->lock);
    if (recording == NULL) {
        g_hash_table_remove (hub->recordings, meeting);
    } else {
        Running *running = g_new0 (Running, 1);
        *running = (Running){ g_strdup (recording), generation };
        g_hash_table_insert (hub->recordings, g_strdup (meeting), running);
    }
    g_mutex_unlock (&hub->lock);
}
