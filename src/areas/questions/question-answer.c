/* Answering in writing. Contract in question.h. */
#include "areas/questions/findable.h"
#include "areas/questions/question-rules.h"

#include "base/id.h"
#include "base/limits.h"
#include "store/search-index.h"
#include "text/clean.h"

#include <sodium.h>

#define fail td_question_fail

struct answer {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *question;
    const TdAnswerWish *wish;
    const char *field;
};

/* ---- who answers ---- */

static const TdParty *party_named (const GPtrArray *parties, const char *word)
{
    for (guint i = 0; i < parties->len; i++) {
        g_autofree char *its = td_party_word (parties->pdata[i]);
        if (g_str_equal (its, word))
            return parties->pdata[i];
    }
    return NULL;
}

/* Whoever may know of the question, and was not asked, is told so: but nothing of who was. */
static const TdParty *find_party (struct answer *a, const GPtrArray *parties, GError **error)
{
    const char *word = a->wish->party != NULL ? a->wish->party : "";
    const TdParty *party = *word == '\0' && parties->len == 1 ? parties->pdata[0] : party_named (parties, word);

    if (party != NULL)
        return party;
    if (parties->len > 0 && *word == '\0')
        fail (&a->field, "party", error, TD_ERROR_INPUT, "Choose for whom you answer.");
    else
        fail (&a->field, "party", error, TD_ERROR_NOT_ALLOWED,
              "This question was not put to you or to an organisation for which you may write. What you know about it "
              "is welcome as a report of your own.");
    return NULL;
}

/* ---- by when ---- */

static gboolean read_arrived (struct answer *a, const TdMeeting *meeting, gint64 now, gint64 *ret_arrived,
                              gboolean *ret_entered, GError **error)
{
    const char *paper = a->wish->on_paper;

    *ret_entered = FALSE;
    *ret_arrived = a->wish->began != 0 ? a->wish->began : now;
    if (paper == NULL || *paper == '\0')
        return TRUE;
    *ret_entered = TRUE;
    if (!td_instant_from_local (paper, meeting->zone, ret_arrived, NULL) || *ret_arrived > now)
        return fail (&a->field, "on_paper", error, TD_ERROR_INPUT,
                     "Write when the answer came as year, month, day and time, such as 2026-12-09T17:30. It cannot lie "
                     "ahead.");
    return TRUE;
}

static gboolean in_time (const TdQuestion *q, gint64 arrived, GError **error)
{
    return arrived < q->until
           || fail (NULL, NULL, error, TD_ERROR_GONE,
                    "The hour until which this question could be answered has passed, and nothing was stored. You may "
                    "still send what you wrote to the Committee as a report of your own, at any time.");
}

/* ---- the answer ---- */

static gboolean read_words (struct answer *a, TdMeetingAnswer *new_one, GError **error)
{
    const char *visibility = a->wish->visibility != NULL ? a->wish->visibility : "";
    TdVisibility chosen = TD_VISIBILITY_COMMITTEE;

    new_one->text = td_text_clean_text (a->wish->text != NULL ? a->wish->text : "", TD_LIMIT_TEXT_CHARACTERS);
    if (new_one->text == NULL || *new_one->text == '\0')
        return fail (&a->field, "text", error, TD_ERROR_INPUT, "Write your answer, in at most 4,000 characters.");
    if (*visibility != '\0'
        && (!td_visibility_from_word (visibility, &chosen) || chosen == TD_VISIBILITY_NAME_WITHHELD))
        return fail (&a->field, "visibility", error, TD_ERROR_INPUT,
                     "Choose who may read the answer: everybody, or the Committee alone.");
    new_one->for_all = chosen == TD_VISIBILITY_PUBLIC;
    new_one->language = g_strdup (td_question_language (new_one->text));
    new_one->articles = td_question_tag (a->instance->profile, new_one->text, new_one->language);
    return TRUE;
}

/* What it speaks of by itself, and what the question spoke of. */
static void join_articles (TdMeetingAnswer *a, const TdQuestion *q)
{
    for (guint i = 0; i < q->articles->len; i++) {
        int article = g_array_index (q->articles, int, i);
        gboolean there = FALSE;
        for (guint k = 0; k < a->articles->len; k++)
            there = there || g_array_index (a->articles, int, k) == article;
        if (!there)
            g_array_append_val (a->articles, article);
    }
}

/* All versions share id, secret and key. */
static gboolean place (TdTx *tx, struct answer *a, const TdQuestion *q, const TdParty *party, TdMeetingAnswer *new_one,
                       GError **error)
{
    g_autoptr (GPtrArray) answers = td_question_select_answers (tx, q->id, error);
    const TdMeetingAnswer *stands = NULL;

    if (answers == NULL)
        return FALSE;
    for (guint i = 0; i < answers->len && stands == NULL; i++)
        if (td_party_equal (&((const TdMeetingAnswer *) answers->pdata[i])->party, party))
            stands = answers->pdata[i];
    if ((stands != NULL ? stands->version : 0) != a->wish->seen)
        return fail (
            NULL, NULL, error, TD_ERROR_CONFLICT,
            "A colleague answered this question meanwhile. Their answer stands below; save again to put yours in "
            "its place. Both are kept.");
    if (stands != NULL && stands->version >= TD_LIMIT_ANSWER_VERSIONS)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This answer was changed as often as it can be. What stands now counts.");
    new_one->question = g_strdup (q->id);
    new_one->party.organisation = g_strdup (party->organisation);
    new_one->party.speaker = g_strdup (party->speaker);
    new_one->party.state = g_strdup (party->state);
    new_one->party.shown = g_strdup (party->shown != NULL ? party->shown : "");
    new_one->version = stands != NULL ? stands->version + 1 : 1;
    new_one->id = stands != NULL ? g_strdup (stands->id) : td_id_new ();
    if (stands != NULL) {
        new_one->search_key = stands->search_key;
        memcpy (new_one->secret, stands->secret, sizeof new_one->secret);
        return TRUE;
    }
    randombytes_buf (new_one->secret, sizeof new_one->secret);
    return td_index_take_keys (tx, 1, &new_one->search_key, error);
}

static gboolean answer_in (TdTx *tx, gpointer data, GError **error)
{
    struct answer *a = data;
    gint64 now = td_clock_now (&a->instance->clock);
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdQuestion) q = NULL;
    g_autoptr (GPtrArray) parties = NULL;
    g_autoptr (GPtrArray) own = NULL;
    g_autoptr (TdMeetingAnswer) new_one = g_new0 (TdMeetingAnswer, 1);
    const TdParty *party;
    guint relations = 0;
    TdThing thing;

    a->field = NULL;
    if (!td_instance_may_write (a->instance, tx, error)
        || (q = td_question_get_in (tx, a->viewer, a->question, &meeting, error)) == NULL
        || !td_meeting_relations (tx, meeting, a->viewer, &relations, error)
        || (own = td_question_own_in (tx, q, meeting, a->viewer, error)) == NULL
        || (parties = td_question_parties_in (tx, q, meeting, a->viewer, error)) == NULL
        || (party = find_party (a, parties, error)) == NULL)
        return FALSE;
    thing = td_question_thing (q, meeting, relations, own->len > 0);
    if (!td_door_may (a->viewer, TD_ACT_QUESTION_ANSWER, &thing, error))
        return FALSE;
    if (q->struck != 0)
        return fail (NULL, NULL, error, TD_ERROR_GONE, "This question was struck out. No answer to it is needed.");
    if (own->len > 0 && a->wish->on_paper != NULL && *a->wish->on_paper != '\0')
        return fail (&a->field, "on_paper", error, TD_ERROR_NOT_ALLOWED,
                     "Only the secretariat types in answers that came on paper, and not its own.");
    if (!read_arrived (a, meeting, now, &new_one->arrived, &new_one->entered, error)
        || !in_time (q, new_one->arrived, error) || !read_words (a, new_one, error)
        || !place (tx, a, q, party, new_one, error))
        return FALSE;
    join_articles (new_one, q);
    new_one->at = now;
    new_one->entered = new_one->entered || own->len == 0;
    return td_meeting_answer_insert (tx, new_one, td_viewer_actor (a->viewer), error)
           && td_question_letters (tx, a->instance, q, meeting, FALSE, error)
           && td_answer_findable (tx, a->instance->profile, new_one, q, meeting, error)
           && td_question_journal (tx, a->instance, a->viewer, td_act_word (TD_ACT_QUESTION_ANSWER), "question", q->id,
                                   new_one->secret, new_one->text, td_question_is_public (q, meeting), error);
}

gboolean td_question_answer (TdInstance *instance, const TdViewer *viewer, const char *question,
                             const TdAnswerWish *wish, const char **ret_field, GError **error)
{
    struct answer a = { .instance = instance, .viewer = viewer, .question = question, .wish = wish };
    gboolean done = td_store_write (instance->store, answer_in, &a, error);

    if (ret_field != NULL)
        *ret_field = a.field;
    return done;
}
