/* Questions: what they are, who reads them. Contract in question.h. */
#include "areas/questions/question.h"

#include "areas/questions/question-rules.h"
#include "base/base.h"

TD_DEFINE_ERROR (question)

static const struct {
    const char *word, *label;
} addressed[TD_N_ADDRESSED] = {
    [TD_ADDRESSED_ORGANISATIONS] = { "organisations", N_ ("organisations, by name") },
    [TD_ADDRESSED_STATE] = { "state", N_ ("the State") },
    [TD_ADDRESSED_ALL] = { "all", N_ ("all who speak") },
};

const char *td_addressed_word (TdAddressed to)
{
    return (gsize) to < TD_N_ADDRESSED ? addressed[to].word : "";
}

gboolean td_addressed_from_word (const char *word, TdAddressed *ret)
{
    for (int i = 0; i < TD_N_ADDRESSED; i++)
        if (g_strcmp0 (word, addressed[i].word) == 0) {
            *ret = (TdAddressed) i;
            return TRUE;
        }
    return FALSE;
}

void td_meeting_answer_free (TdMeetingAnswer *a)
{
    if (a == NULL)
        return;
    g_free (a->id);
    g_free (a->question);
    g_free (a->party.organisation);
    g_free (a->party.speaker);
    g_free (a->party.state);
    g_free (a->party.shown);
    g_free (a->text);
    g_free (a->language);
    g_clear_pointer (&a->articles, g_array_unref);
    g_free (a);
}

void td_question_free (TdQuestion *q)
{
    if (q == NULL)
        return;
    g_free (q->id);
    g_free (q->meeting);
    g_free (q->state);
    g_free (q->asker);
    g_free (q->asked_by);
    g_free (q->text);
    g_free (q->language);
    g_clear_pointer (&q->to, g_ptr_array_unref);
    g_free (q->spot_by);
    g_free (q->spot_note);
    g_free (q->struck_why);
    g_clear_pointer (&q->articles, g_array_unref);
    g_clear_pointer (&q->answers, g_ptr_array_unref);
    g_free (q);
}

gboolean td_question_is_answered (const TdQuestion *q)
{
    return q->spot_by != NULL || q->answers->len > 0;
}

gboolean td_question_fail (const char **ret_field, const char *field, GError **error, TdErrorCode code,
                           const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_QUESTION_ERROR, (int) code, message);
    return FALSE;
}

/* ---- the door ---- */

gboolean td_question_state_at (const TdMeeting *meeting, const char *state, guint *ret_index)
{
    for (guint i = 0; meeting->states != NULL && meeting->states[i] != NULL; i++)
        if (g_str_equal (meeting->states[i], state)) {
            *ret_index = i;
            return TRUE;
        }
    return FALSE;
}

/* A meeting may lose a State by a new programme; what was asked about it then stays with that State's name for the door. Guests of a public
 * meeting are no guests of its closed part. */
TdThing td_question_thing (const TdQuestion *question, const TdMeeting *meeting, guint relations, gboolean asked)
{
    TdThing thing = td_meeting_thing (meeting, 0, relations);

    thing.state = question->state;
    if (question->closed) {
        thing.visibility = TD_VISIBILITY_COMMITTEE;
        if (!meeting->closed)
            thing.relations &= ~(guint) TD_RELATION_INVITED;
    }
    if (asked)
        thing.relations |= TD_RELATION_SENDER | TD_RELATION_INVITED;
    return thing;
}

gboolean td_question_is_public (const TdQuestion *q, const TdMeeting *meeting)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    const TdThing thing = td_question_thing (q, meeting, 0, FALSE);

    return q->struck == 0 && td_door_may (&everybody, TD_ACT_MEETING_READ, &thing, NULL);
}

/* What the viewer reads of one question: sets own and drops answers that are not theirs to read. */
static gboolean reads (TdTx *tx, TdQuestion *q, const TdMeeting *meeting, const TdViewer *viewer, guint relations,
                       gboolean *ret_reads, GError **error)
{
    g_autoptr (GPtrArray) own = td_question_own_in (tx, q, meeting, viewer, error);
    TdThing thing;
    gboolean for_committee;

    if (own == NULL)
        return FALSE;
    thing = td_question_thing (q, meeting, relations, own->len > 0);
    for_committee = td_door_may (viewer, TD_ACT_QUESTION_NOTE, &thing, NULL);
    *ret_reads = q->struck != 0 ? for_committee : td_door_may (viewer, TD_ACT_MEETING_READ, &thing, NULL);
    if (!*ret_reads)
        return TRUE;
    g_ptr_array_unref (q->answers);
    q->answers = td_question_select_answers (tx, q->id, error);
    if (q->answers == NULL) {
        q->answers = g_ptr_array_new ();
        return FALSE;
    }
    for (guint i = q->answers->len; i > 0; i--) {
        TdMeetingAnswer *a = q->answers->pdata[i - 1];
        for (guint k = 0; k < own->len; k++)
            a->own = a->own || td_party_equal (own->pdata[k], &a->party);
        if (!a->own && !for_committee && (!a->for_all || !td_question_is_public (q, meeting)))
            g_ptr_array_remove_index (q->answers, i - 1);
    }
    return TRUE;
}

/* ---- reading ---- */

GPtrArray *td_questions_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                            GError **error)
{
    g_autoptr (GPtrArray) list = td_question_select (tx, meeting->id, state, error);
    guint relations = 0;

    if (list == NULL || !td_meeting_relations (tx, meeting, viewer, &relations, error))
        return NULL;
    for (guint i = list->len; i > 0; i--) {
        gboolean may = FALSE;
        if (!reads (tx, list->pdata[i - 1], meeting, viewer, relations, &may, error))
            return NULL;
        if (!may)
            g_ptr_array_remove_index (list, i - 1);
    }
    return g_steal_pointer (&list);
}

/* Whoever may not know of the meeting may know of no question of it: but those it was put to in a closed part know by the question. */
TdQuestion *td_question_get_in (TdTx *tx, const TdViewer *viewer, const char *id, TdMeeting **ret_meeting,
                                GError **error)
{
    g_autoptr (TdQuestion) q = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    guint relations = 0;
    gboolean may = FALSE;

    if (!td_question_load (tx, id, &q, error))
        return NULL;
    if (q == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    meeting = td_meeting_get_in (tx, viewer, q->meeting, error);
    if (meeting == NULL || !td_meeting_relations (tx, meeting, viewer, &relations, error)
        || !reads (tx, q, meeting, viewer, relations, &may, error))
        return NULL;
    if (!may) {
        td_door_unknown (error);
        return NULL;
    }
    if (ret_meeting != NULL)
        *ret_meeting = g_steal_pointer (&meeting);
    return g_steal_pointer (&q);
}

TdQuestion *td_question_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                              TdMeeting **ret_meeting, GError **error)
{
    g_autoptr (TdQuestion) q = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    guint relations = 0;
    TdThing thing;

    if (!td_instance_may_write (instance, tx, error)
        || (q = td_question_get_in (tx, viewer, id, &meeting, error)) == NULL
        || !td_meeting_relations (tx, meeting, viewer, &relations, error))
        return NULL;
    thing = td_question_thing (q, meeting, relations, FALSE);
    if (!td_door_may (viewer, TD_ACT_QUESTION_NOTE, &thing, error))
        return NULL;
    *ret_meeting = g_steal_pointer (&meeting);
    return g_steal_pointer (&q);
}

struct reading {
    const TdViewer *viewer;
    const char *id, *state;
    const TdMeeting *meeting;
    const TdQuestion *question;
    TdQuestion *found;
    TdMeeting *its_meeting;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_questions_in (tx, r->meeting, r->viewer, r->state, error)) != NULL;
}

GPtrArray *td_questions (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                         GError **error)
{
    struct reading r = { .viewer = viewer, .meeting = meeting, .state = state };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->found = td_question_get_in (tx, r->viewer, r->id, &r->its_meeting, error)) != NULL;
}

TdQuestion *td_question_get (TdInstance *instance, const TdViewer *viewer, const char *id, TdMeeting **ret_meeting,
                             GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, get_in, &r, error))
        return NULL;
    if (ret_meeting != NULL)
        *ret_meeting = r.its_meeting;
    else
        td_meeting_free (r.its_meeting);
    return r.found;
}

static gboolean parties_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_question_parties_in (tx, r->question, r->meeting, r->viewer, error)) != NULL;
}

GPtrArray *td_question_parties (TdInstance *instance, const TdQuestion *question, const TdMeeting *meeting,
                                const TdViewer *viewer, GError **error)
{
    struct reading r = { .viewer = viewer, .meeting = meeting, .question = question };

    return td_store_read (instance->store, parties_in, &r, error) ? r.list : NULL;
}

static gboolean askable_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_question_askable_in (tx, r->meeting, r->viewer, r->state, error)) != NULL;
}

GPtrArray *td_question_askable (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                                const char *state, GError **error)
{
    struct reading r = { .viewer = viewer, .meeting = meeting, .state = state };

    return td_store_read (instance->store, askable_in, &r, error) ? r.list : NULL;
}

static gboolean may_note_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    TdThing thing;
    guint relations = 0;

    if (!td_meeting_relations (tx, r->meeting, r->viewer, &relations, error))
        return FALSE;
    thing = td_meeting_thing (r->meeting, 0, relations);
    thing.state = r->state;
    return td_door_may (r->viewer, TD_ACT_QUESTION_NOTE, &thing, error);
}

gboolean td_question_may_note (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                               const char *state)
{
    struct reading r = { .viewer = viewer, .meeting = meeting, .state = state };
    g_autoptr (GError) problem = NULL;

    return td_store_read (instance->store, may_note_in, &r, &problem);
}
