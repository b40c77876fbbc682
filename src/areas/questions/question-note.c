/* Taking a question down, correcting it, marking it as answered. Contract in question.h. */
#include "areas/questions/findable.h"
#include "areas/questions/question-rules.h"

#include "areas/people/actor-name.h"
#include "areas/people/conflicts.h"
#include "areas/people/roles.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "store/search-index.h"
#include "text/clean.h"
#include "text/language.h"

#include <sodium.h>

#define fail td_question_fail

/* ---- words ---- */

const char *td_question_language (const char *text)
{
    return td_language_detect (text, -1, NULL);
}

static int by_number (gconstpointer a, gconstpointer b)
{
    return *(const int *) a - *(const int *) b;
}

GArray *td_question_tag (const TdProfile *profile, const char *text, const char *language)
{
    g_autoptr (GArray) tags = td_tagger_tag (profile->tagger, text, language);
    GArray *articles = g_array_new (FALSE, FALSE, sizeof (int));

    for (guint i = 0; i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        if (tag->confidence >= 0.5)
            g_array_append_val (articles, tag->article);
    }
    g_array_sort (articles, by_number);
    return articles;
}

GArray *td_question_read_articles (const TdProfile *profile, const char *typed, GError **error)
{
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (int));
    g_auto (GStrv) words = g_strsplit_set (typed, ", ;", -1);

    for (char **word = words; *word != NULL; word++) {
        guint64 n = 0;
        int article;
        gboolean there = FALSE;
        if (**word == '\0')
            continue;
        if (!g_ascii_string_to_unsigned (*word, 10, 1, 100000, &n, NULL)
            || td_profile_article (profile, (int) n) == NULL) {
            fail (NULL, NULL, error, TD_ERROR_INPUT,
                  "Write numbers of articles of the Convention with commas between, such as 16, 17.");
            return NULL;
        }
        article = (int) n;
        for (guint i = 0; i < articles->len; i++)
            there = there || g_array_index (articles, int, i) == article;
        if (!there)
            g_array_append_val (articles, article);
    }
    g_array_sort (articles, by_number);
    return g_steal_pointer (&articles);
}

/* ---- the journal ---- */

gboolean td_question_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *act,
                              const char *thing, const char *id, const guint8 secret[32], const char *words,
                              gboolean public_change, GError **error)
{
    guint8 hash[32];
    TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                             .act = act,
                             .thing = thing,
                             .thing_id = id,
                             .public_change = public_change,
                             .clock = &instance->clock };

    if (words != NULL) {
        crypto_generichash (hash, sizeof hash, (const guint8 *) words, strlen (words), secret, 32);
        entry.content = hash;
    }
    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- who asked ---- */

struct note {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting;
    const TdQuestionWish *wish;
    const char *field;
    char *id;
};

/* A member today, who may take part in the State's review. */
static gboolean asker_may (TdTx *tx, struct note *n, const char *asker, const char *state, GError **error)
{
    g_autofree char *today = td_clock_today (&n->instance->clock, n->instance->profile->zone);
    g_autoptr (GPtrArray) terms = td_role_list (tx, asker, today, error);
    g_autoptr (GPtrArray) conflicts = terms != NULL ? td_conflict_list (tx, asker, error) : NULL;
    gboolean member = FALSE;

    if (conflicts == NULL)
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        member = member || (term->role == TD_ROLE_MEMBER && term->in_force);
    }
    if (!member)
        return fail (&n->field, "asker", error, TD_ERROR_INPUT,
                     "Whom you chose is no member of the Committee today. Choose a member, or write the name.");
    for (guint i = 0; i < conflicts->len; i++)
        if (g_str_equal (((const TdConflict *) conflicts->pdata[i])->state, state))
            return fail (&n->field, "asker", error, TD_ERROR_NOT_ALLOWED,
                         "This member takes no part in the review of this State, so that no question of theirs about "
                         "it is taken down.");
    return conflicts->len > 0
           || fail (&n->field, "asker", error, TD_ERROR_NOT_ALLOWED,
                    "No nationality is recorded for this member, so that it is not known whether they may take part in "
                    "the review of this State. Record it, then take the question down.");
}

/* Sets asker and asked_by. */
static gboolean read_asker (TdTx *tx, struct note *n, TdQuestion *q, GError **error)
{
    const char *asker = n->wish->asker != NULL && *n->wish->asker != '\0' ? n->wish->asker : NULL;
    const char *typed = n->wish->asked_by != NULL ? n->wish->asked_by : "";
    gboolean officer = td_viewer_has (n->viewer, TD_ROLE_SECRETARIAT);

    if (asker != NULL && !officer && g_strcmp0 (asker, n->viewer->person) != 0)
        return fail (&n->field, "asker", error, TD_ERROR_NOT_ALLOWED,
                     "A member takes down their own questions alone. Ask the secretariat to take down another's.");
    if (!officer)
        asker = n->viewer->person;
    if (asker != NULL) {
        if (!asker_may (tx, n, asker, q->state, error))
            return FALSE;
        q->asker = g_strdup (asker);
        q->asked_by = td_actor_name (tx, asker, error);
        return q->asked_by != NULL;
    }
    q->asked_by = td_text_clean_line (typed, TD_LIMIT_NAME_CHARACTERS);
    return (q->asked_by != NULL && *q->asked_by != '\0')
           || fail (&n->field, "asked_by", error, TD_ERROR_INPUT,
                    "Say who asked: choose a member, or write the name in at most 200 characters.");
}

/* ---- the question itself ---- */

static gboolean read_state (struct note *n, const TdMeeting *meeting, TdQuestion *q, GError **error)
{
    const char *typed = n->wish->state != NULL ? n->wish->state : "";
    const TdState *state;
    guint place;

    if (*typed == '\0' && meeting->states != NULL && meeting->states[0] != NULL && meeting->states[1] == NULL)
        typed = meeting->states[0];
    state = td_profile_state (n->instance->profile, typed);
    if (state == NULL || !td_question_state_at (meeting, state->iso3, &place))
        return fail (&n->field, "state", error, TD_ERROR_INPUT, "Choose one of the States of this meeting.");
    q->state = g_strdup (state->iso3);
    return TRUE;
}

static gboolean take_text (const char *typed, TdQuestion *q, const char **ret_field, GError **error)
{
    char *text = td_text_clean_text (typed != NULL ? typed : "", TD_LIMIT_TEXT_CHARACTERS);

    if (text == NULL || *text == '\0') {
        g_free (text);
        return fail (ret_field, "text", error, TD_ERROR_INPUT,
                     "Write the question in at most 4,000 characters. A few words will do.");
    }
    g_free (q->text);
    g_free (q->language);
    q->text = text;
    q->language = g_strdup (td_question_language (text));
    return TRUE;
}

/* typed NULL: what the tagger says. */
static gboolean take_articles (const TdProfile *profile, const char *typed, TdQuestion *q, const char **ret_field,
                               GError **error)
{
    g_autoptr (GArray) articles = typed != NULL ? td_question_read_articles (profile, typed, error)
                                                : td_question_tag (profile, q->text, q->language);

    if (articles == NULL) {
        if (ret_field != NULL)
            *ret_field = "articles";
        return FALSE;
    }
    g_clear_pointer (&q->articles, g_array_unref);
    q->articles = g_steal_pointer (&articles);
    q->by_hand = typed != NULL;
    return TRUE;
}

static gboolean read_to (TdTx *tx, struct note *n, const TdMeeting *meeting, TdQuestion *q, GError **error)
{
    g_autoptr (GPtrArray) parties = NULL;

    if (!td_addressed_from_word (n->wish->addressed, &q->addressed))
        return fail (&n->field, "to", error, TD_ERROR_INPUT, "Say to whom the question is put.");
    q->to = g_ptr_array_new_with_free_func ((GDestroyNotify) td_party_free);
    if (q->addressed != TD_ADDRESSED_ORGANISATIONS)
        return TRUE;
    parties = td_question_parties_of (tx, meeting, n->viewer, q->state, n->wish->to, error);
    if (parties == NULL) {
        n->field = "to";
        return FALSE;
    }
    if (parties->len == 0)
        return fail (&n->field, "to", error, TD_ERROR_INPUT,
                     "Choose at least one of those who speak, or put the question to all.");
    g_ptr_array_unref (q->to);
    q->to = g_steal_pointer (&parties);
    return TRUE;
}

/* The later of the meeting's end and now, as local time: from there the profile's hours count. */
static gboolean reckon_until (struct note *n, const TdMeeting *meeting, TdQuestion *q, GError **error)
{
    g_autofree char *asked = td_instant_to_local (q->at, meeting->zone);
    const char *from = asked != NULL && q->at > meeting->ends ? asked : meeting->ends_local;
    g_autofree char *until = td_profile_answers_until (n->instance->profile, from);

    return td_instant_from_local (until, meeting->zone, &q->until, error);
}

static gboolean has_begun (const TdMeeting *meeting, gint64 now, GError **error)
{
    if (meeting->status == TD_MEETING_ON && now >= meeting->begins)
        return TRUE;
    return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                 "Questions are taken down from the beginning of a meeting on. Come back when it has begun.");
}

static gboolean fill (TdTx *tx, struct note *n, const TdMeeting *meeting, TdQuestion *q, GError **error)
{
    int last = 0;

    if (!td_question_last_number (tx, meeting->id, &last, error))
        return FALSE;
    if (last >= TD_LIMIT_QUESTIONS)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This meeting holds as many questions as one can. Write the rest into its minutes.");
    q->id = td_id_new ();
    q->meeting = g_strdup (meeting->id);
    q->number = last + 1;
    q->version = 1;
    q->closed = n->wish->closed || meeting->closed;
    q->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_meeting_answer_free);
    randombytes_buf (q->secret, sizeof q->secret);
    return take_text (n->wish->text, q, &n->field, error) && read_asker (tx, n, q, error)
           && read_to (tx, n, meeting, q, error)
           && take_articles (n->instance->profile, n->wish->articles, q, &n->field, error)
           && reckon_until (n, meeting, q, error) && td_index_take_keys (tx, 1, &q->search_key, error);
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct note *n = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdQuestion) q = g_new0 (TdQuestion, 1);
    guint relations = 0;
    TdThing thing;

    n->field = NULL;
    g_clear_pointer (&n->id, g_free);
    if (!td_instance_may_write (n->instance, tx, error)
        || (meeting = td_meeting_get_in (tx, n->viewer, n->meeting, error)) == NULL
        || !read_state (n, meeting, q, error) || !td_meeting_relations (tx, meeting, n->viewer, &relations, error))
        return FALSE;
    thing = td_question_thing (q, meeting, relations, FALSE);
    q->at = td_clock_now (&n->instance->clock);
    if (!td_door_may (n->viewer, TD_ACT_QUESTION_NOTE, &thing, error) || !has_begun (meeting, q->at, error)
        || !fill (tx, n, meeting, q, error) || !td_question_insert (tx, q, td_viewer_actor (n->viewer), error)
        || !td_question_letters (tx, n->instance, q, meeting, TRUE, error)
        || !td_question_findable (tx, n->instance->profile, q, meeting, error))
        return FALSE;
    n->id = g_strdup (q->id);
    return td_question_journal (tx, n->instance, n->viewer, td_act_word (TD_ACT_QUESTION_NOTE), "question", q->id,
                                q->secret, q->text, td_question_is_public (q, meeting), error);
}

gboolean td_question_note (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                           const TdQuestionWish *wish, char **ret_id, const char **ret_field, GError **error)
{
    struct note n = { .instance = instance, .viewer = viewer, .meeting = meeting, .wish = wish };
    gboolean noted = td_store_write (instance->store, note_in, &n, error);

    if (ret_field != NULL)
        *ret_field = n.field;
    if (noted && ret_id != NULL)
        *ret_id = g_steal_pointer (&n.id);
    g_free (n.id);
    return noted;
}

/* ---- afterwards ---- */

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdQuestionChange *words;
    const char *by, *note, *why;
    const char *field;
};

static gboolean not_struck (const TdQuestion *q, GError **error)
{
    return q->struck == 0
           || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                    "This question was struck out. Take it down again if it was asked after all.");
}

static gboolean correct_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdQuestion) q = td_question_held (tx, c->instance, c->viewer, c->id, &meeting, error);

    c->field = NULL;
    if (q == NULL || !not_struck (q, error))
        return FALSE;
    if (q->version != c->words->seen)
        return fail (
            NULL, NULL, error, TD_ERROR_CONFLICT,
            "Somebody else changed this question meanwhile. Their words stand below; save again to put yours in "
            "their place.");
    if (c->words->text != NULL
        && (!take_text (c->words->text, q, &c->field, error)
            || (!q->by_hand && !take_articles (c->instance->profile, NULL, q, &c->field, error))))
        return FALSE;
    if (c->words->articles != NULL && !take_articles (c->instance->profile, c->words->articles, q, &c->field, error))
        return FALSE;
    /* Whose account asked, that one's name it is. */
    if (c->words->asked_by != NULL && q->asker == NULL) {
        g_free (q->asked_by);
        q->asked_by = td_text_clean_line (c->words->asked_by, TD_LIMIT_NAME_CHARACTERS);
        if (q->asked_by == NULL || *q->asked_by == '\0')
            return fail (&c->field, "asked_by", error, TD_ERROR_INPUT, "Say who asked, in at most 200 characters.");
    }
    q->version++;
    return td_question_update (tx, q, error) && td_question_findable (tx, c->instance->profile, q, meeting, error)
           && td_question_journal (tx, c->instance, c->viewer, "question.correct", "question", q->id, q->secret,
                                   q->text, td_question_is_public (q, meeting), error);
}

gboolean td_question_correct (TdInstance *instance, const TdViewer *viewer, const char *id,
                              const TdQuestionChange *change, const char **ret_field, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .id = id, .words = change };
    gboolean done = td_store_write (instance->store, correct_in, &c, error);

    if (ret_field != NULL)
        *ret_field = c.field;
    return done;
}

static gboolean take_spot (struct change *c, TdQuestion *q, GError **error)
{
    g_clear_pointer (&q->spot_by, g_free);
    g_clear_pointer (&q->spot_note, g_free);
    q->spot_at = 0;
    if (c->by == NULL)
        return TRUE;
    q->spot_by = td_text_clean_line (c->by, TD_LIMIT_NAME_CHARACTERS);
    q->spot_note = td_text_clean_text (c->note != NULL ? c->note : "", TD_LIMIT_TEXT_CHARACTERS);
    if (q->spot_by == NULL || *q->spot_by == '\0')
        return fail (&c->field, "by", error, TD_ERROR_INPUT, "Say who answered, in at most 200 characters.");
    if (q->spot_note == NULL)
        return fail (&c->field, "note", error, TD_ERROR_INPUT, "The note is too long. Use at most 4,000 characters.");
    if (*q->spot_note == '\0')
        g_clear_pointer (&q->spot_note, g_free);
    q->spot_at = td_clock_now (&c->instance->clock);
    return TRUE;
}

static gboolean spot_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdQuestion) q = td_question_held (tx, c->instance, c->viewer, c->id, &meeting, error);

    c->field = NULL;
    if (q == NULL || !not_struck (q, error) || !take_spot (c, q, error))
        return FALSE;
    q->version++;
    return td_question_update (tx, q, error) && td_question_letters (tx, c->instance, q, meeting, FALSE, error)
           && td_question_journal (tx, c->instance, c->viewer, "question.spot", "question", q->id, q->secret,
                                   q->spot_note, td_question_is_public (q, meeting), error);
}

gboolean td_question_spot (TdInstance *instance, const TdViewer *viewer, const char *id, const char *by,
                           const char *note, const char **ret_field, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .id = id, .by = by, .note = note };
    gboolean done = td_store_write (instance->store, spot_in, &c, error);

    if (ret_field != NULL)
        *ret_field = c.field;
    return done;
}

static gboolean strike_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdQuestion) q = td_question_held (tx, c->instance, c->viewer, c->id, &meeting, error);
    gboolean was_public;

    c->field = NULL;
    if (q == NULL || !not_struck (q, error))
        return FALSE;
    was_public = td_question_is_public (q, meeting);
    q->struck_why = td_text_clean_line (c->why != NULL ? c->why : "", TD_LIMIT_TEXT_CHARACTERS);
    if (q->struck_why == NULL || *q->struck_why == '\0')
        return fail (&c->field, "why", error, TD_ERROR_INPUT, "Say why the question is struck out.");
    q->struck = td_clock_now (&c->instance->clock);
    q->version++;
    return td_question_update (tx, q, error) && td_question_letters (tx, c->instance, q, meeting, FALSE, error)
           && td_question_findable (tx, c->instance->profile, q, meeting, error)
           && td_question_journal (tx, c->instance, c->viewer, "question.strike", "question", q->id, q->secret,
                                   q->struck_why, was_public, error);
}

gboolean td_question_strike (TdInstance *instance, const TdViewer *viewer, const char *id, const char *why,
                             const char **ret_field, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .id = id, .why = why };
    gboolean done = td_store_write (instance->store, strike_in, &c, error);

    if (ret_field != NULL)
        *ret_field = c.field;
    return done;
}
