/* The State's answers to the standing questions. Contract in state-answer.h. */
#include "areas/cooperation/state-answer-sql.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

void td_state_answer_free (TdStateAnswer *a)
{
    if (a == NULL)
        return;
    g_free (a->id);
    g_free (a->answer);
    g_free (a->words);
    g_free (a);
}

static int by_question (gconstpointer a, gconstpointer b)
{
    const TdStateAnswer *first = *(const TdStateAnswer *const *) a, *second = *(const TdStateAnswer *const *) b;

    return first->question < second->question ? -1 : first->question > second->question;
}

GPtrArray *td_state_answers_in (TdTx *tx, TdInstance *instance, const char *state, int cycle, GError **error)
{
    GPtrArray *list = td_state_answer_select (tx, instance->profile, state, cycle, NULL, error);

    if (list != NULL)
        g_ptr_array_sort (list, by_question);
    return list;
}

const TdStateAnswer *td_state_answer_to (const GPtrArray *answers, const char *question)
{
    for (guint i = 0; i < answers->len; i++) {
        const TdStateAnswer *a = answers->pdata[i];
        if (g_str_equal (a->question->slug, question))
            return a;
    }
    return NULL;
}

struct reading {
    TdInstance *instance;
    const char *state;
    GPtrArray *list;
};

static gboolean now_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdState *state = td_profile_state (r->instance->profile, r->state);
    int cycle = state != NULL ? td_cooperation_cycle (r->instance, tx, state, error) : 0;

    if (state == NULL)
        return td_door_unknown (error);
    r->list = cycle != 0 ? td_state_answers_in (tx, r->instance, state->iso3, cycle, error) : NULL;
    return r->list != NULL;
}

GPtrArray *td_state_answers (TdInstance *instance, const char *state, GError **error)
{
    struct reading r = { .instance = instance, .state = state };

    return td_store_read (instance->store, now_in, &r, error) ? r.list : NULL;
}

/* ---- answering ---- */

struct give {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *state;
    const TdStateAnswerGiven *answers;
    gsize n_answers;
    const char *field;
    int written;
};

static gboolean wrong (struct give *g, const char *field, TdErrorCode code, GError **error, const char *message)
{
    g->field = field;
    g_set_error_literal (error, TD_COOPERATION_ERROR, (int) code, message);
    return FALSE;
}

/* What is to be written, or NULL with *error for what will not do; unset where it says what stands already. */
static gboolean read_answer (struct give *g, const TdStateAnswerGiven *given, const TdStateAnswer *stands,
                             TdStateAnswer **ret_answer, GError **error)
{
    static const char *const choices[] = { "yes", "partly", "no", NULL };
    const TdStandingQuestion *question = td_profile_standing (g->instance->profile, given->question);
    g_autofree char *words = NULL;

    *ret_answer = NULL;
    if (question == NULL)
        return wrong (g, given->question, TD_ERROR_INPUT, error, "This is none of the questions.");
    words = td_text_clean_text (given->words != NULL ? given->words : "", TD_LIMIT_TEXT_CHARACTERS);
    if (words == NULL)
        return wrong (g, question->slug, TD_ERROR_INPUT, error, "The text is too long. Use at most 4,000 characters.");
    if (given->answer == NULL || *given->answer == '\0') {
        if (*words == '\0' && stands == NULL)
            return TRUE;
        return wrong (g, question->slug, TD_ERROR_INPUT, error, "Choose yes, partly or no.");
    }
    if (!g_strv_contains (choices, given->answer))
        return wrong (g, question->slug, TD_ERROR_INPUT, error, "Choose yes, partly or no.");
    if (stands != NULL && g_str_equal (stands->answer, given->answer)
        && g_str_equal (stands->words != NULL ? stands->words : "", words))
        return TRUE;
    *ret_answer = g_new0 (TdStateAnswer, 1);
    (*ret_answer)->question = question;
    (*ret_answer)->answer = g_strdup (given->answer);
    (*ret_answer)->words = *words != '\0' ? g_steal_pointer (&words) : NULL;
    return TRUE;
}

/* Whether this is what the form had shown: then the officer changed nothing here, whoever else did. */
static gboolean is_as_seen (TdTx *tx, struct give *g, const TdStateAnswer *a, int cycle, int seen, gboolean *ret_same,
                            GError **error)
{
    g_autoptr (GPtrArray) versions =
        td_state_answer_select (tx, g->instance->profile, g->state, cycle, a->question->slug, error);

    *ret_same = FALSE;
    for (guint i = 0; versions != NULL && i < versions->len; i++) {
        const TdStateAnswer *v = versions->pdata[i];
        if (v->version == seen)
            *ret_same = g_str_equal (v->answer, a->answer) && g_strcmp0 (v->words, a->words) == 0;
    }
    return versions != NULL;
}

static gboolean write_answer (TdTx *tx, struct give *g, const TdStateAnswerGiven *given, const GPtrArray *standing,
                              int cycle, GError **error)
{
    const TdStateAnswer *stands = td_state_answer_to (standing, given->question);
    g_autoptr (TdStateAnswer) a = NULL;
    gboolean as_seen = FALSE;

    if (!read_answer (g, given, stands, &a, error)
        || (a != NULL && !is_as_seen (tx, g, a, cycle, given->seen, &as_seen, error)))
        return FALSE;
    if (a == NULL || as_seen)
        return TRUE;
    if ((stands != NULL ? stands->version : 0) != given->seen)
        return wrong (g, given->question, TD_ERROR_CONFLICT, error,
                      "Somebody else of your State answered this while you wrote. Their answer stands beside yours;"
                      " save again to put yours in its place. Both are kept.");
    a->id = td_id_new ();
    a->version = given->seen + 1;
    a->at = td_clock_now (&g->instance->clock);
    g->written++;
    return td_state_answer_insert (tx, a, g->state, cycle, td_viewer_actor (g->viewer), error);
}

static gboolean give_in (TdTx *tx, gpointer data, GError **error)
{
    struct give *g = data;
    const TdState *state = td_profile_state (g->instance->profile, g->state);
    g_autoptr (GPtrArray) standing = NULL;
    int cycle;

    g->field = NULL;
    g->written = 0;
    if (!td_instance_may_write (g->instance, tx, error)
        || (cycle = td_cooperation_cycle (g->instance, tx, state, error)) == 0
        || (standing = td_state_answers_in (tx, g->instance, state->iso3, cycle, error)) == NULL)
        return FALSE;
    for (gsize i = 0; i < g->n_answers; i++)
        if (!write_answer (tx, g, &g->answers[i], standing, cycle, error))
            return FALSE;
    if (g->written == 0)
        return wrong (g, NULL, TD_ERROR_INPUT, error, "Nothing differs from what stands already.");
    const TdJournalEntry entry = { .actor = td_viewer_actor (g->viewer),
                                   .act = td_act_word (TD_ACT_STATE_ANSWER_GIVE),
                                   .thing = "state",
                                   .thing_id = state->iso3,
                                   .public_change = TRUE,
                                   .clock = &g->instance->clock };
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_state_answer_give (TdInstance *instance, const TdViewer *viewer, const char *state,
                               const TdStateAnswerGiven *answers, gsize n_answers, const char **ret_field, int *ret_n,
                               GError **error)
{
    const TdState *of = td_profile_state (instance->profile, state);
    struct give g = { .instance = instance, .viewer = viewer, .answers = answers, .n_answers = n_answers };
    gboolean given;

    if (!td_door_may (viewer, TD_ACT_STATE_ANSWER_GIVE, NULL, error))
        return FALSE;
    if (of == NULL || g_strcmp0 (viewer->state, of->iso3) != 0)
        return td_door_unknown (error);
    g.state = of->iso3;
    given = td_store_write (instance->store, give_in, &g, error);
    if (ret_field != NULL)
        *ret_field = g.field;
    if (given && ret_n != NULL)
        *ret_n = g.written;
    return given;
}
