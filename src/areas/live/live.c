/* What runs now, who follows, who spoke. Contracts in live.h, step.h, spoken.h. */
#include "areas/live/live-rules.h"
#include "areas/live/live-sql.h"
#include "areas/live/spoken.h"

#include "base/errors.h"
#include "text/words.h"

TD_DEFINE_ERROR (live)

static const char *const step_words[TD_N_STEPS] = {
    [TD_STEP_OPEN] = "open",
    [TD_STEP_NEXT] = "next",
    [TD_STEP_GIVE] = "give",
    [TD_STEP_CHAIR] = "chair",
    [TD_STEP_PAUSE] = "pause",
    [TD_STEP_RESUME] = "resume",
    [TD_STEP_EXTEND] = "extend",
    [TD_STEP_REPLY] = "reply",
    [TD_STEP_SWAP] = "swap",
    [TD_STEP_PASS] = "pass",
    [TD_STEP_CLOSE_LIST] = "close-list",
    [TD_STEP_OPEN_LIST] = "open-list",
    [TD_STEP_CLOSED_PART] = "closed-part",
    [TD_STEP_PUBLIC_PART] = "public-part",
    [TD_STEP_RECORD] = "record",
    [TD_STEP_RECORD_STOP] = "record-stop",
    [TD_STEP_ITEM] = "item",
    [TD_STEP_CLOSE] = "close",
    [TD_STEP_TYPED] = "typed",
    [TD_STEP_SPOKE] = "spoke",
};

const char *const td_live_items[] = { "presentations", "questions", "answers", NULL };

const char *td_live_item_label (const char *word)
{
    static const char *const labels[] = { N_ ("Presentations"), N_ ("Questions of members"), N_ ("Answers") };

    for (gsize i = 0; td_live_items[i] != NULL; i++)
        if (g_strcmp0 (td_live_items[i], word) == 0)
            return labels[i];
    return NULL;
}

const char *td_step_word (TdStepKind kind)
{
    return kind < TD_N_STEPS ? step_words[kind] : "";
}

gboolean td_step_from_word (const char *word, TdStepKind *ret_kind)
{
    for (int kind = 0; kind < TD_N_STEPS; kind++)
        if (g_strcmp0 (step_words[kind], word) == 0) {
            *ret_kind = (TdStepKind) kind;
            return TRUE;
        }
    return FALSE;
}

TdReplay *td_live_replay (TdTx *tx, const char *meeting, GError **error)
{
    GPtrArray *steps = td_step_select (tx, meeting, error);

    return steps != NULL ? td_replay_new (meeting, steps) : NULL;
}

/* ---- now ---- */

gboolean td_live_whose_hand (TdTx *tx, TdLive *live, GError **error)
{
    g_autoptr (TdHand) hand = NULL;

    if (live->hand == NULL)
        return TRUE;
    if (!td_hand_load (tx, live->meeting, live->hand, &hand, error))
        return FALSE;
    if (hand != NULL)
        live->who = g_steal_pointer (&hand->who);
    return TRUE;
}

TdLive *td_live_now (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (TdReplay) replay = td_live_replay (tx, meeting, error);

    if (replay == NULL || !td_live_whose_hand (tx, replay->live, error))
        return NULL;
    return g_steal_pointer (&replay->live);
}

/* Who is invited to the public part, a delegation among them, is no guest of the closed one; who interprets is. */
static gboolean closed_relations (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, guint *ret_relations,
                                  GError **error)
{
    *ret_relations = 0;
    return (!meeting->closed && !td_viewer_has (viewer, TD_ROLE_INTERPRETER))
           || td_meeting_relations (tx, meeting, viewer, ret_relations, error);
}

gboolean td_live_may_closed (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, gboolean *ret_may,
                             GError **error)
{
    guint n = meeting->states != NULL ? g_strv_length (meeting->states) : 0, relations;

    if (!closed_relations (tx, meeting, viewer, &relations, error))
        return FALSE;
    *ret_may = TRUE;
    for (guint i = 0; i < MAX (n, 1); i++) {
        TdThing thing = td_meeting_thing (meeting, i, relations);
        thing.visibility = TD_VISIBILITY_COMMITTEE;
        if (!td_door_may (viewer, TD_ACT_MEETING_ATTEND, &thing, NULL))
            *ret_may = FALSE;
    }
    return TRUE;
}

/* ---- who follows ---- */

static gboolean may_be_shown (const TdReplay *replay, const TdSpeaker *s, gboolean closed_too)
{
    return closed_too ? s->closed == replay->live->closed_part : !s->closed;
}

GPtrArray *td_live_follows_of (const TdReplay *replay, GPtrArray *take_speakers, gboolean closed_too)
{
    g_autoptr (GPtrArray) speakers = take_speakers;
    g_autoptr (GPtrArray) follows = td_replay_follows (replay, speakers);
    GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) td_speaker_free);

    for (guint i = 0; i < follows->len; i++) {
        TdSpeaker *s = follows->pdata[i];
        if (!may_be_shown (replay, s, closed_too))
            continue;
        for (guint at = 0; at < speakers->len; at++)
            if (speakers->pdata[at] == s) {
                g_ptr_array_add (kept, g_ptr_array_steal_index (speakers, at));
                break;
            }
    }
    return kept;
}

GPtrArray *td_live_follows (TdTx *tx, const char *meeting, gboolean closed_too, GError **error)
{
    g_autoptr (TdReplay) replay = td_live_replay (tx, meeting, error);
    GPtrArray *speakers = replay != NULL ? td_speakers_load (tx, meeting, error) : NULL;

    return speakers != NULL ? td_live_follows_of (replay, speakers, closed_too) : NULL;
}

const TdSpeaker *td_live_speaker_in (const GPtrArray *speakers, const char *id)
{
    for (guint i = 0; id != NULL && i < speakers->len; i++)
        if (g_strcmp0 (((const TdSpeaker *) speakers->pdata[i])->id, id) == 0)
            return speakers->pdata[i];
    return NULL;
}

/* ---- who spoke ---- */

static TdSpeakMode mode_of_source (const char *source)
{
    if (g_strcmp0 (source, "telephone") == 0)
        return TD_MODE_TELEPHONE;
    return g_strcmp0 (source, "room") == 0 ? TD_MODE_VIDEO : TD_MODE_IN_PERSON;
}

static TdSpoken *spoken_of (const TdReplay *replay, const TdTurn *turn, const TdSpeaker *s, gint64 at)
{
    TdSpoken *one = g_new0 (TdSpoken, 1);

    one->speaker = g_strdup (turn->speaker);
    one->shown = g_strdup (turn->shown);
    one->state = g_strdup (turn->state);
    one->mode = mode_of_source (turn->source);
    if (s != NULL) {
        g_free (one->shown);
        one->shown = g_strdup (s->shown);
        one->organisation = g_strdup (s->organisation);
        one->kind = g_strdup (s->kind);
        one->language = g_strdup (s->language);
        one->mode = s->mode;
    }
    one->began = turn->began;
    one->now = turn->ended == 0;
    one->seconds = td_replay_seconds (replay, turn, at);
    one->given = one->now ? replay->live->seconds : turn->given;
    one->reply = turn->reply;
    one->closed = turn->closed || (s != NULL && s->closed);
    one->typed = turn->typed;
    return one;
}

GPtrArray *td_live_spoken (TdTx *tx, const char *meeting, gboolean closed_too, gint64 at, GError **error)
{
    g_autoptr (TdReplay) replay = td_live_replay (tx, meeting, error);
    g_autoptr (GPtrArray) speakers = replay != NULL ? td_speakers_load (tx, meeting, error) : NULL;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_spoken_free);

    if (speakers == NULL)
        return NULL;
    for (guint i = 0; i < replay->turns->len; i++) {
        const TdTurn *turn = &g_array_index (replay->turns, TdTurn, i);
        g_autoptr (TdSpoken) one = spoken_of (replay, turn, td_live_speaker_in (speakers, turn->speaker), at);

        if (closed_too || !one->closed)
            g_ptr_array_add (list, g_steal_pointer (&one));
    }
    return g_steal_pointer (&list);
}
