/* Commands: general-comment list|show|begin|stage|draft|adopt; comments on drafts are in comment-commands.c. */
#include "areas/general_comments/general-area.h"

#include "areas/general_comments/bench-commands.h"
#include "areas/general_comments/draft.h"
#include "areas/people/people.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"
#include "text/words.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_COMMAND;

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
}

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static TdInstance *open_instance (const TdCommandCall *call, int cells, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, cells, error);
}

static void print_one (const TdGeneralComment *g, const char *locale)
{
    g_autofree char *symbols = td_general_comment_symbols (g);

    printf ("%s  %-10s  %s%s%s\n", g->id, g->adopted != NULL ? g->adopted : "in the making",
            td_general_comment_title (g, locale, NULL), *symbols != '\0' ? "  " : "", symbols);
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, 0, error);
    g_autoptr (GPtrArray) list = instance != NULL ? td_general_comment_list (instance, error) : NULL;
    json_t *json;

    if (list == NULL)
        return SAID_NO;
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        if (call->json)
            json_array_append_new (json, td_general_comment_to_json (instance, list->pdata[i], call->locale));
        else
            print_one (list->pdata[i], call->locale);
    if (call->json)
        print_json (json_pack ("{s:o}", "general_comments", json));
    else
        json_decref (json);
    return DONE;
}

/* With its drafts. */
static json_t *whole_json (TdInstance *instance, const TdGeneralComment *g, const char *locale, GError **error)
{
    g_autoptr (GPtrArray) drafts = td_comment_draft_list (instance, g->id, error);
    json_t *json, *list;

    if (drafts == NULL)
        return NULL;
    list = json_array ();
    for (guint i = 0; i < drafts->len; i++)
        json_array_append_new (list, td_comment_draft_to_json (drafts->pdata[i], NULL));
    json = td_general_comment_to_json (instance, g, locale);
    json_object_set_new (json, "drafts", list);
    return json;
}

static void print_stage (const TdInstance *instance, const TdGeneralStage *s, const char *locale)
{
    static const char *const when[] = { "planned", "open", "over" };
    const TdGeneralStageKind *kind = td_profile_general_stage (instance->profile, s->kind);

    printf ("  %s  %-8s %s%s%s%s%s%s%s\n", s->id, when[td_general_stage_when (s, td_clock_now (&instance->clock))],
            td_words (locale, kind != NULL ? kind->label : s->kind), s->opens_local != NULL ? "  from " : "",
            s->opens_local != NULL ? s->opens_local : "", s->closes_local != NULL ? " to " : "",
            s->closes_local != NULL ? s->closes_local : "", s->draft != NULL ? "  draft " : "",
            s->draft != NULL ? s->draft : "");
}

static int show (const TdCommandCall *call, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdGeneralComment) g = td_general_comment_get (instance, id, error);
    json_t *json;

    if (g == NULL)
        return SAID_NO;
    if (call->json) {
        json = whole_json (instance, g, call->locale, error);
        if (json == NULL)
            return SAID_NO;
        print_json (json);
        return DONE;
    }
    print_one (g, call->locale);
    for (guint i = 0; i < g->stages->len; i++)
        print_stage (instance, g->stages->pdata[i], call->locale);
    return DONE;
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, 0, error);

    return instance != NULL ? show (call, instance, call->words[1], error) : SAID_NO;
}

static struct {
    char **titles, **bodies;
    char *theme, *drafter, *drafter_name;
    char *opens, *closes, *draft, *document, *call, *meeting, *note, *reason;
    char *language, *into, *day;
    gboolean final;
} given;

static const GOptionEntry begin_options[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.titles, "What it is called in a language: en=Recruitment fees",
      "TAG=TITLE" },
    { "body", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.bodies,
      "The body, or the two, whose it is, with symbol and number where known: \"CMW CMW/C/GC/6 6\"", "BODY" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &given.theme, "Its theme, of the profile's themes", "SLUG" },
    { "drafter", 0, 0, G_OPTION_ARG_STRING, &given.drafter, "Mail address of the member who drafts", "ADDRESS" },
    { "drafter-name", 0, 0, G_OPTION_ARG_STRING, &given.drafter_name, "Their name as it is shown", "NAME" },
    { NULL },
};

/* "en=Recruitment" as two words each; free with g_strfreev. NULL: one is not so. */
static char **split_titles (void)
{
    g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();

    for (gsize i = 0; given.titles != NULL && given.titles[i] != NULL; i++) {
        const char *equals = strchr (given.titles[i], '=');
        g_autofree char *tag = equals != NULL ? g_strndup (given.titles[i], (gsize) (equals - given.titles[i])) : NULL;
        if (tag == NULL)
            return NULL;
        g_strv_builder_add (pairs, tag);
        g_strv_builder_add (pairs, equals + 1);
    }
    return g_strv_builder_end (pairs);
}

static int run_begin (const TdCommandCall *call, GError **error)
{
    g_auto (GStrv) titles = split_titles ();
    const TdGeneralWish wish = { .titles = (const char *const *) titles,
                                 .bodies = (const char *const *) given.bodies,
                                 .theme = given.theme,
                                 .drafter = given.drafter,
                                 .drafter_name = given.drafter_name };
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;

    if (titles == NULL || titles[0] == NULL || given.bodies == NULL)
        return wrong_use (error, "Say what it is called with --title en=TITLE, and whose it is with --body CMW.");
    instance = open_instance (call, 0, error);
    if (instance == NULL || !td_general_comment_begin (instance, &secretariat, &wish, &id, NULL, error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    return show (call, instance, id, error);
}

static const GOptionEntry stage_options[] = {
    { "opens", 0, 0, G_OPTION_ARG_STRING, &given.opens, "From when, in the body's zone: a day, or with a time",
      "TIME" },
    { "closes", 0, 0, G_OPTION_ARG_STRING, &given.closes, "Until when, likewise", "TIME" },
    { "draft", 0, 0, G_OPTION_ARG_STRING, &given.draft, "Which draft comments are on, by its number", "N" },
    { "document", 0, 0, G_OPTION_ARG_STRING, &given.document, "A document of the library, by its symbol; \"\": none",
      "SYMBOL" },
    { "call", 0, 0, G_OPTION_ARG_STRING, &given.call, "A call for input; \"\": none", "ID" },
    { "meeting", 0, 0, G_OPTION_ARG_STRING, &given.meeting, "A public meeting; \"\": none", "ID" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &given.note, "What else everybody is to know of it", "TEXT" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why the end of comments moves, for everybody", "TEXT" },
    { NULL },
};

static int run_stage (const TdCommandCall *call, GError **error)
{
    const TdGeneralStageWish wish = { .stage = call->words[2],
                                      .opens = given.opens,
                                      .closes = given.closes,
                                      .draft = given.draft,
                                      .document = given.document,
                                      .call = given.call,
                                      .meeting = given.meeting,
                                      .note = given.note,
                                      .reason = given.reason };
    g_autoptr (TdInstance) instance = open_instance (call, 0, error);

    if (instance == NULL
        || !td_general_comment_set_stage (instance, &secretariat, call->words[1], &wish, NULL, NULL, error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    return show (call, instance, call->words[1], error);
}

static const GOptionEntry draft_options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &given.language, "Its language (else as the reader finds)", "TAG" },
    { "into", 0, 0, G_OPTION_ARG_STRING, &given.into, "A further language of the draft with this number", "N" },
    { "final", 0, 0, G_OPTION_ARG_NONE, &given.final, "Nothing follows it but its adoption", NULL },
    { NULL },
};

static int run_draft (const TdCommandCall *call, GError **error)
{
    const TdDraftWish wish = {
        .general_comment = call->words[1], .into = given.into, .language = given.language, .final = given.final
    };
    g_autoptr (TdInstance) instance = open_instance (call, 1, error);
    g_autoptr (TdCommentDraft) d = NULL;
    g_autofree char *id = NULL;
    g_autofree char *warning = NULL;
    g_autofree char *name = NULL;
    gboolean done;
    int fd;

    if (instance == NULL)
        return SAID_NO;
    fd = open (call->words[2], O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT,
                             "This file cannot be opened. Look whether its name is right and whether you may read it.");
        return SAID_NO;
    }
    done = td_comment_draft_import (instance, &secretariat, &wish, fd, &id, &warning, error);
    close (fd);
    if (!done || (d = td_comment_draft_get (instance, id, error)) == NULL
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    if (call->json) {
        json_t *json = td_comment_draft_to_json (d, NULL);
        json_object_set_new (json, "warning", warning != NULL ? json_string (warning) : json_null ());
        print_json (json);
        return DONE;
    }
    name = td_comment_draft_name (d, call->locale);
    printf ("%s  %s\n", d->id, name);
    if (warning != NULL)
        printf ("Note: %s\n", warning);
    return DONE;
}

static const GOptionEntry adopt_options[] = {
    { "draft", 0, 0, G_OPTION_ARG_STRING, &given.draft, "Which draft was adopted, by its number (the last)", "N" },
    { "body", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.bodies, "Its bodies with their symbols: \"CMW CMW/C/GC/6 6\"",
      "BODY" },
    { "day", 0, 0, G_OPTION_ARG_STRING, &given.day, "On which day (today)", "DATE" },
    { NULL },
};

static int run_adopt (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, 0, error);

    if (instance == NULL
        || !td_general_comment_adopt (instance, &secretariat, call->words[1], given.draft,
                                      (const char *const *) given.bodies, given.day, NULL, NULL, error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    return show (call, instance, call->words[1], error);
}

const TdCommand td_general_comment_commands[] = {
    { "general-comment", "list", "DIR", "Lists general comments in the making and adopted ones", 1, 1, NULL, run_list },
    { "general-comment", "show", "DIR ID", "Shows one with its stages", 2, 2, NULL, run_show },
    { "general-comment", "begin", "DIR", "Begins a general comment, of one body or of two", 1, 1, begin_options,
      run_begin },
    { "general-comment", "stage", "DIR ID STAGE", "Says when a stage is, and what belongs to it", 3, 3, stage_options,
      run_stage },
    { "general-comment", "draft", "DIR ID FILE", "Brings in a draft, or a further language of one", 3, 3, draft_options,
      run_draft },
    { "general-comment", "comment", "DIR DRAFT [TEXT]",
      "Comments on a draft (text from standard input where none is given)", 2, 3, td_general_comment_options,
      td_general_run_comment },
    { "general-comment", "comments", "DIR DRAFT", "Lists comments on a draft", 2, 2, td_general_comments_options,
      td_general_run_comments },
    { "general-comment", "look", "DIR COMMENT", "Shows what came without an account to the public, or not", 2, 2,
      td_general_look_options, td_general_run_look },
    { "general-comment", "adopt", "DIR ID", "Records its adoption: its text comes into the library", 2, 2,
      adopt_options, run_adopt },
    { "general-comment", "compilation", "DIR ID", "Writes all comments on a draft by paragraph as DOCX or PDF", 2, 2,
      td_compilation_options, td_compilation_run },
    { "general-comment", "bench", "DIR DRAFT", "Lists all comments on a draft with what becomes of them", 2, 2, NULL,
      td_bench_run },
    { "general-comment", "changes", "DIR DRAFT", "Lists what changed since the draft before, and why", 2, 2, NULL,
      td_draft_changes_run },
    { "general-comment", "release", "DIR DRAFT", "Tells those who commented on a draft what became of it", 2, 2, NULL,
      td_outcome_release_run },
    { NULL },
};
