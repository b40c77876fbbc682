/* Commands: paper begin|list|show|write|adopt|transmit|publish. They act as the secretariat. */
#include "areas/papers/paper-file.h"
#include "areas/papers/paper-json.h"
#include "areas/papers/paper.h"
#include "areas/papers/papers-area.h"
#include "areas/papers/pool-commands.h"
#include "base/errors.h"
#include "base/limits.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
}

static TdInstance *open_it (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

/* What stands now of one paper. */
static int tell (const TdCommandCall *call, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdPaper) p = td_paper_get (instance, &secretariat, id, error);

    if (p == NULL)
        return SAID_NO;
    if (call->json)
        print_json (td_paper_to_json (instance, p, call->locale));
    else
        printf ("%s  %s  %s  review %d  %s%s%s\n", p->id, p->kind, p->state, p->cycle, td_paper_status_word (p),
                p->symbol != NULL ? "  " : "", p->symbol != NULL ? p->symbol : "");
    return DONE;
}

/* ---- begin ---- */

static char *begin_kind, *begin_state, *begin_language;
static int begin_cycle;
static const GOptionEntry begin_options[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &begin_kind, "Kind of paper, of the profile's papers.csv", "KIND" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &begin_state, "State party it is on", "ISO3" },
    { "cycle", 0, 0, G_OPTION_ARG_INT, &begin_cycle, "Review; the one under way if left out", "N" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &begin_language, "Language in which it is written", "TAG" },
    { NULL },
};

static int run_begin (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_it (call, error);
    g_autofree char *id = NULL;

    if (instance == NULL
        || !td_paper_begin (instance, &secretariat, begin_kind, begin_state, begin_cycle, begin_language, &id, error))
        return SAID_NO;
    return tell (call, instance, id, error);
}

/* ---- list, show ---- */

static char *list_state, *list_kind;
static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &list_state, "Only those on this State", "ISO3" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &list_kind, "Only this kind", "KIND" },
    { NULL },
};

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_it (call, error);
    const TdPaperFilter filter = { .state = list_state, .kind = list_kind };
    g_autoptr (GPtrArray) list = instance != NULL ? td_paper_list (instance, &secretariat, &filter, error) : NULL;
    json_t *json;

    if (list == NULL)
        return SAID_NO;
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdPaper *p = list->pdata[i];
        if (call->json)
            json_array_append_new (json, td_paper_to_json (instance, p, call->locale));
        else
            printf ("%s  %-24s  %s  review %d  %-11s  %s\n", p->id, p->kind, p->state, p->cycle,
                    td_paper_status_word (p), p->symbol != NULL ? p->symbol : "");
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "papers", json));
    else
        json_decref (json);
    return DONE;
}

/* The words of a section as people type them. */
static void print_section (const TdTextSection *s)
{
    g_autofree char *typed = td_text_section_typed (s, TD_TEXT_PLAIN);

    printf ("\n%s\n\n%s\n", s->title, typed);
}

static char *show_files[TD_N_FILES];
static const GOptionEntry show_options[] = {
    { "docx", 0, 0, G_OPTION_ARG_FILENAME, &show_files[TD_FILE_DOCX], "Write it as DOCX", "FILE" },
    { "odt", 0, 0, G_OPTION_ARG_FILENAME, &show_files[TD_FILE_ODT], "Write it as ODT", "FILE" },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &show_files[TD_FILE_PDF], "Write it as PDF", "FILE" },
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &show_files[TD_FILE_HTML], "Write it as HTML", "FILE" },
    { "epub", 0, 0, G_OPTION_ARG_FILENAME, &show_files[TD_FILE_EPUB], "Write it as EPUB", "FILE" },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &show_files[TD_FILE_TEXT], "Write it as plain text", "FILE" },
    { NULL },
};

static gboolean write_files (TdInstance *instance, const char *id, GError **error)
{
    for (int format = 0; format < TD_N_FILES; format++) {
        g_autoptr (GBytes) bytes = NULL;
        gsize size;
        const char *data;
        if (show_files[format] == NULL)
            continue;
        bytes = td_paper_file_bytes (instance, &secretariat, id, (TdFileFormat) format, error);
        if (bytes == NULL)
            return FALSE;
        data = g_bytes_get_data (bytes, &size);
        if (!g_file_set_contents (show_files[format], data, (gssize) size, NULL)) {
            g_set_error_literal (error, TD_PAPERS_ERROR, TD_ERROR_INPUT,
                                 "The file cannot be written there. Name another place.");
            return FALSE;
        }
    }
    return TRUE;
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_it (call, error);
    g_autoptr (TdPaper) p = instance != NULL ? td_paper_get (instance, &secretariat, call->words[1], error) : NULL;
    g_autoptr (TdText) text = p != NULL ? td_paper_text (instance, &secretariat, p->id, error) : NULL;

    if (text == NULL || !write_files (instance, p->id, error))
        return SAID_NO;
    if (call->json) {
        print_json (td_paper_whole_json (instance, p, text, call->locale));
        return DONE;
    }
    printf ("%s\n%s  review %d  %s\n", text->title, p->symbol != NULL ? p->symbol : p->id, p->cycle,
            td_paper_status_word (p));
    for (guint i = 0; i < text->sections->len; i++)
        print_section (text->sections->pdata[i]);
    return DONE;
}

/* ---- write ---- */

static char *write_section;
static gint64 write_base = -1;
static const GOptionEntry write_options[] = {
    { "section", 0, 0, G_OPTION_ARG_STRING, &write_section, "Section of the outline", "SECTION" },
    { "base", 0, 0, G_OPTION_ARG_INT64, &write_base, "Version that was read; the one that stands if left out", "N" },
    { NULL },
};

/* The number that stands in the section; -1 with error. */
static gint64 standing (TdInstance *instance, const TdWriter *writer, const char *id, const char *section,
                        GError **error)
{
    g_autoptr (TdWritten) w = td_writing_get (instance, writer, "paper", id, error);

    for (guint i = 0; w != NULL && i < w->sections->len; i++) {
        const TdWrittenSection *s = w->sections->pdata[i];
        if (g_strcmp0 (s->slug, section) == 0)
            return s->version;
    }
    if (w != NULL)
        g_set_error_literal (error, TD_PAPERS_ERROR, TD_ERROR_INPUT,
                             "The paper has no such section. `paper show --json` names its sections.");
    return -1;
}

static int run_write (const TdCommandCall *call, GError **error)
{
    static const char *const words[] = { "stands", "same", "branch" };
    g_autoptr (TdInstance) instance = open_it (call, error);
    const TdWriter writer = { .viewer = &secretariat };
    TdWritingSave save = { .kind = "paper", .section = write_section, .base = write_base, .done = TRUE };
    g_autofree char *typed = NULL;
    g_autofree char *version = NULL;
    TdSaved saved;

    if (instance == NULL)
        return SAID_NO;
    save.thing = call->words[1];
    if (!g_file_get_contents (call->words[2], &typed, NULL, NULL) || !g_utf8_validate (typed, -1, NULL)) {
        g_set_error_literal (error, TD_PAPERS_ERROR, TD_ERROR_INPUT,
                             "This file is not there, or is no text in UTF-8. Name the file that holds the section.");
        return SAID_NO;
    }
    save.typed = typed;
    if (save.base < 0 && (save.base = standing (instance, &writer, save.thing, write_section, error)) < 0)
        return SAID_NO;
    if (!td_writing_save (instance, &writer, &save, &saved, &version, error))
        return SAID_NO;
    if (call->json)
        print_json (
            json_pack ("{s:s, s:s, s:s?}", "section", write_section, "saved", words[saved], "version", version));
    else
        printf ("%s: %s\n", write_section, words[saved]);
    return DONE;
}

/* ---- adopt, transmit, publish ---- */

static char *adopt_symbol;
static int adopt_session;
static const GOptionEntry adopt_options[] = {
    { "symbol", 0, 0, G_OPTION_ARG_STRING, &adopt_symbol, "Its symbol; the next free one if left out", "SYMBOL" },
    { "session", 0, 0, G_OPTION_ARG_INT, &adopt_session, "Session in which it was adopted", "N" },
    { NULL },
};

static int run_adopt (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_it (call, error);
    g_autofree char *next = NULL;
    const char *symbol = adopt_symbol;

    if (instance == NULL)
        return SAID_NO;
    if (symbol == NULL)
        symbol = next = td_paper_next_symbol (instance, &secretariat, call->words[1], error);
    if (symbol == NULL || !td_paper_adopt (instance, &secretariat, call->words[1], symbol, adopt_session, NULL, error))
        return SAID_NO;
    return tell (call, instance, call->words[1], error);
}

static char *transmit_embargo;
static const GOptionEntry transmit_options[] = {
    { "embargo", 0, 0, G_OPTION_ARG_STRING, &transmit_embargo, "Published by itself then, in the Committee's zone",
      "LOCAL" },
    { NULL },
};

static int run_transmit (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_it (call, error);

    if (instance == NULL || !td_paper_transmit (instance, &secretariat, call->words[1], transmit_embargo, error))
        return SAID_NO;
    return tell (call, instance, call->words[1], error);
}

static gboolean publish_early, publish_due;
static const GOptionEntry publish_options[] = {
    { "early", 0, 0, G_OPTION_ARG_NONE, &publish_early, "Before its embargo is over", NULL },
    { "due", 0, 0, G_OPTION_ARG_NONE, &publish_due, "All whose embargo is over, and no other", NULL },
    { NULL },
};

static int run_publish (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_it (call, error);

    if (instance == NULL)
        return SAID_NO;
    if (publish_due == (call->n_words == 2)) {
        g_set_error_literal (error, TD_PAPERS_ERROR, TD_ERROR_INPUT,
                             "Name one paper, or say --due for all whose embargo is over.");
        return SAID_NO;
    }
    if (publish_due)
        return td_paper_publish_due (instance, error) ? DONE : SAID_NO;
    if (!td_paper_publish (instance, &secretariat, call->words[1], publish_early, error))
        return SAID_NO;
    return tell (call, instance, call->words[1], error);
}

const TdCommand td_paper_commands[] = {
    { "paper", "begin", "DIR", "Begins a paper of the Committee on a State", 1, 1, begin_options, run_begin },
    { "paper", "list", "DIR", "Lists papers of the Committee", 1, 1, list_options, run_list },
    { "paper", "show", "DIR ID", "Shows one paper with its text", 2, 2, show_options, run_show },
    { "paper", "write", "DIR ID FILE", "Writes one section of a draft", 3, 3, write_options, run_write },
    { "paper", "adopt", "DIR ID", "Records that the Committee adopted a paper", 2, 2, adopt_options, run_adopt },
    { "paper", "transmit", "DIR ID", "Transmits an adopted paper to its State in confidence", 2, 2, transmit_options,
      run_transmit },
    { "paper", "publish", "DIR [ID]", "Publishes a paper at its symbol", 1, 2, publish_options, run_publish },
    { "pool", NULL, "DIR STATE", "Proposed questions and recommendations on a State, alike ones together", 2, 2,
      td_pool_options, td_run_pool },
    { NULL },
};
