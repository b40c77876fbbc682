/* The list of speakers, as it is shown to whom. Contract in speaker.h. */
#include "areas/floor/speaker-sql.h"

#include "text/words.h"

static const struct {
    const char *word, *label;
} modes[TD_N_MODES] = {
    [TD_MODE_IN_PERSON] = { "in-person", N_ ("In the room") },
    [TD_MODE_VIDEO] = { "video", N_ ("By video") },
    [TD_MODE_TELEPHONE] = { "telephone", N_ ("By telephone") },
    [TD_MODE_RECORDED] = { "recorded", N_ ("By a recording") },
    [TD_MODE_WRITTEN] = { "written", N_ ("In writing") },
};

const char *td_speak_mode_word (TdSpeakMode mode)
{
    return mode < TD_N_MODES ? modes[mode].word : "";
}

const char *td_speak_mode_label (TdSpeakMode mode)
{
    return mode < TD_N_MODES ? modes[mode].label : "";
}

gboolean td_speak_mode_from_word (const char *word, TdSpeakMode *ret_mode)
{
    for (int mode = 0; mode < TD_N_MODES; mode++)
        if (g_strcmp0 (modes[mode].word, word) == 0) {
            *ret_mode = (TdSpeakMode) mode;
            return TRUE;
        }
    return FALSE;
}

void td_speaker_free (TdSpeaker *s)
{
    if (s == NULL)
        return;
    g_free (s->id);
    g_free (s->meeting);
    g_free (s->state);
    g_free (s->request);
    g_free (s->organisation);
    g_free (s->kind);
    g_free (s->shown);
    g_free (s->language);
    g_free (s);
}

gboolean td_speaker_is_own (TdTx *tx, const TdSpeaker *s, const TdViewer *viewer, gboolean *ret_own, GError **error)
{
    g_autofree char *owner = NULL;

    if (!td_speaker_owner (tx, s, &owner, error))
        return FALSE;
    if (owner == NULL) /* a State's delegation */
        *ret_own = g_strcmp0 (s->kind, "state") == 0 && s->state != NULL && g_strcmp0 (viewer->state, s->state) == 0
                   && (td_viewer_has (viewer, TD_ROLE_MISSION) || td_viewer_has (viewer, TD_ROLE_MINISTRY));
    else
        *ret_own = td_viewer_level (viewer, owner) >= TD_LEVEL_CONTRIBUTOR;
    return TRUE;
}

/* ---- the closed part ---- */

/* Of one State of the meeting. Being invited to the meeting opens a closed part to those who interpret alone: its other guests, a delegation
 * among them, are guests of the public part. */
static gboolean may_be_in_closed_of (const TdMeeting *meeting, guint state, guint relations, const TdViewer *viewer)
{
    TdThing thing = td_meeting_thing (meeting, state, relations);

    thing.visibility = TD_VISIBILITY_COMMITTEE;
    return td_door_may (viewer, TD_ACT_MEETING_ATTEND, &thing, NULL);
}

/* state NULL: of the whole meeting, and then all its States must agree. */
static gboolean may_be_in_closed (const TdMeeting *meeting, const char *state, guint relations, const TdViewer *viewer)
{
    guint n = meeting->states != NULL ? g_strv_length (meeting->states) : 0;

    for (guint i = 0; i < MAX (n, 1); i++)
        if ((state == NULL || n == 0 || g_str_equal (meeting->states[i], state))
            && !may_be_in_closed_of (meeting, i, relations, viewer))
            return FALSE;
    return TRUE;
}

static gboolean is_shown (TdTx *tx, const TdMeeting *meeting, const TdSpeaker *s, guint relations,
                          const TdViewer *viewer, gboolean *ret_shown, GError **error)
{
    *ret_shown = !s->closed || may_be_in_closed (meeting, s->state, relations, viewer);
    return *ret_shown || td_speaker_is_own (tx, s, viewer, ret_shown, error);
}

/* What the meeting knows of who interprets at it, and no other invitation. */
static gboolean closed_relations (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, guint *ret_relations,
                                  GError **error)
{
    *ret_relations = 0;
    return !td_viewer_has (viewer, TD_ROLE_INTERPRETER)
           || td_meeting_relations (tx, meeting, viewer, ret_relations, error);
}

GPtrArray *td_speakers_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) list = td_speakers_load (tx, meeting->id, error);
    guint relations = 0;

    if (list == NULL || !closed_relations (tx, meeting, viewer, &relations, error))
        return NULL;
    for (guint i = list->len; i > 0; i--) {
        gboolean shown = FALSE;
        if (!is_shown (tx, meeting, list->pdata[i - 1], relations, viewer, &shown, error))
            return NULL;
        if (!shown)
            g_ptr_array_remove_index (list, i - 1);
    }
    return g_steal_pointer (&list);
}
