/* What really was, typed in afterwards. Contract in step.h. */
#include "areas/live/step.h"

#include "areas/live/live-rules.h"
#include "areas/live/live-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

struct typing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    int from;
    const TdTypedTurn *turns;
    gsize n;
    TdStepOutcome outcome;
};

static gboolean no (GError **error, TdErrorCode code, const char *sentence)
{
    g_set_error_literal (error, TD_LIVE_ERROR, code, sentence);
    return FALSE;
}

static gboolean turns_ok (const struct typing *t, const GPtrArray *speakers, GError **error)
{
    if (t->n == 0)
        return no (error, TD_ERROR_INPUT, N_ ("Write at least for one speaker how long they spoke."));
    for (gsize i = 0; i < t->n; i++) {
        if (td_live_speaker_in (speakers, t->turns[i].speaker) == NULL)
            return no (error, TD_ERROR_NOT_FOUND, N_ ("There is no such speaker in the list of this meeting."));
        if (t->turns[i].seconds < 1 || t->turns[i].seconds > TD_LIMIT_FLOOR_SECONDS)
            return no (error, TD_ERROR_INPUT, N_ ("Write the time as minutes and seconds, like 4:30, up to an hour."));
    }
    return TRUE;
}

static gboolean insert_turns (TdTx *tx, const struct typing *t, const TdMeeting *meeting, const TdLive *live,
                              const GPtrArray *speakers, GError **error)
{
    TdStep begin = { .n = live->n + 1, .kind = TD_STEP_TYPED, .at = td_clock_now (&t->instance->clock) };
    gint64 at = meeting->begins;

    if (!td_step_insert (tx, t->id, &begin, error))
        return FALSE;
    for (gsize i = 0; i < t->n; i++) {
        const TdSpeaker *speaker = td_live_speaker_in (speakers, t->turns[i].speaker);
        TdStep step = { .n = begin.n + 1 + (int) i,
                        .kind = TD_STEP_SPOKE,
                        .at = at,
                        .speaker = speaker->id,
                        .other = t->turns[i].reply ? (char *) TD_TYPED_REPLY : NULL,
                        .state = speaker->state,
                        .seconds = t->turns[i].seconds };
        if (!td_step_insert (tx, t->id, &step, error))
            return FALSE;
        at += step.seconds * G_USEC_PER_SEC;
    }
    return TRUE;
}

static gboolean is_of_now (struct typing *t, const TdReplay *replay)
{
    const GPtrArray *steps = replay->steps;

    t->outcome = TD_STEP_DONE;
    if (t->from == TD_STEP_NOW || t->from == replay->live->n)
        return TRUE;
    t->outcome = TD_STEP_MEANWHILE;
    if (t->from >= 0 && (guint) t->from < steps->len && ((const TdStep *) steps->pdata[t->from])->kind == TD_STEP_TYPED)
        t->outcome = TD_STEP_ALREADY;
    return FALSE;
}

static gboolean may_type (const TdMeeting *meeting, const TdReplay *replay, gsize n, GError **error)
{
    TdLivePhase phase = replay->live->phase;

    if (meeting->status == TD_MEETING_CANCELLED)
        return no (error, TD_ERROR_CONFLICT, N_ ("This meeting was cancelled, so nobody spoke at it."));
    if (phase == TD_LIVE_RUNS || phase == TD_LIVE_PAUSED)
        return no (error, TD_ERROR_CONFLICT, N_ ("This meeting runs. Close it before you type in what was."));
    if (replay->steps->len + n >= TD_LIMIT_MEETING_STEPS)
        return no (error, TD_ERROR_CONFLICT, N_ ("This meeting had as many steps as one can have."));
    return TRUE;
}

static gboolean type_in (TdTx *tx, gpointer data, GError **error)
{
    struct typing *t = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdReplay) replay = NULL;
    g_autoptr (GPtrArray) speakers = NULL;

    t->outcome = TD_STEP_DONE;
    if (!td_instance_may_write (t->instance, tx, error))
        return FALSE;
    meeting = td_meeting_get_in (tx, t->viewer, t->id, error);
    if (meeting == NULL || !td_meeting_may (tx, meeting, t->viewer, TD_ACT_MEETING_CHAIR, error))
        return FALSE;
    replay = td_live_replay (tx, t->id, error);
    speakers = replay != NULL ? td_speakers_load (tx, t->id, error) : NULL;
    if (speakers == NULL)
        return FALSE;
    if (!is_of_now (t, replay))
        return no (error, TD_ERROR_CONFLICT, N_ ("Nothing was changed."));
    return may_type (meeting, replay, t->n, error) && turns_ok (t, speakers, error)
           && insert_turns (tx, t, meeting, replay->live, speakers, error) && td_hand_forget (tx, t->id, error)
           && td_live_journal (tx, t->instance, t->viewer, meeting, TD_LIVE_STEP, TRUE, error);
}

gboolean td_live_type (TdInstance *instance, const TdViewer *viewer, const char *meeting, int from,
                       const TdTypedTurn *turns, gsize n, TdStepOutcome *ret_outcome, GError **error)
{
    struct typing t = { instance, viewer, meeting, from, turns, n, TD_STEP_DONE };
    g_autoptr (GError) problem = NULL;

    if (!td_store_write (instance->store, type_in, &t, &problem) && t.outcome == TD_STEP_DONE) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_outcome = t.outcome;
    return TRUE;
}
