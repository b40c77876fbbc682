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
#include "web/static.h"

/* What came back with something to correct; all NULL for a page that is shown first. field: where the fault is. */
struct wrong {
    const char *field, *message;
};

/* What was typed into the title of one file, or what stands; *ret_typed says which. */
static const char *title_of (TdRequest *request, const TdSubmissionFile *file, gboolean *ret_typed)
{
    g_autofree char *field = g_strdup_printf ("title-%d", file->position);
    const char *const *names = td_request_names (request, "title-");

    *ret_typed = g_strv_contains (names, field);
    return *ret_typed ? td_request_field (request, field) : file->title != NULL ? file->title : "";
}

static GArray *files_of (TdRequest *request, const TdSubmission *draft)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_send_annexes_files));

    for (guint i = 0; i < draft->files->len; i++) {
        const TdSubmissionFile *file = draft->files->pdata[i];
        gboolean typed = FALSE;
        struct html_send_annexes_files row = { .position = file->position,
                                               .name = file->name,
                                               .title = title_of (request, file, &typed),
                                               .part = td_submission_part_label (file->part),
                                               .size = g_format_size ((guint64) file->size),
                                               .main = file->position == 1,
                                               .first = file->position == 2 };
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

static gboolean annexes_page (TdRequest *request, const TdSubmission *draft, const char *chosen, struct wrong wrong)
{
    static const TdChoice parts[] = { { .slug = "annex", .label = N_ ("Annex") },
                                      { .slug = "core-document", .label = N_ ("Common core document") } };
    const char *locale = td_request_locale (request);
    GArray *files = files_of (request, draft);
    GArray *choices = td_send_step_choices (parts, G_N_ELEMENTS (parts), "part", chosen, locale);
    g_autofree char *action = td_send_step_address (request, "annexes");
    g_autofree char *pieces = td_send_upload_address (request);
    g_autofree char *back = td_send_step_back (request, "file");
    const char *text = wrong.message != NULL ? td_words (locale, wrong.message) : NULL;
    gboolean of_file = g_strcmp0 (wrong.field, "file") == 0;
    const struct html_error_summary_errors errors[] = { { .field = wrong.field, .text = text } };
    const struct html_send_annexes page = {
        .caption = td_send_step_caption (request, draft, 3, 3),
        .action = action,
        .module = td_static_address ("upload.js"),
        .pieces = pieces,
        .back = back,
        .own = draft->by_state != NULL,
        .full = draft->files->len >= TD_LIMIT_FILES_PER_SUBMISSION,
        .most = TD_LIMIT_FILES_PER_SUBMISSION,
        .largest = td_request_instance (request)->profile->file_bytes,
        .title = wrong.message != NULL ? td_request_field (request, "title") : "",
        .error = of_file ? text : NULL,
        .title_error = g_strcmp0 (wrong.field, "title") == 0 ? text : NULL,
        .errors = errors,
        .n_errors = wrong.message != NULL,
        .parts = (const struct html_field_radios_choices *) (void *) choices->data,
        .n_parts = choices->len,
        .files = (const struct html_send_annexes_files *) (void *) files->data,
        .n_files = files->len,
    };

    html_send_annexes (td_request_html (request), &page);
    td_reply_html (request, wrong.message != NULL ? 422 : 200);
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

gboolean td_send_annexes_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!open_step (request, &step, error))
        return *error == NULL;
    return annexes_page (request, step.draft, "annex", (struct wrong){ 0 });
}

/* ---- what was pressed ---- */

/* Titles that differ from what stands are kept, whichever button was pressed. *ret_field: of one that will not do. */
static gboolean keep_titles (TdRequest *request, const TdSendStep *step, char **ret_field, GError **error)
{
    for (guint i = 1; i < step->draft->files->len; i++) {
        const TdSubmissionFile *file = step->draft->files->pdata[i];
        gboolean typed = FALSE;
        const char *title = title_of (request, file, &typed);
        if (typed && g_strcmp0 (title, file->title != NULL ? file->title : "") != 0
            && !td_submission_title_file (td_request_instance (request), td_request_viewer (request), step->cookie.key,
                                          step->cookie.id, file->position, title, error)) {
            *ret_field = g_strdup_printf ("title-%d", file->position);
            return FALSE;
        }
    }
    return TRUE;
}

static TdFilePart part_of (TdRequest *request, const TdSubmission *draft)
{
    /* A core document is a State's, and the main file has a question of its own. */
    return draft->by_state != NULL
                   && g_str_equal (td_request_field (request, "part"), td_file_part_word (TD_PART_CORE_DOCUMENT))
               ? TD_PART_CORE_DOCUMENT
               : TD_PART_ANNEX;
}

/* Something about the files that the sender has to correct; NULL: nothing. */
static struct wrong wrong_of (TdRequest *request)
{
    const char *const *titles = td_request_names (request, "title");

    for (gsize i = 0; titles[i] != NULL; i++) {
        const char *problem = td_request_field_problem (request, titles[i]);
        if (problem != NULL)
            return (struct wrong){ titles[i], problem };
    }
    return (struct wrong){ "file", td_request_field_problem (request, NULL) };
}

/* "up-3", "remove-2"; 0: another word. */
static int place_in (const char *pressed, const char *word)
{
    gint64 place = 0;

    if (g_str_has_prefix (pressed, word))
        g_ascii_string_to_signed (pressed + strlen (word), 10, 2, 99, &place, NULL);
    return (int) place;
}

static void go_on (TdRequest *request, const TdSubmission *draft)
{
    gboolean from_answers = g_str_equal (td_request_field (request, "from"), "answers");

    td_send_step_go (request, from_answers                                                    ? "answers"
                              : td_submission_too_long (td_request_instance (request), draft) ? "reason"
                                                                                              : "found");
}

static void stay (TdRequest *request)
{
    g_autofree char *here = td_send_step_address (request, "annexes");

    td_reply_redirect (request, here);
}

static gboolean move_or_remove (TdRequest *request, const TdSendStep *step, gboolean *ret_done, GError **error)
{
    const char *pressed = td_request_field (request, "do");
    int up = place_in (pressed, "up-"), away = place_in (pressed, "remove-");
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);

    *ret_done = up > 0 || away > 0;
    if (up > 0)
        return td_submission_move_file (instance, viewer, step->cookie.key, step->cookie.id, up, error);
    return away == 0 || td_submission_remove_file (instance, viewer, step->cookie.key, step->cookie.id, away, error);
}

/* A file that was chosen is taken whether one goes on or stays. */
static gboolean add (TdRequest *request, const TdSendStep *step, gboolean *ret_had, GError **error)
{
    g_auto (TdSentFile) file = { .fd = -1 };

    if (!td_sent_file_open (request, step, &file, error))
        return FALSE;
    *ret_had = file.fd >= 0 || file.there;
    return file.fd < 0
           || td_sent_file_take (request, step, &file, part_of (request, step->draft),
                                 td_request_field (request, "title"), error);
}

gboolean td_send_annexes (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    const char *chosen = td_request_field (request, "part");
    struct wrong wrong = wrong_of (request);
    gboolean done = FALSE, had = FALSE, on = g_str_equal (td_request_field (request, "do"), "on");
    GError *problem = NULL;
    g_autofree char *message = NULL;
    g_autofree char *field = NULL;

    if (!open_step (request, &step, error))
        return *error == NULL;
    if (wrong.message != NULL)
        return annexes_page (request, step.draft, chosen, wrong);
    if (!keep_titles (request, &step, &field, &problem) || !move_or_remove (request, &step, &done, &problem)
        || (!done && !add (request, &step, &had, &problem)))
        return td_send_step_problem (problem, &message, error)
               && annexes_page (request, step.draft, chosen, (struct wrong){ field != NULL ? field : "file", message });
    if (!done && !had && on && *td_request_field (request, "title") != '\0')
        return annexes_page (
            request, step.draft, chosen,
            (struct wrong){ "file", N_ ("You wrote what the file is, but chose none. Choose it, or empty "
                                        "the field below it.") });
    if (!done && !had && !on)
        return annexes_page (request, step.draft, chosen,
                             (struct wrong){ "file", N_ ("Choose the file, then add it. Or continue without.") });
    if (on)
        go_on (request, step.draft);
    else
        stay (request);
    return TRUE;
}
