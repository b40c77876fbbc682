/* Reads what pages say of a meeting as it runs. Contract in live-view.h. */
#include "areas/live/live-view.h"

#include "areas/floor/statement.h"
#include "areas/live/live-rules.h"
#include "areas/live/live-sql.h"
#include "areas/live/presence.h"
#include "text/words.h"

void td_live_view_free (TdLiveView *v)
{
    if (v == NULL)
        return;
    g_clear_pointer (&v->follows, g_ptr_array_unref);
    g_clear_pointer (&v->speakers, g_ptr_array_unref);
    g_clear_pointer (&v->spoken, g_ptr_array_unref);
    g_clear_pointer (&v->hands, g_ptr_array_unref);
    g_clear_pointer (&v->there, g_hash_table_unref);
    g_clear_pointer (&v->said, g_hash_table_unref);
    td_live_free (v->live);
    td_meeting_free (v->meeting);
    g_free (v);
}

/* ---- reading ---- */

struct viewing {
    TdInstance *instance;
    const TdViewer *viewer; /* NULL: of all */
    const char *id;
    gboolean inside;
    TdLiveView *view;
};

static gboolean sorted_for (TdTx *tx, TdLiveView *v, const TdReplay *replay, GError **error)
{
    g_autoptr (GPtrArray) all = td_speakers_load (tx, v->meeting->id, error);
    g_autoptr (GPtrArray) order = NULL;

    if (all == NULL)
        return FALSE;
    order = td_replay_order (replay, all);
    v->speakers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_speaker_free);
    g_ptr_array_set_free_func (all, NULL);
    for (guint i = 0; i < order->len; i++) {
        TdSpeaker *s = order->pdata[i];
        if (v->inside || !s->closed)
            g_ptr_array_add (v->speakers, s);
        else
            td_speaker_free (s);
    }
    return TRUE;
}

/* Who follows in the part that runs. */
static void who_follows (TdLiveView *v, const TdReplay *replay)
{
    g_autoptr (GPtrArray) follows = td_replay_follows (replay, v->speakers);

    v->follows = g_ptr_array_new ();
    for (guint i = 0; i < follows->len; i++)
        if (v->meeting->closed || ((const TdSpeaker *) follows->pdata[i])->closed == v->live->closed_part)
            g_ptr_array_add (v->follows, follows->pdata[i]);
}

static gboolean fill (TdTx *tx, TdLiveView *v, GError **error)
{
    g_autoptr (TdReplay) replay = td_live_replay (tx, v->meeting->id, error);

    if (replay == NULL || !td_live_whose_hand (tx, replay->live, error))
        return FALSE;
    v->live = g_steal_pointer (&replay->live);
    replay->live = g_new0 (TdLive, 1);
    v->hidden = v->live->closed_part && !v->inside;
    if (!td_hand_stamp (tx, v->meeting->id, &v->hands_stamp, error))
        return FALSE;
    if (v->hidden)
        return TRUE;
    if (!sorted_for (tx, v, replay, error))
        return FALSE;
    who_follows (v, replay);
    v->spoken = td_live_spoken (tx, v->meeting->id, v->inside, v->at, error);
    return v->spoken != NULL;
}

/* FALSE with error only where that is not the door's. */
static gboolean may (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, TdAct act, gboolean *ret_may,
                     GError **error)
{
    g_autoptr (GError) problem = NULL;

    *ret_may = td_meeting_may (tx, meeting, viewer, act, &problem);
    if (problem == NULL || problem->domain == TD_DOOR_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* Whoever asks for the floor beforehand may raise a hand; so may the Committee, and who was invited to a closed meeting. */
static gboolean ask_hand (TdTx *tx, TdLiveView *v, const TdViewer *viewer, GError **error)
{
    gboolean floor = FALSE;

    v->before = -1;
    if (viewer->person == NULL)
        return TRUE;
    if (!may (tx, v->meeting, viewer, TD_ACT_FLOOR_ASK, &floor, error))
        return FALSE;
    v->may_raise =
        (floor || v->inside) && !v->hidden && (v->live->phase == TD_LIVE_RUNS || v->live->phase == TD_LIVE_PAUSED);
    return td_live_hand_place (tx, v->meeting->id, viewer->person, &v->before, error);
}

static gboolean ask_own (TdTx *tx, TdLiveView *v, const TdViewer *viewer, GError **error)
{
    const TdSpeaker *now = td_live_view_speaker (v);

    if (viewer->person != NULL && g_strcmp0 (v->live->who, viewer->person) == 0)
        v->own = TRUE;
    return now == NULL || td_speaker_is_own (tx, now, viewer, &v->own, error);
}

/* Who is there from afar, and who was expected so and is not. */
static gboolean ask_presence (TdTx *tx, TdInstance *instance, TdLiveView *v, const TdLivePresence *presence,
                              GError **error)
{
    g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);

    if (!presence->who (tx, instance, v->meeting, v->speakers, set, error))
        return FALSE;
    for (guint i = 0; i < v->speakers->len; i++) {
        const TdSpeaker *s = v->speakers->pdata[i];
        if (g_hash_table_contains (set, s->id))
            g_hash_table_insert (v->there, s->id, (gpointer) presence->there);
        else if (s->mode == presence->mode && !g_hash_table_contains (v->there, s->id))
            g_hash_table_insert (v->there, s->id, (gpointer) presence->away);
    }
    return TRUE;
}

static gboolean who_is_there (TdTx *tx, TdInstance *instance, TdLiveView *v, GError **error)
{
    if (v->speakers == NULL || v->live->phase == TD_LIVE_OVER)
        return TRUE;
    v->there = g_hash_table_new (g_str_hash, g_str_equal);
    for (gsize i = 0; td_live_presences[i] != NULL; i++)
        if (!ask_presence (tx, instance, v, td_live_presences[i], error))
            return FALSE;
    v->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return td_floor_statements_at (tx, v->meeting->id, v->said, error);
}

static gboolean for_viewer (TdTx *tx, TdLiveView *v, const TdViewer *viewer, GError **error)
{
    if (!may (tx, v->meeting, viewer, TD_ACT_MEETING_CHAIR, &v->chairs, error))
        return FALSE;
    if (v->chairs && !v->hidden && (v->hands = td_live_hands (tx, v->meeting->id, error)) == NULL)
        return FALSE;
    return ask_hand (tx, v, viewer, error) && ask_own (tx, v, viewer, error);
}

static gboolean is_inside (TdTx *tx, struct viewing *w, TdLiveView *v, GError **error)
{
    v->inside = w->inside;
    return w->viewer == NULL || td_live_may_closed (tx, v->meeting, w->viewer, &v->inside, error);
}

static TdMeeting *meeting_of (TdTx *tx, struct viewing *w, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    const TdViewer *viewer = w->viewer != NULL ? w->viewer : &nobody;
    g_autoptr (TdMeeting) meeting = NULL;

    if (w->viewer == NULL && w->inside) {
        if (!td_meeting_load (tx, w->id, &meeting, error))
            return NULL;
        if (meeting == NULL)
            td_door_unknown (error);
        return g_steal_pointer (&meeting);
    }
    meeting = td_meeting_get_in (tx, viewer, w->id, error);
    if (meeting == NULL || !td_meeting_may (tx, meeting, viewer, TD_ACT_MEETING_ATTEND, error))
        return NULL;
    return g_steal_pointer (&meeting);
}

static gboolean view_in (TdTx *tx, gpointer data, GError **error)
{
    struct viewing *w = data;
    g_autoptr (TdLiveView) v = g_new0 (TdLiveView, 1);

    v->at = td_clock_now (&w->instance->clock);
    v->before = -1;
    v->meeting = meeting_of (tx, w, error);
    if (v->meeting == NULL || !is_inside (tx, w, v, error) || !fill (tx, v, error))
        return FALSE;
    if (w->viewer != NULL && !for_viewer (tx, v, w->viewer, error))
        return FALSE;
    if ((w->viewer != NULL ? v->chairs : w->inside) && !who_is_there (tx, w->instance, v, error))
        return FALSE;
    w->view = g_steal_pointer (&v);
    return TRUE;
}

TdLiveView *td_live_view (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct viewing w = { .instance = instance, .viewer = viewer, .id = meeting };

    td_store_read (instance->store, view_in, &w, error);
    return w.view;
}

TdLiveView *td_live_view_of_all (TdInstance *instance, const char *meeting, gboolean inside, GError **error)
{
    struct viewing w = { .instance = instance, .id = meeting, .inside = inside };

    td_store_read (instance->store, view_in, &w, error);
    return w.view;
}

/* ---- what stands in it ---- */

const TdSpeaker *td_live_view_speaker (const TdLiveView *v)
{
    return v->speakers != NULL ? td_live_speaker_in (v->speakers, v->live->speaker) : NULL;
}

const char *td_live_view_name (const TdLiveView *v)
{
    const TdSpeaker *now = td_live_view_speaker (v);

    return v->hidden ? NULL : now != NULL ? now->shown : v->live->shown;
}

char *td_live_time (int seconds)
{
    int n = ABS (seconds);

    return g_strdup_printf ("%s%d:%02d", seconds < 0 ? "-" : "", n / 60, n % 60);
}

static const struct {
    const char *word, *label;
} phases[] = {
    [TD_LIVE_NOT_YET] = { "not-yet", N_ ("Not begun yet") },
    [TD_LIVE_RUNS] = { "runs", N_ ("The meeting runs") },
    [TD_LIVE_PAUSED] = { "paused", N_ ("Pause") },
    [TD_LIVE_OVER] = { "over", N_ ("The meeting is over") },
};

const char *td_live_phase_word (TdLivePhase phase)
{
    return phases[phase].word;
}

const char *td_live_phase_label (TdLivePhase phase)
{
    return phases[phase].label;
}

/* ---- totals ---- */

void td_live_total_free (TdLiveTotal *total)
{
    if (total == NULL)
        return;
    g_free (total->label);
    g_free (total->state);
    g_free (total);
}

static int longest_first (gconstpointer a, gconstpointer b)
{
    const TdLiveTotal *one = *(TdLiveTotal *const *) a, *two = *(TdLiveTotal *const *) b;

    if (one->seconds != two->seconds)
        return one->seconds > two->seconds ? -1 : 1;
    return g_strcmp0 (one->label, two->label);
}

static const char *key_of (const TdSpoken *s, gboolean by_state)
{
    if (by_state)
        return s->state;
    return s->organisation != NULL ? s->organisation : s->speaker != NULL ? s->speaker : s->shown;
}

GPtrArray *td_live_totals (const TdLiveView *v, gboolean by_state)
{
    g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_live_total_free);

    for (guint i = 0; v->spoken != NULL && i < v->spoken->len; i++) {
        const TdSpoken *s = v->spoken->pdata[i];
        const char *key = key_of (s, by_state), *label = by_state ? s->state : s->shown;
        TdLiveTotal *total;

        if (key == NULL || label == NULL)
            continue;
        total = g_hash_table_lookup (by_key, key);
        if (total == NULL) {
            total = g_new0 (TdLiveTotal, 1);
            total->label = g_strdup (label);
            total->state = g_strdup (s->state);
            g_hash_table_insert (by_key, (gpointer) key, total);
            g_ptr_array_add (list, total);
        }
        total->seconds += s->seconds;
        total->running += s->now ? s->seconds : 0;
        total->now = total->now || s->now;
        total->turns++;
    }
    g_ptr_array_sort (list, longest_first);
    return list;
}
