#include "areas/submissions/send-step-page.h"

#include "base/errors.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

void td_send_step_clear (TdSendStep *step)
{
    td_draft_cookie_clear (&step->cookie);
    g_clear_pointer (&step->draft, td_submission_free);
}

const TdFaultWords td_send_step_right = { 0 };

void td_send_step_reply (TdRequest *request, const TdFaultWords *faults)
{
    td_reply_html (request, td_fault_words_count (faults) > 0 ? 422 : 200);
}

void td_send_step_go (TdRequest *request, const char *step)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/send%s%s", td_request_locale (request), *step != '\0' && *step != '?' ? "/" : "", step);

    td_reply_redirect (request, path);
}

gboolean td_send_step_open (TdRequest *request, TdSendStep *ret_step, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_auto (TdSendStep) step = { 0 };

    /* No draft in this browser is nobody's mistake: the person begins anew. */
    if (!td_draft_cookie_read (request, &step.cookie)) {
        td_send_step_go (request, "?why=lost");
        return FALSE;
    }
    step.draft = td_submission_get (td_request_instance (request), td_request_viewer (request), step.cookie.key,
                                    step.cookie.id, &problem);
    if (problem != NULL && problem->code == TD_ERROR_NOT_FOUND) {
        td_draft_cookie_drop (request);
        td_send_step_go (request, "?why=lost");
        return FALSE;
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (step.draft->status != TD_STATUS_DRAFT) {
        td_send_step_go (request, "done?again=1");
        return FALSE;
    }
    *ret_step = step;
    step = (TdSendStep){ 0 };
    return TRUE;
}

gboolean td_send_step_open_asked (TdRequest *request, TdSendStep *ret_step, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open (request, &step, error))
        return FALSE;
    if (step.draft->by_state != NULL) {
        td_send_step_go (request, "answers");
        return FALSE;
    }
    *ret_step = step;
    step = (TdSendStep){ 0 };
    return TRUE;
}

const char *td_send_step_caption (TdRequest *request, const TdSubmission *draft, int number, int state)
{
    static const char *const of_six[] = { N_ ("Question 1 of 6"), N_ ("Question 2 of 6"), N_ ("Question 3 of 6"),
                                          N_ ("Question 4 of 6") };
    static const char *const of_four[] = { N_ ("Question 1 of 4"), N_ ("Question 2 of 4"), N_ ("Question 3 of 4"),
                                           N_ ("Question 4 of 4") };

    return td_words (td_request_locale (request), draft->by_state != NULL ? of_four[state - 1] : of_six[number - 1]);
}

static gboolean came_from_answers (TdRequest *request)
{
    return g_str_equal (td_request_field (request, "from"), "answers");
}

char *td_send_step_address (TdRequest *request, const char *step)
{
    return g_strdup_printf ("/%s/send/%s%s", td_request_locale (request), step,
                            came_from_answers (request) ? "?from=answers" : "");
}

char *td_send_step_back (TdRequest *request, const char *before)
{
    return g_strdup_printf ("/%s/send%s%s", td_request_locale (request), *before != '\0' ? "/" : "",
                            came_from_answers (request) ? "answers" : before);
}

static gboolean is_shown (const GError *problem)
{
    TdErrorCode code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_TOO_LARGE;
}

gboolean td_send_step_problem (GError *problem, char **ret_message, GError **error)
{
    if (!is_shown (problem)) {
        g_propagate_error (error, problem);
        return FALSE;
    }
    *ret_message = g_strdup (problem->message);
    g_error_free (problem);
    return TRUE;
}

gboolean td_send_step_answer (TdRequest *request, TdSendStep *step, const TdAnswers *answers, const char *next,
                              const char *otherwise, TdFaultWords *faults, GError **error)
{
    g_autoptr (GError) problem = NULL;
    const char *field = NULL;

    if (td_submission_answer (td_request_instance (request), td_request_viewer (request), step->cookie.key,
                              step->cookie.id, answers, &field, &problem)) {
        td_send_step_go (request, came_from_answers (request) ? "answers" : next);
        return TRUE;
    }
    if (!is_shown (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    td_fault_words_take (faults, td_request_locale (request), field, problem, otherwise);
    return TRUE;
}

GArray *td_send_step_choices (const TdChoice *choices, gsize n, const char *name, const char *chosen,
                              const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < n; i++) {
        struct html_field_radios_choices row = {
            .id = i == 0 ? g_strdup (name) : g_strdup_printf ("%s-%s", name, choices[i].slug),
            .value = choices[i].slug,
            .label = td_words (locale, choices[i].label),
            .hint = choices[i].hint != NULL && *choices[i].hint != '\0' ? td_words (locale, choices[i].hint) : NULL,
            .chosen = g_strcmp0 (choices[i].slug, chosen) == 0,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

void td_send_step_choices_free (GArray *choices)
{
    for (guint i = 0; i < choices->len; i++)
        g_free ((char *) g_array_index (choices, struct html_field_radios_choices, i).id);
    g_array_unref (choices);
}
