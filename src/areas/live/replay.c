/* What stands after the steps. Contract in replay.h. */
#include "areas/live/replay.h"

#include "areas/live/spoken.h"
#include <string.h>

void td_step_free (TdStep *step)
{
    if (step == NULL)
        return;
    g_free (step->speaker);
    g_free (step->other);
    g_free (step->hand);
    g_free (step->shown);
    g_free (step->state);
    g_free (step);
}

void td_live_free (TdLive *live)
{
    if (live == NULL)
        return;
    g_free (live->meeting);
    g_free (live->state);
    g_free (live->speaker);
    g_free (live->hand);
    g_free (live->who);
    g_free (live->shown);
    g_free (live);
}

void td_spoken_free (TdSpoken *spoken)
{
    if (spoken == NULL)
        return;
    g_free (spoken->speaker);
    g_free (spoken->shown);
    g_free (spoken->organisation);
    g_free (spoken->kind);
    g_free (spoken->state);
    g_free (spoken->language);
    g_free (spoken);
}

void td_replay_free (TdReplay *replay)
{
    if (replay == NULL)
        return;
    td_live_free (replay->live);
    g_array_unref (replay->turns);
    g_ptr_array_unref (replay->passed);
    g_ptr_array_unref (replay->swaps);
    g_ptr_array_unref (replay->steps);
    g_free (replay);
}

static int whole_seconds (gint64 from, gint64 to)
{
    return to > from ? (int) ((to - from) / G_USEC_PER_SEC) : 0;
}

int td_live_left (const TdLive *live, gint64 at)
{
    if (live->since == 0)
        return 0;
    return live->seconds - whole_seconds (live->since, live->paused != 0 ? live->paused : at);
}

/* ---- who has the floor ---- */

static TdTurn *running_turn (const TdReplay *r)
{
    TdTurn *last = r->turns->len > 0 ? &g_array_index (r->turns, TdTurn, r->turns->len - 1) : NULL;

    return last != NULL && last->ended == 0 ? last : NULL;
}

static void floor_back (TdReplay *r, gint64 at)
{
    TdLive *live = r->live;
    TdTurn *turn = running_turn (r);

    if (turn != NULL) {
        turn->seconds = whole_seconds (live->since, live->paused != 0 ? live->paused : at);
        turn->given = live->seconds;
        turn->ended = MAX (at, turn->began + 1);
    }
    g_clear_pointer (&live->speaker, g_free);
    g_clear_pointer (&live->hand, g_free);
    g_clear_pointer (&live->shown, g_free);
    live->reply = FALSE;
    live->seconds = 0;
    live->since = 0;
}

static void clock_runs (TdReplay *r, gint64 at)
{
    TdLive *live = r->live;

    if (live->paused == 0)
        return;
    if (live->since != 0)
        live->since += at - live->paused;
    live->paused = 0;
    live->phase = TD_LIVE_RUNS;
}

static void no_longer_passed (TdReplay *r, const char *speaker)
{
    for (guint i = 0; i < r->passed->len; i++)
        if (strcmp (r->passed->pdata[i], speaker) == 0) {
            g_ptr_array_remove_index (r->passed, i);
            return;
        }
}

static void at_state (TdLive *live, const char *state)
{
    if (state == NULL)
        return;
    if (g_strcmp0 (live->state, state) != 0)
        live->item = NULL;
    g_free (live->state);
    live->state = g_strdup (state);
}

static void give_floor (TdReplay *r, const TdStep *step)
{
    TdLive *live = r->live;
    TdTurn turn = { .speaker = step->speaker,
                    .hand = step->hand,
                    .shown = step->shown,
                    .source = step->hand != NULL ? step->other : NULL,
                    .state = step->state,
                    .began = step->at,
                    .reply = step->kind == TD_STEP_REPLY,
                    .closed = live->closed_part };

    floor_back (r, step->at);
    clock_runs (r, step->at);
    at_state (live, step->state);
    if (step->speaker == NULL && step->hand == NULL)
        return;
    live->speaker = g_strdup (step->speaker);
    live->hand = g_strdup (step->hand);
    live->shown = g_strdup (step->shown);
    live->reply = turn.reply;
    live->seconds = step->seconds;
    live->since = step->at;
    if (step->speaker != NULL && !turn.reply)
        no_longer_passed (r, step->speaker);
    g_array_append_val (r->turns, turn);
}

/* ---- the other steps ---- */

static void pause_clock (TdLive *live, gint64 at)
{
    if (live->paused != 0)
        return;
    live->paused = at;
    live->phase = TD_LIVE_PAUSED;
}

/* A word of a later program is none. */
static void at_item (TdLive *live, const char *word)
{
    live->item = td_live_item_label (word) != NULL ? g_intern_string (word) : NULL;
}

static void part_begins (TdReplay *r, const TdStep *step, gboolean closed)
{
    floor_back (r, step->at);
    clock_runs (r, step->at);
    r->live->closed_part = closed;
    r->live->item = NULL;
    if (closed)
        r->live->recording = FALSE;
}

static void meeting_begins (TdReplay *r, const TdStep *step)
{
    if (r->live->opened == 0)
        r->live->opened = step->at;
    r->live->phase = TD_LIVE_RUNS;
    at_state (r->live, step->state);
}

static void meeting_ends (TdReplay *r, const TdStep *step)
{
    floor_back (r, step->at);
    r->live->paused = 0;
    r->live->phase = TD_LIVE_OVER;
    r->live->closed_part = r->live->recording = FALSE;
}

static void typed_begins (TdReplay *r, const TdStep *step)
{
    meeting_ends (r, step);
    g_array_set_size (r->turns, 0);
    g_ptr_array_set_size (r->passed, 0);
}

static void typed_spoke (TdReplay *r, const TdStep *step)
{
    TdTurn turn = { .speaker = step->speaker,
                    .state = step->state,
                    .began = step->at,
                    .ended = step->at + MAX (step->seconds, 1) * G_USEC_PER_SEC,
                    .given = step->seconds,
                    .seconds = step->seconds,
                    .reply = g_strcmp0 (step->other, TD_TYPED_REPLY) == 0,
                    .typed = TRUE };

    g_array_append_val (r->turns, turn);
}

static void play (TdReplay *r, TdStep *step)
{
    TdLive *live = r->live;

    switch (step->kind) {
    case TD_STEP_OPEN: meeting_begins (r, step); break;
    case TD_STEP_NEXT:
    case TD_STEP_GIVE:
    case TD_STEP_REPLY: give_floor (r, step); break;
    case TD_STEP_CHAIR: floor_back (r, step->at); break;
    case TD_STEP_PAUSE: pause_clock (live, step->at); break;
    case TD_STEP_RESUME: clock_runs (r, step->at); break;
    case TD_STEP_EXTEND: live->seconds += step->seconds; break;
    case TD_STEP_SWAP: g_ptr_array_add (r->swaps, step); break;
    case TD_STEP_PASS: g_ptr_array_add (r->passed, step->speaker); break;
    case TD_STEP_CLOSE_LIST:
    case TD_STEP_OPEN_LIST: live->list_closed = step->kind == TD_STEP_CLOSE_LIST; break;
    case TD_STEP_CLOSED_PART:
    case TD_STEP_PUBLIC_PART: part_begins (r, step, step->kind == TD_STEP_CLOSED_PART); break;
    case TD_STEP_RECORD:
    case TD_STEP_RECORD_STOP: live->recording = step->kind == TD_STEP_RECORD; break;
    case TD_STEP_ITEM: at_item (live, step->other); break;
    case TD_STEP_CLOSE: meeting_ends (r, step); break;
    case TD_STEP_TYPED: typed_begins (r, step); break;
    case TD_STEP_SPOKE: typed_spoke (r, step); break;
    case TD_N_STEPS: break;
    }
    live->n = step->n;
}

TdReplay *td_replay_new (const char *meeting, GPtrArray *take_steps)
{
    TdReplay *r = g_new0 (TdReplay, 1);

    r->live = g_new0 (TdLive, 1);
    r->live->meeting = g_strdup (meeting);
    r->turns = g_array_new (FALSE, TRUE, sizeof (TdTurn));
    r->passed = g_ptr_array_new ();
    r->swaps = g_ptr_array_new ();
    r->steps = take_steps;
    for (guint i = 0; i < r->steps->len; i++)
        play (r, r->steps->pdata[i]);
    return r;
}

/* ---- the list ---- */

gboolean td_replay_spoke (const TdReplay *r, const char *speaker)
{
    for (guint i = 0; i < r->turns->len; i++) {
        const TdTurn *turn = &g_array_index (r->turns, TdTurn, i);
        if (!turn->reply && g_strcmp0 (turn->speaker, speaker) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean was_passed (const TdReplay *r, const char *speaker)
{
    for (guint i = 0; i < r->passed->len; i++)
        if (strcmp (r->passed->pdata[i], speaker) == 0)
            return TRUE;
    return FALSE;
}

static int place_of (const GPtrArray *speakers, const char *id)
{
    for (guint i = 0; i < speakers->len; i++)
        if (g_strcmp0 (((const TdSpeaker *) speakers->pdata[i])->id, id) == 0)
            return (int) i;
    return -1;
}

GPtrArray *td_replay_order (const TdReplay *r, const GPtrArray *speakers)
{
    GPtrArray *order = g_ptr_array_sized_new (speakers->len);

    for (guint i = 0; i < speakers->len; i++)
        g_ptr_array_add (order, speakers->pdata[i]);
    for (guint i = 0; i < r->swaps->len; i++) {
        const TdStep *swap = r->swaps->pdata[i];
        int a = place_of (order, swap->speaker), b = place_of (order, swap->other);
        if (a >= 0 && b >= 0) {
            gpointer one = order->pdata[a];
            order->pdata[a] = order->pdata[b];
            order->pdata[b] = one;
        }
    }
    return order;
}

GPtrArray *td_replay_follows (const TdReplay *r, const GPtrArray *speakers)
{
    g_autoptr (GPtrArray) order = td_replay_order (r, speakers);
    GPtrArray *follows = g_ptr_array_new ();

    for (guint i = 0; i < order->len; i++) {
        const TdSpeaker *s = order->pdata[i];
        if (!td_replay_spoke (r, s->id) && !was_passed (r, s->id))
            g_ptr_array_add (follows, order->pdata[i]);
    }
    return follows;
}

int td_replay_seconds (const TdReplay *r, const TdTurn *turn, gint64 at)
{
    if (turn->ended != 0)
        return turn->seconds;
    return whole_seconds (r->live->since, r->live->paused != 0 ? r->live->paused : at);
}
