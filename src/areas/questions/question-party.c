/* Who is asked and who answers. Contract in question.h and question-rules.h. */
#include "areas/questions/question-rules.h"

#include "areas/organisations/organisation.h"
#include "base/id.h"

void td_party_free (TdParty *party)
{
    if (party == NULL)
        return;
    g_free (party->organisation);
    g_free (party->speaker);
    g_free (party->state);
    g_free (party->shown);
    g_free (party);
}

TdParty *td_party_copy (const TdParty *party)
{
    TdParty *copy = g_new0 (TdParty, 1);

    copy->organisation = g_strdup (party->organisation);
    copy->speaker = g_strdup (party->speaker);
    copy->state = g_strdup (party->state);
    copy->shown = g_strdup (party->shown);
    return copy;
}

char *td_party_word (const TdParty *party)
{
    if (party->organisation != NULL)
        return g_strconcat ("o", party->organisation, NULL);
    return party->speaker != NULL ? g_strconcat ("s", party->speaker, NULL) : g_strdup ("state");
}

gboolean td_party_equal (const TdParty *a, const TdParty *b)
{
    return g_strcmp0 (a->organisation, b->organisation) == 0 && g_strcmp0 (a->speaker, b->speaker) == 0
           && g_strcmp0 (a->state, b->state) == 0;
}

static GPtrArray *parties_new (void)
{
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_party_free);
}

static void add (GPtrArray *parties, TdParty *take_party)
{
    for (guint i = 0; i < parties->len; i++)
        if (td_party_equal (parties->pdata[i], take_party)) {
            td_party_free (take_party);
            return;
        }
    g_ptr_array_add (parties, take_party);
}

static TdParty *of_state (const char *state)
{
    TdParty *party = g_new0 (TdParty, 1);

    party->state = g_strdup (state);
    return party;
}

/* A delegation is the State; an organisation that is told is itself; anybody else is who has that place in the list. */
static TdParty *of_speaker (const TdSpeaker *s, const char *state)
{
    TdParty *party;

    if (g_strcmp0 (s->kind, "state") == 0)
        return of_state (state);
    party = g_new0 (TdParty, 1);
    if (s->organisation != NULL)
        party->organisation = g_strdup (s->organisation);
    else
        party->speaker = g_strdup (s->id);
    party->shown = g_strdup (s->shown);
    return party;
}

static gboolean speaks_on (const TdSpeaker *s, const char *state)
{
    return s->state == NULL || g_str_equal (s->state, state);
}

/* take_speakers: of TdSpeaker, or NULL with error. */
static GPtrArray *of_speakers (GPtrArray *take_speakers, const char *state, gboolean closed_too)
{
    g_autoptr (GPtrArray) speakers = take_speakers;
    g_autoptr (GPtrArray) parties = parties_new ();

    if (speakers == NULL)
        return NULL;
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        if (speaks_on (s, state) && (closed_too || !s->closed))
            add (parties, of_speaker (s, state));
    }
    return g_steal_pointer (&parties);
}

GPtrArray *td_question_askable_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                                   GError **error)
{
    return of_speakers (td_speakers_in (tx, meeting, viewer, error), state, TRUE);
}

GPtrArray *td_question_asked_in (TdTx *tx, const TdQuestion *q, const TdMeeting *meeting, GError **error)
{
    g_autoptr (GPtrArray) parties = NULL;

    if (q->addressed == TD_ADDRESSED_ALL)
        return of_speakers (td_speakers_load (tx, meeting->id, error), q->state, q->closed);
    parties = parties_new ();
    if (q->addressed == TD_ADDRESSED_STATE)
        add (parties, of_state (q->state));
    for (guint i = 0; i < q->to->len; i++)
        add (parties, td_party_copy (q->to->pdata[i]));
    return g_steal_pointer (&parties);
}

/* ---- whose they are ---- */

static gboolean speaker_is_own (TdTx *tx, const TdMeeting *meeting, const char *id, const TdViewer *viewer,
                                gboolean *ret_own, GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_load (tx, meeting->id, error);

    *ret_own = FALSE;
    if (speakers == NULL)
        return FALSE;
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        if (g_str_equal (s->id, id))
            return td_speaker_is_own (tx, s, viewer, ret_own, error);
    }
    return TRUE;
}

static gboolean is_own (TdTx *tx, const TdMeeting *meeting, const TdParty *party, const TdViewer *viewer,
                        gboolean *ret_own, GError **error)
{
    if (party->speaker != NULL)
        return speaker_is_own (tx, meeting, party->speaker, viewer, ret_own, error);
    *ret_own = party->organisation != NULL ? td_viewer_level (viewer, party->organisation) >= TD_LEVEL_CONTRIBUTOR
                                           : td_door_state_relations (viewer, party->state) != 0;
    return TRUE;
}

GPtrArray *td_question_own_in (TdTx *tx, const TdQuestion *q, const TdMeeting *meeting, const TdViewer *viewer,
                               GError **error)
{
    g_autoptr (GPtrArray) parties = NULL;

    /* Nobody who is not signed in is asked, and most readers are not. */
    if (viewer->person == NULL)
        return parties_new ();
    parties = td_question_asked_in (tx, q, meeting, error);
    if (parties == NULL)
        return NULL;
    for (guint i = parties->len; i > 0; i--) {
        gboolean own = FALSE;
        if (!is_own (tx, meeting, parties->pdata[i - 1], viewer, &own, error))
            return NULL;
        if (!own)
            g_ptr_array_remove_index (parties, i - 1);
    }
    return g_steal_pointer (&parties);
}

static gboolean answered (const TdQuestion *q, const TdParty *party)
{
    for (guint i = 0; i < q->answers->len; i++)
        if (td_party_equal (&((const TdMeetingAnswer *) q->answers->pdata[i])->party, party))
            return TRUE;
    return FALSE;
}

gboolean td_question_waits_in (TdTx *tx, const TdQuestion *q, const TdMeeting *meeting, const TdViewer *viewer,
                               gboolean *ret_waits, GError **error)
{
    g_autoptr (GPtrArray) own = NULL;

    *ret_waits = FALSE;
    if (q->struck != 0 || q->spot_by != NULL)
        return TRUE;
    own = td_question_own_in (tx, q, meeting, viewer, error);
    for (guint i = 0; own != NULL && i < own->len; i++)
        *ret_waits = *ret_waits || !answered (q, own->pdata[i]);
    return own != NULL;
}

GPtrArray *td_question_parties_in (TdTx *tx, const TdQuestion *q, const TdMeeting *meeting, const TdViewer *viewer,
                                   GError **error)
{
    guint relations = 0;
    TdThing thing;

    if (!td_meeting_relations (tx, meeting, viewer, &relations, error))
        return NULL;
    thing = td_question_thing (q, meeting, relations, FALSE);
    if (td_viewer_has (viewer, TD_ROLE_SECRETARIAT) && td_door_may (viewer, TD_ACT_QUESTION_ANSWER, &thing, NULL))
        return td_question_asked_in (tx, q, meeting, error);
    return td_question_own_in (tx, q, meeting, viewer, error);
}

/* ---- from a form ---- */

static const TdParty *with_word (const GPtrArray *parties, const char *word)
{
    for (guint i = 0; i < parties->len; i++) {
        g_autofree char *its = td_party_word (parties->pdata[i]);
        if (g_str_equal (its, word))
            return parties->pdata[i];
    }
    return NULL;
}

/* One of the registry that is in no list of speakers: only if everybody may know of it, since the question shows its name. */
static TdParty *of_registry (TdTx *tx, const char *word, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    g_autoptr (TdOrganisation) o = NULL;
    TdParty *party;

    if (*word == 'o' && td_id_valid (word + 1))
        o = td_organisation_get_in (tx, &everybody, word + 1, error);
    if (o == NULL) {
        g_clear_error (error);
        td_question_fail (NULL, NULL, error, TD_ERROR_INPUT,
                          "Whom you named is not in the list of speakers and has no public page. Choose somebody of "
                          "the list, or put the question to all.");
        return NULL;
    }
    party = g_new0 (TdParty, 1);
    party->organisation = g_strdup (o->id);
    party->shown = g_strdup (o->name);
    return party;
}

GPtrArray *td_question_parties_of (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                                   const char *const *words, GError **error)
{
    g_autoptr (GPtrArray) askable = td_question_askable_in (tx, meeting, viewer, state, error);
    g_autoptr (GPtrArray) named = parties_new ();

    if (askable == NULL)
        return NULL;
    for (gsize i = 0; words != NULL && words[i] != NULL; i++) {
        const TdParty *found = with_word (askable, words[i]);
        TdParty *party = found != NULL ? td_party_copy (found) : of_registry (tx, words[i], error);
        if (party == NULL)
            return NULL;
        add (named, party);
    }
    return g_steal_pointer (&named);
}
