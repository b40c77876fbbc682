/* Commands: general-comment compilation|bench|changes|release. They act as the secretariat. */
#include "areas/general_comments/bench-commands.h"

#include "areas/general_comments/compilation.h"
#include "areas/general_comments/draft-change.h"
#include "areas/general_comments/outcome.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static int print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
    return DONE;
}

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

/* ---- compilation ---- */

static char *given_to, *given_file, *given_draft;
static gboolean given_committee;

const GOptionEntry td_compilation_options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &given_to, "docx or pdf", "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given_file, "Where to write it", "FILE" },
    { "draft", 0, 0, G_OPTION_ARG_STRING, &given_draft, "Its draft by number; the last with comments if left out",
      "N" },
    { "committee", 0, 0, G_OPTION_ARG_NONE, &given_committee,
      "Comments for the Committee alone too; it is marked so on every page", NULL },
    { NULL },
};

/* The id of the draft that is meant; NULL with error. */
static char *draft_of (TdInstance *instance, const char *general, GError **error)
{
    g_autoptr (TdGeneralComment) g = td_general_comment_get (instance, general, error);
    g_autoptr (GPtrArray) drafts = g != NULL ? td_comment_draft_list (instance, g->id, error) : NULL;
    const TdCommentDraft *found = NULL;

    if (drafts == NULL)
        return NULL;
    for (guint i = 0; i < drafts->len; i++) {
        const TdCommentDraft *d = drafts->pdata[i];
        g_autofree char *n = g_strdup_printf ("%d", d->n);
        if (given_draft != NULL ? g_str_equal (given_draft, n)
                                : found == NULL || td_general_comment_phase (g, d->id) != NULL)
            found = d;
    }
    if (found != NULL)
        return g_strdup (found->id);
    g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_NOT_FOUND,
                         "This general comment has no such draft. The command general-comment show lists them.");
    return NULL;
}

static int write_file (TdInstance *instance, const char *draft, TdFileFormat format, const char *locale, GError **error)
{
    g_autoptr (GBytes) bytes =
        td_compilation_file (instance, &secretariat, draft, given_committee ? TD_EDITION_COMMITTEE : TD_EDITION_PUBLIC,
                             locale, format, error);
    gsize size = 0;
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

    if (bytes == NULL)
        return SAID_NO;
    if (g_file_set_contents (given_file, data, (gssize) size, NULL))
        return DONE;
    g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT,
                         "The file cannot be written there. Name another place.");
    return SAID_NO;
}

int td_compilation_run (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *draft = NULL;
    TdFileFormat format;

    if (given_to == NULL || !td_file_format_from_word (given_to, &format)
        || (format != TD_FILE_DOCX && format != TD_FILE_PDF) || given_file == NULL)
        return wrong_use (error, "Say as what and where: --to docx or --to pdf, and -o FILE.");
    instance = open_instance (call, error);
    if (instance == NULL || (draft = draft_of (instance, call->words[1], error)) == NULL)
        return SAID_NO;
    return write_file (instance, draft, format, call->locale, error);
}

/* ---- the rest ---- */

int td_bench_run (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) list =
        instance != NULL ? td_bench_comments (instance, &secretariat, call->words[1], error) : NULL;

    if (list == NULL)
        return SAID_NO;
    if (call->json)
        return print_json (td_bench_to_json (call->words[1], list, list));
    for (guint i = 0; i < list->len; i++) {
        const TdBenchComment *b = list->pdata[i];
        printf ("%s  %s%d  %-6s  %s\n", b->comment->id, b->comment->confidential ? "for the Committee alone " : "",
                b->comment->number, b->comment->anchor != NULL ? b->comment->anchor : "whole",
                b->decided ? td_disposition_word (b->disposition) : "waits");
    }
    return DONE;
}

int td_draft_changes_run (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (TdDraftChanges) c =
        instance != NULL ? td_draft_changes (instance, &secretariat, call->words[1], NULL, NULL, error) : NULL;

    if (c == NULL)
        return SAID_NO;
    if (call->json)
        return print_json (td_draft_changes_to_json (c));
    for (guint i = 0; i < c->changes->len; i++) {
        const TdDraftChange *change = c->changes->pdata[i];
        printf ("%-8s  %s  comments that led to it: %u\n",
                change->kind == TD_DRAFT_ADDED     ? "came"
                : change->kind == TD_DRAFT_REMOVED ? "went"
                                                   : "changed",
                change->anchor, change->causes->len);
    }
    return DONE;
}

int td_outcome_release_run (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL && td_outcome_release (instance, &secretariat, call->words[1], error)
                   && td_jobs_catch_up (instance, td_area_subscribers (), error)
               ? DONE
               : SAID_NO;
}
