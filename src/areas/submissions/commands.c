/* Commands of submissions: read, submit, submission list|show; and the table of all. */
#include "areas/submissions/submissions-area.h"

#include "areas/submissions/act-commands.h"
#include "areas/submissions/reading.h"
#include "areas/submissions/submission.h"
#include "areas/subscribers.h"
#include "base/command.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

/* Who runs a command holds the folder and its keys: the secretariat, as far as deciding goes. */
static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
static const TdViewer nobody = TD_VIEWER_NOBODY;

static int say_no (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return SAID_NO;
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_REAL_PRECISION (3));
    putchar ('\n');
    json_decref (take_json);
}

/* A file that a person named; the sentence is theirs to act on and shows no path of the machine. */
static int open_file (const char *path, GError **error)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd >= 0 && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return fd;
    if (fd >= 0)
        close (fd);
    g_set_error_literal (error, TD_SUBMISSION_ERROR, TD_ERROR_INPUT,
                         fd >= 0 || errno == EISDIR ? "This is not a file. Name the file of the report."
                         : errno == ENOENT          ? "There is no such file. Check the name and the folder."
                                                    : "The file cannot be opened. Check that you may read it.");
    return -1;
}

/* ---- read ---- */

static char *read_profile;
static const GOptionEntry read_options[] = {
    { "profile", 0, 0, G_OPTION_ARG_STRING, &read_profile, "Profile whose articles and rules are used", "NAME" },
    { NULL },
};

static void print_document (const TdDocument *d, const TdProfile *profile, const char *locale)
{
    g_autofree char *too_long = td_submission_pages_words (profile, d->pages_counted, d->pages_estimated, locale);

    printf ("%s: %s%d pages, %" G_GINT64_FORMAT " words, language %s\n", d->title != NULL ? d->title : "(no title)",
            d->pages_estimated ? "about " : "", d->pages, d->words, d->language);
    if (too_long != NULL)
        printf ("%s\n", too_long);
    if (d->no_text)
        printf ("%s\n", td_document_no_text_advice ());
    for (guint i = 0; i < d->paragraphs->len; i++) {
        const TdParagraph *p = d->paragraphs->pdata[i];
        printf ("\n%d. [page %d, %s, %s", p->n, p->page, td_paragraph_kind_name (p->kind), p->language);
        for (guint a = 0; a < p->articles->len; a++)
            printf ("%s%d", a == 0 ? "; articles " : ", ", g_array_index (p->articles, TdTag, a).article);
        printf ("]\n%s%s%s\n", p->number != NULL ? p->number : "", p->number != NULL ? " " : "", p->text);
    }
}

/* The profile is loaded in a thread of its own while the cell reads the file: each takes its time. */
typedef struct {
    GThread *thread;
    TdProfile *profile;
    GError *error;
} Loading;

static gpointer load_profile (gpointer data)
{
    Loading *loading = data;

    loading->profile = td_profile_load (read_profile != NULL ? read_profile : "cmw", &loading->error);
    return NULL;
}

static TdProfile *loaded (Loading *loading, GError **error)
{
    if (loading->thread != NULL)
        g_thread_join (g_steal_pointer (&loading->thread));
    if (loading->error != NULL)
        g_propagate_error (error, g_steal_pointer (&loading->error));
    return loading->profile;
}

static gboolean size_ok (const TdProfile *profile, gint64 size, GError **error)
{
    if (size <= profile->file_bytes)
        return TRUE;
    g_set_error (error, TD_SUBMISSION_ERROR, TD_ERROR_TOO_LARGE,
                 "This file is larger than %d MB. Make its pictures smaller or send it in parts.",
                 (int) (profile->file_bytes / (1024 * 1024)));
    return FALSE;
}

static gboolean read_needs (gpointer data, const TdTagger **ret_tagger, const TdPageRule **ret_rule, GError **error)
{
    const TdProfile *profile = loaded (data, error);

    if (profile == NULL)
        return FALSE;
    *ret_tagger = profile->tagger;
    *ret_rule = &profile->page_rule;
    return TRUE;
}

static TdDocument *read_file (Loading *loading, int fd, GError **error)
{
    enum { SMALL = 1024 * 1024 }; /* no profile refuses so little, so the cell may begin at once */
    g_autofree char *reader = td_instance_reader_path ();
    g_autoptr (TdCellPool) cells = td_cell_pool_new (reader, 0);
    gint64 size = lseek (fd, 0, SEEK_END);

    if (size > SMALL && (loaded (loading, error) == NULL || !size_ok (loading->profile, size, error)))
        return NULL;
    return td_document_read_with (cells, fd, read_needs, loading, error);
}

static int run_read (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdDocument) document = NULL;
    Loading loading = { NULL };
    int fd = open_file (call->words[0], error);

    if (fd < 0)
        return SAID_NO;
    loading.thread = g_thread_new ("profile", load_profile, &loading);
    document = read_file (&loading, fd, error);
    close (fd);
    loaded (&loading, NULL);
    if (document != NULL && call->json)
        print_json (td_document_to_json (document));
    else if (document != NULL)
        print_document (document, loading.profile, call->locale);
    td_profile_free (loading.profile);
    return document != NULL ? DONE : SAID_NO;
}

/* ---- submit ---- */

static struct {
    char *state, *as_state, *purpose, *organisation, *kind, *contact, *articles, *reason, *late_reason, *title,
        *language;
    char **annexes, *core_document;
    gboolean is_public, confidential, name_withheld, decline_receipt;
    char **priorities;
} given;

static const GOptionEntry submit_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "State party it is about", "ISO3" },
    { "as-state", 0, 0, G_OPTION_ARG_STRING, &given.as_state,
      "This State's own paper, entered in its name from what it sent on paper", "ISO3" },
    { "annex", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.annexes, "An annex of the report", "FILE" },
    { "core-document", 0, 0, G_OPTION_ARG_FILENAME, &given.core_document, "The State's common core document", "FILE" },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &given.purpose, "What it is for: dialogue, list-of-issues, …", "PURPOSE" },
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &given.organisation, "Who sends it", "NAME" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &given.kind, "Kind of sender: ngo, trade-union, academic, …", "KIND" },
    { "contact", 0, 0, G_OPTION_ARG_STRING, &given.contact, "How to reach the sender", "ADDRESS" },
    { "articles", 0, 0, G_OPTION_ARG_STRING, &given.articles, "Articles it speaks of, in the sender's word", "16,17" },
    { "public", 0, 0, G_OPTION_ARG_NONE, &given.is_public, "May be shown to everybody", NULL },
    { "confidential", 0, 0, G_OPTION_ARG_NONE, &given.confidential, "For the Committee alone (what silence means)",
      NULL },
    { "name-withheld", 0, 0, G_OPTION_ARG_NONE, &given.name_withheld, "Text public, name for the Committee alone",
      NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why it is longer than the Committee asks", "TEXT" },
    { "late-reason", 0, 0, G_OPTION_ARG_STRING, &given.late_reason,
      "Came on paper after its call was over: why it is taken all the same, for everybody to read", "TEXT" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &given.title, "Title, if the one found is not right", "TEXT" },
    { "document-language", 0, 0, G_OPTION_ARG_STRING, &given.language, "Language, if the one found is not right",
      "TAG" },
    { "priority", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.priorities, "A priority, at most three: 16:One sentence",
      "ARTICLE:TEXT" },
    { "no-receipt", 0, 0, G_OPTION_ARG_NONE, &given.decline_receipt, "Keep and give no receipt", NULL },
    { NULL },
};

/* "16,17" to numbers; NULL with error. */
static GArray *parse_articles (const char *text, GError **error)
{
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (int));
    g_auto (GStrv) parts = g_strsplit (text, ",", -1);

    for (gsize i = 0; parts[i] != NULL; i++) {
        gint64 number = 0;
        int article;
        gboolean twice = FALSE;
        if (!g_ascii_string_to_signed (g_strstrip (parts[i]), 10, 1, 9999, &number, NULL)) {
            say_no (error, TD_ERROR_INPUT, "Write the articles as numbers with commas between: 16,17");
            return NULL;
        }
        article = (int) number;
        for (guint k = 0; k < articles->len; k++)
            twice |= g_array_index (articles, int, k) == article;
        if (!twice)
            g_array_append_val (articles, article);
    }
    return g_steal_pointer (&articles);
}

static void priority_free (gpointer data)
{
    g_free (((TdPriority *) data)->text);
    g_free (data);
}

/* "16:One sentence" or "One sentence". */
static GPtrArray *parse_priorities (char **texts)
{
    GPtrArray *priorities = g_ptr_array_new_with_free_func (priority_free);

    for (gsize i = 0; texts != NULL && texts[i] != NULL; i++) {
        const char *colon = strchr (texts[i], ':');
        g_autofree char *before = colon != NULL ? g_strndup (texts[i], (gsize) (colon - texts[i])) : NULL;
        TdPriority *p = g_new0 (TdPriority, 1);
        gint64 number = 0;
        gboolean named = before != NULL && g_ascii_string_to_signed (before, 10, 1, 9999, &number, NULL);
        p->article = named ? (int) number : 0;
        p->text = g_strdup (named ? colon + 1 : texts[i]);
        g_strstrip (p->text);
        g_ptr_array_add (priorities, p);
    }
    return priorities;
}

static const char *given_visibility (void)
{
    if (given.is_public)
        return td_visibility_word (TD_VISIBILITY_PUBLIC);
    if (given.name_withheld)
        return td_visibility_word (TD_VISIBILITY_NAME_WITHHELD);
    return td_visibility_word (TD_VISIBILITY_COMMITTEE);
}

/* Of a State's own paper nobody says what it is about, who sends it or who may see it. */
static gboolean check_given_as_state (GError **error)
{
    if (given.purpose == NULL)
        say_no (error, TD_ERROR_INPUT, "Say which of the State's papers it is with --purpose.");
    else if (given.late_reason != NULL)
        say_no (error, TD_ERROR_INPUT,
                "No deadline of a call closes for a State's own paper: leave out --late-reason.");
    else if (given.state != NULL || given.organisation != NULL || given.kind != NULL || given.confidential
             || given.name_withheld)
        say_no (error, TD_ERROR_INPUT,
                "A State's own paper is about that State, sent by it and public: leave out --state, --organisation, "
                "--kind, --confidential and --name-withheld.");
    else
        return TRUE;
    return FALSE;
}

static gboolean check_given (GError **error)
{
    const struct {
        const char *value, *sentence;
    } needed[] = {
        { given.state, "Name the State party with --state ISO3." },
        { given.purpose, "Say what it is for with --purpose, such as dialogue." },
        { given.organisation, "Say who sends it with --organisation." },
        { given.kind, "Say what kind of sender with --kind, such as ngo." },
    };

    if (given.as_state != NULL)
        return check_given_as_state (error);
    for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
        if (needed[i].value == NULL) {
            g_set_error_literal (error, TD_SUBMISSION_ERROR, TD_ERROR_INPUT, needed[i].sentence);
            return FALSE;
        }
    if (given.late_reason != NULL && *given.late_reason == '\0') {
        say_no (error, TD_ERROR_INPUT,
                "Say with --late-reason why it is taken late. Everybody reads it, so name nobody.");
        return FALSE;
    }
    if (given.is_public + given.confidential + given.name_withheld > 1) {
        say_no (error, TD_ERROR_INPUT, "Choose one of --public, --name-withheld and --confidential.");
        return FALSE;
    }
    return TRUE;
}

static gboolean add_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                          const char *file, TdFilePart part, GError **error)
{
    int fd = open_file (file, error);
    gboolean added;

    if (fd < 0)
        return FALSE;
    added = td_submission_add_part (instance, viewer, key, id, fd, file, part, NULL, error);
    close (fd);
    return added;
}

/* The first is the report; others stand behind it as its annexes. */
static gboolean add_files (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, char **files,
                           GError **error)
{
    for (gsize i = 0; files[i] != NULL; i++)
        if (!add_file (instance, viewer, key, id, files[i], i == 0 ? TD_PART_MAIN : TD_PART_ANNEX, error))
            return FALSE;
    for (gsize i = 0; given.annexes != NULL && given.annexes[i] != NULL; i++)
        if (!add_file (instance, viewer, key, id, given.annexes[i], TD_PART_ANNEX, error))
            return FALSE;
    return given.core_document == NULL
           || add_file (instance, viewer, key, id, given.core_document, TD_PART_CORE_DOCUMENT, error);
}

static gboolean answer_all (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, char **files,
                            GError **error)
{
    g_autoptr (GArray) articles = given.articles != NULL ? parse_articles (given.articles, error) : NULL;
    g_autoptr (GPtrArray) priorities = parse_priorities (given.priorities);
    TdAnswers first = { .state = given.state,
                        .purpose = given.purpose,
                        .sender_name = given.organisation,
                        .sender_kind = given.kind,
                        .contact = given.contact,
                        .reason = given.reason,
                        .visibility = given.as_state == NULL ? given_visibility () : NULL };
    TdAnswers then = { .title = given.title,
                       .language = given.language,
                       .checked = TRUE,
                       .articles = articles,
                       .set_articles = articles != NULL,
                       .priorities = priorities,
                       .set_priorities = TRUE };

    if (given.articles != NULL && articles == NULL)
        return FALSE;
    return td_submission_answer (instance, viewer, key, id, &first, NULL, error)
           && add_files (instance, viewer, key, id, files, error)
           && td_submission_answer (instance, viewer, key, id, &then, NULL, error);
}

/* DIR/receipts/ID.txt, synced before its path is printed: a receipt that is named is there. */
static char *write_receipt (TdInstance *instance, const char *id, const TdReceipt *receipt, GError **error)
{
    g_autofree char *name = g_strconcat (id, ".txt", NULL);
    g_autofree char *path = g_build_filename (instance->folder, "receipts", name, NULL);
    g_autofree char *text = td_receipt_to_text (receipt);

    if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   NULL)) {
        say_no (error, TD_ERROR_OURS,
                "The report was received, but its receipt could not be written. Look at the space on the disk; the "
                "receipt is on the report's page.");
        return NULL;
    }
    return g_steal_pointer (&path);
}

static void print_submitted (const TdInstance *instance, const TdSubmission *s, const char *receipt, gboolean as_json,
                             const char *locale)
{
    g_autoptr (GPtrArray) warnings = td_submission_warnings (instance, s, locale);

    if (as_json) {
        json_t *json = td_submission_to_json (instance, s, NULL, &secretariat);
        json_t *list = json_array ();
        for (guint i = 0; i < warnings->len; i++)
            json_array_append_new (list, json_string (warnings->pdata[i]));
        json_object_set_new (json, "receipt", receipt != NULL ? json_string (receipt) : json_null ());
        json_object_set_new (json, "warnings", list);
        print_json (json);
        return;
    }
    printf ("Received: %s\n", s->id);
    if (receipt != NULL)
        printf ("Receipt: %s\n", receipt);
    for (guint i = 0; i < warnings->len; i++)
        printf ("Note: %s\n", (const char *) warnings->pdata[i]);
}

/* Who runs the command enters a State's paper, and what came late on paper, as the secretariat; what else an organisation sends by it
 * is nobody's account's. */
static gboolean viewer_of (const TdInstance *instance, TdViewer *ret_viewer, char **ret_actor, GError **error)
{
    const TdState *state = given.as_state != NULL ? td_profile_state (instance->profile, given.as_state) : NULL;

    *ret_viewer = given.late_reason != NULL ? secretariat : nobody;
    if (given.as_state == NULL)
        return TRUE;
    if (!td_door_may (&secretariat, TD_ACT_BEHALF, NULL, error))
        return FALSE;
    if (state == NULL) {
        say_no (error, TD_ERROR_NOT_FOUND, "This is not the code of a State party. Use three letters, like GHA.");
        return FALSE;
    }
    *ret_actor = g_strdup_printf ("%s for %s", td_viewer_actor (&secretariat), state->iso3);
    ret_viewer->behalf_state = state->iso3;
    ret_viewer->actor = *ret_actor;
    return TRUE;
}

static int run_submit (const TdCommandCall *call, GError **error)
{
    TdViewer viewer;
    g_autofree char *actor = NULL;
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autofree char *path = NULL;
    gint64 began = td_clock_now (&call->clock);

    if (!check_given (error))
        return WRONG_USE;
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || !viewer_of (instance, &viewer, &actor, error)
        || !td_submission_begin (instance, &viewer, &id, &key, error))
        return SAID_NO;
    if (!answer_all (instance, &viewer, key, id, call->words + 1, error)
        || !td_submission_send (
            instance, &viewer, key, id,
            &(TdSendingHow){ .began = began, .late_reason = given.late_reason, .decline = given.decline_receipt },
            &receipt, error)) {
        /* A command that says no leaves no draft behind. */
        td_submission_discard (instance, &viewer, key, id, NULL);
        return SAID_NO;
    }
    if (receipt != NULL && (path = write_receipt (instance, id, receipt, error)) == NULL)
        return SAID_NO;
    s = td_submission_get (instance, &viewer, key, id, error);
    if (s == NULL || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    print_submitted (instance, s, path, call->json, call->locale);
    return DONE;
}

/* ---- submission … ---- */

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;

    if (instance == NULL || (s = td_submission_get (instance, &secretariat, NULL, call->words[1], error)) == NULL
        || !td_reading_note (instance, &secretariat, s, TD_READING_PAGE, error)
        || (paragraphs = td_submission_read_paragraphs (instance, s, error)) == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_submission_to_json (instance, s, paragraphs, &secretariat));
        return DONE;
    }
    printf ("%s  %s  %s  %s\n%s\n", s->id, s->state, td_status_word (s->status), td_visibility_word (s->visibility),
            s->title != NULL ? s->title : "");
    for (guint i = 0; i < paragraphs->len; i++)
        printf ("\n%s\n", ((TdParagraph *) paragraphs->pdata[i])->text);
    return DONE;
}

static char *list_state, *list_status;
static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &list_state, "Only about this State party", "ISO3" },
    { "status", 0, 0, G_OPTION_ARG_STRING, &list_status, "received, accepted, change-asked, published, …", "STATUS" },
    { NULL },
};

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    TdSubmissionFilter filter = { .state = list_state, .status = list_status, .limit = -1 };
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;

    if (instance == NULL || (list = td_submission_list (instance, &secretariat, &filter, error)) == NULL)
        return SAID_NO;
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdSubmission *s = list->pdata[i];
        if (call->json)
            json_array_append_new (json, td_submission_to_json (instance, s, NULL, &secretariat));
        else
            printf ("%s  %s  %-9s  %-13s  %s\n", s->id, s->state, td_status_word (s->status),
                    td_visibility_word (s->visibility), s->sender_name);
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "submissions", json));
    else
        json_decref (json);
    return DONE;
}

const TdCommand td_submission_commands[] = {
    { "read", NULL, "FILE", "Shows what the reader finds in a document; needs no instance", 1, 1, read_options,
      run_read },
    { "submit", NULL, "DIR FILE…", "Sends a contribution and prints its receipt", 2, 11, submit_options, run_submit },
    { "submission", "list", "DIR", "Lists what was sent", 1, 1, list_options, run_list },
    { "submission", "show", "DIR ID", "Shows one with its paragraphs", 2, 2, NULL, run_show },
    { "submission", "accept", "DIR ID", "Says that one was looked at", 2, 2, td_decide_options, td_run_accept },
    { "submission", "ask-change", "DIR ID", "Asks its sender to change something, with a reason", 2, 2,
      td_decide_options, td_run_ask_change },
    { "submission", "publish", "DIR ID", "Shows a public one to everybody", 2, 2, NULL, td_run_publish },
    { "submission", "refuse", "DIR ID", "Refuses one, with a reason", 2, 2, td_decide_options, td_run_refuse },
    { "submission", "withhold", "DIR ID", "Keeps or takes one from the public, with a reason", 2, 2, td_decide_options,
      td_run_withhold },
    { "submission", "duplicate", "DIR ID", "Says of which other one it is a duplicate", 2, 2, td_duplicate_options,
      td_run_duplicate },
    { "submission", "undo", "DIR ACT", "Takes a decision back, while nothing else happened since", 2, 2, NULL,
      td_run_undo },
    { "submission", "verify-sender", "DIR ID", "Says, with a reason, that the sender is who they say", 2, 2,
      td_decide_options, td_run_verify_sender },
    { "submission", "take-down", "DIR ID", "Takes one, or a name in it, off every page at once", 2, 2, td_down_options,
      td_run_take_down },
    { "submission", "put-back", "DIR ID", "Puts back what was taken down", 2, 2, NULL, td_run_put_back },
    { "submission", "erase", "DIR ID", "Destroys one for good", 2, 2, td_erase_options, td_run_erase },
    { "submission", "forget-receipt", "DIR ID", "Deletes the server's copy of one's receipt", 2, 2, td_erase_options,
      td_run_forget_receipt },
    { "submission", "readers", "DIR ID", "Shows who read one while it was not public", 2, 2, NULL, td_run_readers },
    { NULL },
};
