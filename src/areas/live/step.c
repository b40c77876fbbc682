/* Making a step. Contract in step.h. */
#include "areas/live/step.h"

#include "areas/live/live-rules.h"
#include "areas/live/live-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/words.h"

struct stepping {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdStepOrder *order;
    TdStepOutcome outcome;
    TdLive *now;
    TdTx *tx;
    TdMeeting *meeting;
    TdReplay *replay;
    GPtrArray *speakers;
    TdStep *step;
};

static void stepping_clear (struct stepping *s)
{
    g_clear_pointer (&s->now, td_live_free);
    g_clear_pointer (&s->meeting, td_meeting_free);
    g_clear_pointer (&s->replay, td_replay_free);
    g_clear_pointer (&s->speakers, g_ptr_array_unref);
    g_clear_pointer (&s->step, td_step_free);
}

static gboolean no (GError **error, TdErrorCode code, const char *sentence)
{
    g_set_error_literal (error, TD_LIVE_ERROR, code, sentence);
    return FALSE;
}

static gboolean now_not (GError **error, const char *sentence)
{
    return no (error, TD_ERROR_CONFLICT, sentence);
}

/* ---- the same step again, or another one meanwhile ---- */

static gboolean same (const TdStep *made, const TdStepOrder *order)
{
    return made->kind == order->kind && (order->speaker == NULL || g_strcmp0 (made->speaker, order->speaker) == 0)
           && (order->hand == NULL || g_strcmp0 (made->hand, order->hand) == 0)
           && (order->other == NULL || g_strcmp0 (made->other, order->other) == 0);
}

/* TRUE: the order was given after the step that stands now. */
static gboolean is_of_now (struct stepping *s)
{
    int from = s->order->from;
    const GPtrArray *steps = s->replay->steps;

    s->outcome = TD_STEP_DONE;
    if (from == TD_STEP_NOW || from == s->replay->live->n)
        return TRUE;
    s->outcome = TD_STEP_MEANWHILE;
    if (from >= 0 && (guint) from < steps->len && same (steps->pdata[from], s->order))
        s->outcome = TD_STEP_ALREADY;
    return FALSE;
}

/* ---- what each step needs, and what its row holds ---- */

static gboolean has_floor (const TdLive *live)
{
    return live->speaker != NULL || live->hand != NULL;
}

static gboolean runs (const TdLive *live, GError **error)
{
    if (live->phase == TD_LIVE_RUNS || live->phase == TD_LIVE_PAUSED)
        return TRUE;
    return now_not (error, live->phase == TD_LIVE_OVER ? N_ ("This meeting is closed. To go on with it, open it again.")
                                                       : N_ ("This meeting has not begun. Open it first."));
}

static gboolean open_step (struct stepping *s, GError **error)
{
    TdLivePhase phase = s->replay->live->phase;

    if (phase == TD_LIVE_RUNS || phase == TD_LIVE_PAUSED)
        return now_not (error, N_ ("This meeting is open already."));
    if (phase == TD_LIVE_NOT_YET && s->meeting->states != NULL)
        s->step->state = g_strdup (s->meeting->states[0]);
    return TRUE;
}

static void hold_speaker (TdStep *step, const TdSpeaker *speaker, int seconds)
{
    step->speaker = g_strdup (speaker->id);
    step->state = g_strdup (speaker->state);
    step->seconds = seconds > 0 ? seconds : speaker->seconds;
}

/* The first one who follows in the part that runs. */
static const TdSpeaker *who_follows (struct stepping *s)
{
    g_autoptr (GPtrArray) follows = td_replay_follows (s->replay, s->speakers);

    for (guint i = 0; i < follows->len; i++) {
        const TdSpeaker *one = follows->pdata[i];
        if (one->closed == s->replay->live->closed_part)
            return one;
    }
    return NULL;
}

static gboolean next_step (struct stepping *s, GError **error)
{
    const TdSpeaker *next = who_follows (s);

    if (next == NULL && !has_floor (s->replay->live))
        return now_not (error,
                        N_ ("Nobody follows in the list. Close the meeting, or give the floor to a raised hand."));
    if (s->order->speaker != NULL && g_strcmp0 (s->order->speaker, next != NULL ? next->id : "") != 0) {
        s->outcome = TD_STEP_MEANWHILE;
        return TRUE;
    }
    if (next != NULL)
        hold_speaker (s->step, next, s->order->seconds);
    return TRUE;
}

static const TdSpeaker *named (struct stepping *s, const char *id, GError **error)
{
    const TdSpeaker *speaker = td_live_speaker_in (s->speakers, id);

    if (speaker == NULL)
        no (error, TD_ERROR_NOT_FOUND, N_ ("There is no such speaker in the list of this meeting."));
    return speaker;
}

static gboolean to_hand (struct stepping *s, GError **error)
{
    g_autoptr (TdHand) hand = NULL;

    if (!td_hand_load (s->tx, s->id, s->order->hand, &hand, error))
        return FALSE;
    if (hand == NULL || !hand->up)
        return now_not (error, N_ ("This hand is not raised any more."));
    s->step->hand = g_strdup (hand->id);
    s->step->shown = g_strdup (hand->shown);
    s->step->other = g_strdup (hand->source);
    s->step->seconds = s->order->seconds > 0 ? s->order->seconds : TD_STEP_HAND_SECONDS;
    return td_hand_lower (s->tx, hand->id, error);
}

static gboolean give_step (struct stepping *s, GError **error)
{
    const TdSpeaker *speaker;
    gboolean reply = s->order->kind == TD_STEP_REPLY;

    if (s->order->hand != NULL)
        return to_hand (s, error);
    speaker = named (s, s->order->speaker, error);
    if (speaker == NULL)
        return FALSE;
    if (speaker->closed && !s->replay->live->closed_part)
        return now_not (error, N_ ("This speaker speaks in the closed part alone. Begin the closed part first."));
    hold_speaker (s->step, speaker, reply && s->order->seconds <= 0 ? TD_STEP_REPLY_SECONDS : s->order->seconds);
    return TRUE;
}

static gboolean extend_step (struct stepping *s, GError **error)
{
    if (!has_floor (s->replay->live))
        return now_not (error, N_ ("Nobody has the floor, so there is no time to extend."));
    s->step->seconds = s->order->seconds > 0 ? s->order->seconds : TD_STEP_EXTRA_SECONDS;
    if (s->replay->live->seconds + s->step->seconds > TD_LIMIT_FLOOR_SECONDS)
        return now_not (error, N_ ("Nobody is given the floor for so long. Give it anew."));
    return TRUE;
}

static gboolean still_follows (struct stepping *s, const TdSpeaker *speaker)
{
    g_autoptr (GPtrArray) follows = td_replay_follows (s->replay, s->speakers);

    return td_live_speaker_in (follows, speaker->id) != NULL;
}

static gboolean swap_step (struct stepping *s, GError **error)
{
    const TdSpeaker *a = named (s, s->order->speaker, error), *b = a != NULL ? named (s, s->order->other, error) : NULL;

    if (b == NULL)
        return FALSE;
    if (a == b)
        return no (error, TD_ERROR_INPUT, N_ ("Choose two speakers who are to change places."));
    if (!still_follows (s, a) || !still_follows (s, b))
        return now_not (error, N_ ("Only two who have not spoken yet can change places."));
    s->step->speaker = g_strdup (a->id);
    s->step->other = g_strdup (b->id);
    return TRUE;
}

static gboolean pass_step (struct stepping *s, GError **error)
{
    const TdSpeaker *speaker = named (s, s->order->speaker, error);

    if (speaker == NULL)
        return FALSE;
    if (!still_follows (s, speaker))
        return now_not (error, N_ ("This speaker has spoken, or was passed over already."));
    s->step->speaker = g_strdup (speaker->id);
    return TRUE;
}

static gboolean chair_step (struct stepping *s, GError **error)
{
    return has_floor (s->replay->live) || now_not (error, N_ ("Nobody has the floor, so it cannot be taken back."));
}

static gboolean clock_step (struct stepping *s, GError **error)
{
    gboolean stands = s->replay->live->paused != 0;

    if (s->order->kind == TD_STEP_PAUSE)
        return !stands || now_not (error, N_ ("The clock stands already."));
    return stands || now_not (error, N_ ("The clock runs already."));
}

static gboolean list_step (struct stepping *s, GError **error)
{
    gboolean closed = s->replay->live->list_closed;

    if (s->order->kind == TD_STEP_CLOSE_LIST)
        return !closed || now_not (error, N_ ("The list is closed already."));
    return closed || now_not (error, N_ ("The list is open already."));
}

static gboolean part_step (struct stepping *s, GError **error)
{
    gboolean closed = s->replay->live->closed_part;

    if (s->meeting->closed)
        return now_not (error, N_ ("The whole meeting is closed, so it has no closed part of its own."));
    if (s->order->kind == TD_STEP_CLOSED_PART)
        return !closed || now_not (error, N_ ("The closed part runs already."));
    return closed || now_not (error, N_ ("No closed part runs."));
}

static gboolean record_step (struct stepping *s, GError **error)
{
    gboolean records = s->replay->live->recording;

    if (s->order->kind == TD_STEP_RECORD_STOP)
        return records || now_not (error, N_ ("Nothing is recorded at the moment."));
    if (s->meeting->closed || s->replay->live->closed_part)
        return now_not (error, N_ ("What is closed is not recorded."));
    return !records || now_not (error, N_ ("The meeting is recorded already."));
}

static gboolean item_step (struct stepping *s, GError **error)
{
    if (td_live_item_label (s->order->other) == NULL)
        return no (error, TD_ERROR_INPUT, N_ ("A meeting has presentations, questions and answers. Name one of them."));
    if (g_strcmp0 (s->replay->live->item, s->order->other) == 0)
        return now_not (error, N_ ("The meeting is at this item already."));
    s->step->other = g_strdup (s->order->other);
    return TRUE;
}

static gboolean close_step (struct stepping *s, GError **error)
{
    return td_hand_forget (s->tx, s->id, error);
}

static gboolean not_by_hand (struct stepping *s, GError **error)
{
    (void) s;
    return no (error, TD_ERROR_INPUT, N_ ("This is no step of a meeting. Use one of the console’s buttons."));
}

/* clang-format off */
static gboolean (*const makers[TD_N_STEPS]) (struct stepping *s, GError **error) = {
    [TD_STEP_OPEN] = open_step,        [TD_STEP_NEXT] = next_step,        [TD_STEP_GIVE] = give_step,
    [TD_STEP_CHAIR] = chair_step,      [TD_STEP_PAUSE] = clock_step,      [TD_STEP_RESUME] = clock_step,
    [TD_STEP_EXTEND] = extend_step,    [TD_STEP_REPLY] = give_step,       [TD_STEP_SWAP] = swap_step,
    [TD_STEP_PASS] = pass_step,        [TD_STEP_CLOSE_LIST] = list_step,  [TD_STEP_OPEN_LIST] = list_step,
    [TD_STEP_CLOSED_PART] = part_step, [TD_STEP_PUBLIC_PART] = part_step, [TD_STEP_RECORD] = record_step,
    [TD_STEP_RECORD_STOP] = record_step, [TD_STEP_CLOSE] = close_step,    [TD_STEP_TYPED] = not_by_hand,
    [TD_STEP_SPOKE] = not_by_hand,     [TD_STEP_ITEM] = item_step,
};
/* clang-format on */

/* ---- the transaction ---- */

static gboolean load (struct stepping *s, GError **error)
{
    s->outcome = TD_STEP_DONE;
    if (!td_instance_may_write (s->instance, s->tx, error))
        return FALSE;
    s->meeting = td_meeting_get_in (s->tx, s->viewer, s->id, error);
    if (s->meeting == NULL || !td_meeting_may (s->tx, s->meeting, s->viewer, TD_ACT_MEETING_CHAIR, error))
        return FALSE;
    s->replay = td_live_replay (s->tx, s->id, error);
    s->speakers = s->replay != NULL ? td_speakers_load (s->tx, s->id, error) : NULL;
    return s->speakers != NULL;
}

gboolean td_live_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdMeeting *meeting,
                          const char *act, gboolean public_change, GError **error)
{
    const TdJournalEntry entry = { .actor = viewer != NULL ? td_viewer_actor (viewer) : "system",
                                   .act = act,
                                   .thing = "meeting",
                                   .thing_id = meeting->id,
                                   .public_change = public_change && !meeting->closed,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean keep (struct stepping *s, GError **error)
{
    gboolean shows = s->step->kind == TD_STEP_OPEN || s->step->kind == TD_STEP_CLOSE;

    if (s->replay->steps->len >= TD_LIMIT_MEETING_STEPS)
        return now_not (error, N_ ("This meeting had as many steps as one can have. Close it and go on in another."));
    s->step->n = s->replay->live->n + 1;
    s->step->at = td_clock_now (&s->instance->clock);
    if (!td_step_insert (s->tx, s->id, s->step, error))
        return FALSE;
    s->now = td_live_now (s->tx, s->id, error);
    return s->now != NULL && td_live_journal (s->tx, s->instance, s->viewer, s->meeting, TD_LIVE_STEP, shows, error);
}

static gboolean make (struct stepping *s, GError **error)
{
    s->step = g_new0 (TdStep, 1);
    s->step->kind = s->order->kind;
    if (s->meeting->status == TD_MEETING_CANCELLED)
        return now_not (error, N_ ("This meeting was cancelled, so it cannot be led."));
    if (s->order->kind != TD_STEP_OPEN && !runs (s->replay->live, error))
        return FALSE;
    return makers[s->order->kind](s, error);
}

static gboolean step_in (TdTx *tx, gpointer data, GError **error)
{
    struct stepping *s = data;

    stepping_clear (s);
    s->tx = tx;
    if (!load (s, error) || (is_of_now (s) && !make (s, error)))
        return FALSE;
    /* A write that changes nothing is none: the caller looks at the outcome before the error. */
    return s->outcome == TD_STEP_DONE ? keep (s, error) : now_not (error, N_ ("Nothing was changed."));
}

struct looking {
    const char *meeting;
    TdLive *now;
};

static gboolean now_in (TdTx *tx, gpointer data, GError **error)
{
    struct looking *l = data;

    g_clear_pointer (&l->now, td_live_free);
    l->now = td_live_now (tx, l->meeting, error);
    return l->now != NULL;
}

gboolean td_live_step (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdStepOrder *order,
                       TdStepOutcome *ret_outcome, TdLive **ret_now, GError **error)
{
    struct stepping s = { .instance = instance, .viewer = viewer, .id = meeting, .order = order };
    struct looking l = { .meeting = meeting };
    g_autoptr (GError) problem = NULL;
    gboolean done = td_store_write (instance->store, step_in, &s, &problem);

    l.now = g_steal_pointer (&s.now);
    stepping_clear (&s);
    if (!done && s.outcome == TD_STEP_DONE) {
        g_propagate_error (error, g_steal_pointer (&problem));
        td_live_free (l.now);
        return FALSE;
    }
    if (!done && !td_store_read (instance->store, now_in, &l, error)) {
        td_live_free (l.now);
        return FALSE;
    }
    *ret_outcome = s.outcome;
    *ret_now = l.now;
    return TRUE;
}
