/* Further files of a report: annexes and, of a State's report, the common core document. */
#include "areas/submissions/send-pages.h"

#include "areas/submissions/send-annexes.html.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/submission-pictures.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

static GArray *files_of (const TdSubmission *draft)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_send_annexes_files));

    for (guint i = 0; i < draft->files->len; i++) {
        const TdSubmissionFile *file = draft->files->pdata[i];
        struct html_send_annexes_files row = { .position = file->position,
                                               .name = file->name,
                                               .part = td_submission_part_label (file->part),
                                               .size = g_format_size ((guint64) file->size),
                                               .main = file->position == 1 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void files_free (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++)
        g_free ((char *) g_array_index (rows, struct html_send_annexes_files, i).size);
    g_array_unref (rows);
}

static gboolean annexes_page (TdRequest *request, const TdSubmission *draft, const char *chosen, const char *message)
{
    static const TdChoice parts[] = { { .slug = "annex", .label = N_ ("Annex") },
                                      { .slug = "core-document", .label = N_ ("Common core document") } };
    const char *locale = td_request_locale (request);
    GArray *files = files_of (draft);
    GArray *choices = td_send_step_choices (parts, G_N_ELEMENTS (parts), "part", chosen, locale);
    g_autofree char *action = td_send_step_address (request, "annexes");
    g_autofree char *remove = td_send_step_address (request, "annexes/remove");
    g_autofree char *back = td_send_step_back (request, "file");
    g_autofree char *next = td_send_step_back (request, "found");
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "file", .text = text } };
    const struct html_send_annexes page = {
        .caption = td_send_step_caption (request, draft, 3, 3),
        .action = action,
        .remove = remove,
        .back = back,
        .next = next,
        .own = draft->by_state != NULL,
        .full = draft->files->len >= TD_LIMIT_FILES_PER_SUBMISSION,
        .largest = td_request_instance (request)->profile->file_bytes,
        .error = text,
        .errors = errors,
        .n_errors = message != NULL,
        .parts = (const struct html_field_radios_choices *) (void *) choices->data,
        .n_parts = choices->len,
        .files = (const struct html_send_annexes_files *) (void *) files->data,
        .n_files = files->len,
    };

    html_send_annexes (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    td_send_step_choices_free (choices);
    files_free (files);
    return TRUE;
}

/* The main file comes first. FALSE with *error NULL: the person was sent there. */
static gboolean open_step (TdRequest *request, TdSendStep *ret_step, GError **error)
{
    if (!td_send_step_open (request, ret_step, error))
        return FALSE;
    if (ret_step->draft->files->len > 0)
        return TRUE;
    td_send_step_go (request, "file");
    return FALSE;
}

static void go_on (TdRequest *request)
{
    g_autofree char *here = td_send_step_address (request, "annexes");

    td_reply_redirect (request, here);
}

gboolean td_send_annexes_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!open_step (request, &step, error))
        return *error == NULL;
    return annexes_page (request, step.draft, "annex", NULL);
}

gboolean td_send_annexes (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    const char *name = NULL, *word = td_request_field (request, "part");
    const char *wrong = td_request_field_problem (request, "file");
    gint64 size = 0;
    int fd = td_request_file (request, "file", &name, &size);
    TdFilePart part = TD_PART_ANNEX;
    GError *problem = NULL;
    g_autofree char *message = NULL;

    if (!open_step (request, &step, error))
        return *error == NULL;
    /* A core document is a State's, and the main file has a question of its own. */
    if (step.draft->by_state != NULL && g_str_equal (word, td_file_part_word (TD_PART_CORE_DOCUMENT)))
        part = TD_PART_CORE_DOCUMENT;
    if (wrong != NULL)
        return annexes_page (request, step.draft, word, wrong);
    if (fd < 0)
        return annexes_page (request, step.draft, word, N_ ("Choose the file, then add it. Or continue without."));
    if (td_submission_add_part (td_request_instance (request), td_request_viewer (request), step.cookie.key,
                                step.cookie.id, fd, name, part, &problem)) {
        go_on (request);
        return TRUE;
    }
    return td_send_step_problem (problem, &message, error) && annexes_page (request, step.draft, word, message);
}

gboolean td_send_annexes_remove (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    gint64 position = 0;

    if (!open_step (request, &step, error))
        return *error == NULL;
    g_ascii_string_to_signed (td_request_field (request, "position"), 10, 2, 99, &position, NULL);
    if (!td_submission_remove_file (td_request_instance (request), td_request_viewer (request), step.cookie.key,
                                    step.cookie.id, (int) position, error))
        return FALSE;
    go_on (request);
    return TRUE;
}
