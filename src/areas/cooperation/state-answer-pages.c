/* The form on which those who act for a State answer the standing questions. */
#include "areas/cooperation/pages.h"

#include "areas/cooperation/state-answers.html.h"
#include "base/errors.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;
typedef struct html_state_answers_questions Question;
enum { N_CHOICES = 3 }; /* yes, partly, no */

typedef struct {
    TdRequest *request;
    const TdState *state;
    GPtrArray *stands; /* of TdStateAnswer */
    GPtrArray *strings;
    const char *problem, *field;
    gboolean typed, conflict;
} Form;

static void form_clear (Form *form)
{
    g_clear_pointer (&form->stands, g_ptr_array_unref);
    g_clear_pointer (&form->strings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static const char *keep (Form *form, char *take_text)
{
    g_ptr_array_add (form->strings, take_text);
    return take_text;
}

/* Another State's form is not there. */
static gboolean form_open (TdRequest *request, Form *form, GError **error)
{
    form->request = request;
    form->strings = g_ptr_array_new_with_free_func (g_free);
    form->state = td_cooperation_state_asked (request, error);
    if (form->state == NULL)
        return FALSE;
    if (g_strcmp0 (td_request_viewer (request)->state, form->state->iso3) != 0)
        return td_door_unknown (error);
    form->stands = td_state_answers (td_request_instance (request), form->state->iso3, error);
    return form->stands != NULL;
}

static const char *typed (Form *form, const char *what, const char *slug)
{
    return td_request_field (form->request, keep (form, g_strdup_printf ("%s-%s", what, slug)));
}

static const Choice *choices_of (Form *form, const char *slug, const char *chosen)
{
    const char *locale = td_request_locale (form->request);
    Choice *choices = g_new0 (Choice, N_CHOICES);

    g_ptr_array_add (form->strings, choices);
    for (int side = 0; side < N_CHOICES; side++) {
        g_autofree char *id = side == 0 ? g_strdup_printf ("answer-%s", slug)
                                        : g_strdup_printf ("answer-%s-%s", slug, td_side_word (side));
        choices[side] = (Choice){ .id = keep (form, g_steal_pointer (&id)),
                                  .value = td_side_word (side),
                                  .label = td_words (locale, td_side_label (side)),
                                  .chosen = g_str_equal (chosen, td_side_word (side)) };
    }
    return choices;
}

/* What a colleague wrote is shown beside what was typed, where it is not what the form had seen. */
static void put_stands (Form *form, Question *row, const TdStateAnswer *a)
{
    TdInstance *instance = td_request_instance (form->request);

    if (!form->conflict || a == NULL || g_ascii_strtoll (typed (form, "seen", row->slug), NULL, 10) == a->version)
        return;
    row->stands = a->answer;
    row->stands_words = a->words;
    row->stands_when =
        keep (form, td_words_instant (td_request_locale (form->request), a->at, instance->profile->zone));
}

static Question question_row (Form *form, const TdStandingQuestion *q)
{
    const char *locale = td_request_locale (form->request);
    const TdStateAnswer *a = td_state_answer_to (form->stands, q->slug);
    const char *answer = a != NULL ? a->answer : "", *words = a != NULL && a->words != NULL ? a->words : "";
    Question row = { .slug = q->slug,
                     .question = td_words (locale, q->state_question),
                     .source = q->source != NULL ? td_words (locale, q->source) : NULL,
                     .seen = a != NULL ? a->version : 0,
                     .error = g_strcmp0 (form->field, q->slug) == 0 ? form->problem : NULL,
                     .words = form->typed ? typed (form, "words", q->slug) : words,
                     .n_choices = N_CHOICES };

    row.choices = choices_of (form, q->slug, form->typed ? typed (form, "answer", q->slug) : answer);
    put_stands (form, &row, a);
    return row;
}

static gboolean show (Form *form, int status)
{
    TdRequest *request = form->request;
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (GArray) questions = g_array_new (FALSE, TRUE, sizeof (Question));
    const struct html_error_summary_errors wrong = {
        .field = form->field != NULL ? keep (form, g_strdup_printf ("answer-%s", form->field)) : "main",
        .text = form->problem,
    };

    for (gsize i = 0; i < profile->n_standing; i++) {
        Question row = question_row (form, &profile->standing[i]);
        g_array_append_val (questions, row);
    }
    const struct html_state_answers page = {
        .state_name = td_profile_state_name (profile, form->state, locale),
        .action = keep (form, g_strdup_printf ("/%s/states/%s/state-answers", locale, form->state->iso3)),
        .back = keep (form, g_strdup_printf ("/%s/states/%s/cooperation", locale, form->state->iso3)),
        .saved = !form->typed && *td_request_field (request, "saved") != '\0',
        .errors = form->problem != NULL ? &wrong : NULL,
        .n_errors = form->problem != NULL,
        .questions = (const Question *) (void *) questions->data,
        .n_questions = questions->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_state_answers (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_state_answers_page (TdRequest *request, GError **error)
{
    g_auto (Form) form = { 0 };

    return form_open (request, &form, error) && show (&form, 200);
}

gboolean td_state_answers_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    g_auto (Form) form = { .typed = TRUE };
    g_autofree TdStateAnswerGiven *answers = g_new0 (TdStateAnswerGiven, profile->n_standing + 1);
    g_autoptr (GError) problem = NULL;
    g_autofree char *path = NULL;

    if (!form_open (request, &form, error))
        return FALSE;
    for (gsize i = 0; i < profile->n_standing; i++) {
        const char *slug = profile->standing[i].slug;
        answers[i] = (TdStateAnswerGiven){ .question = slug,
                                           .answer = typed (&form, "answer", slug),
                                           .words = typed (&form, "words", slug),
                                           .seen = (int) g_ascii_strtoll (typed (&form, "seen", slug), NULL, 10) };
    }
    if (td_state_answer_give (instance, td_request_viewer (request), form.state->iso3, answers, profile->n_standing,
                              &form.field, NULL, &problem)) {
        path = g_strdup_printf ("/%s/states/%s/state-answers?saved=1", td_request_locale (request), form.state->iso3);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    form.problem = td_words (td_request_locale (request), problem->message);
    form.conflict = td_error_code (problem) == TD_ERROR_CONFLICT;
    g_clear_pointer (&form.stands, g_ptr_array_unref);
    form.stands = td_state_answers (instance, form.state->iso3, error);
    return form.stands != NULL && show (&form, form.conflict ? 409 : 422);
}
