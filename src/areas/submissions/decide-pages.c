/* What the secretariat posts from the page of a submission: its word, taking it back, who sent it. */
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/pages.h"
#include "areas/submissions/row-pages.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/words.h"

/* What was typed stays in the form, beside what now stands: 409 when somebody else was quicker. Takes problem. */
gboolean td_submission_show_again (TdRequest *request, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;
    TdErrorCode code = td_error_code (problem);
    TdShow show = { .status = code == TD_ERROR_CONFLICT ? 409 : 422,
                    .message = problem->message,
                    .reason = td_request_field (request, "reason"),
                    .other = td_request_field (request, "other"),
                    .name = td_request_field (request, "name") };
    const char *id = td_request_part (request, "id");
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    td_draft_cookie_read (request, &cookie);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request),
                           td_draft_cookie_key_for (&cookie, id), id, error);
    if (s == NULL)
        return FALSE;
    if (s->status == TD_STATUS_DRAFT) { /* it has no page of its own yet, nor a State perhaps */
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    td_reply_header (request, "Cache-Control", "no-store");
    return td_submission_show (request, s, &show, error);
}

static gboolean done (TdRequest *request, GError *problem, GError **error)
{
    if (problem != NULL)
        return td_submission_show_again (request, problem, error);
    td_row_stay (request);
    return TRUE;
}

gboolean td_submission_decide_page (TdRequest *request, GError **error)
{
    const char *expected = td_request_field (request, "expected");
    TdDecide decide = { .reason = td_request_field (request, "reason"),
                        .other = td_request_field (request, "other"),
                        .expected = *expected != '\0' ? expected : NULL };
    g_autofree char *act = NULL;
    GError *problem = NULL;

    if (!td_decision_from_word (td_request_field (request, "decision"), &decide.decision))
        problem = g_error_new_literal (TD_SUBMISSION_ERROR, TD_ERROR_INPUT, N_ ("Choose what to do with the buttons."));
    else
        td_submission_decide (td_request_instance (request), td_request_viewer (request),
                              td_request_part (request, "id"), &decide, &act, &problem);
    return problem != NULL ? td_submission_show_again (request, problem, error) : td_row_go_on (request, act, error);
}

gboolean td_submission_undo_page (TdRequest *request, GError **error)
{
    GError *problem = NULL;

    td_submission_undo (td_request_instance (request), td_request_viewer (request), td_request_field (request, "act"),
                        &problem);
    return done (request, problem, error);
}

gboolean td_submission_verify_sender_page (TdRequest *request, GError **error)
{
    GError *problem = NULL;

    td_submission_verify_sender (td_request_instance (request), td_request_viewer (request),
                                 td_request_part (request, "id"), td_request_field (request, "reason"), &problem);
    return done (request, problem, error);
}

/* What was wrong about a note stands with it, and what was typed. Takes problem. */
static gboolean show_note_again (TdRequest *request, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;
    TdErrorCode code = td_error_code (problem);
    const TdShow show = { .status = code == TD_ERROR_INPUT ? 422 : 409,
                          .message = problem->message,
                          .note = td_request_field (request, "text") };
    g_autoptr (TdSubmission) s = NULL;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    s = td_submission_get (td_request_instance (request), td_request_viewer (request), NULL,
                           td_request_part (request, "id"), error);
    if (s == NULL)
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    return td_submission_show (request, s, &show, error);
}

gboolean td_submission_note_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id");
    GError *problem = NULL;

    if (g_str_equal (td_request_field (request, "do"), "delete"))
        td_desk_note_delete (instance, viewer, id, td_request_field (request, "note"), &problem);
    else
        td_desk_note_add (instance, viewer, id, td_request_field (request, "text"), &problem);
    if (problem != NULL)
        return show_note_again (request, problem, error);
    td_row_stay (request);
    return TRUE;
}

gboolean td_submission_language_page (TdRequest *request, GError **error)
{
    GError *problem = NULL;

    td_submission_mark_language (td_request_instance (request), td_request_viewer (request),
                                 td_request_part (request, "id"), td_request_field (request, "language"), &problem);
    return done (request, problem, error);
}
