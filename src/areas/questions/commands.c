/* Commands: question list|add|answer; captions export is caption-commands.c's. */
#include "areas/questions/questions-area.h"

#include "areas/questions/question.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "base/limits.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_QUESTION_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static int finish (TdInstance *instance, GError **error)
{
    return td_jobs_catch_up (instance, td_area_subscribers (), error) ? DONE : SAID_NO;
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

/* ---- list ---- */

static struct {
    char *state, *by, *to, *articles, *party, *visibility, *on_paper, *file;
    gboolean closed;
    int seen;
} given;

static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "Only about this State", "CODE" },
    { NULL },
};

static void print_question (const TdQuestion *q)
{
    g_autofree char *until = td_instant_to_text (q->until);

    printf ("%3d  %s  %s  %s to %s  %s%s\n     %s\n", q->number, q->id, q->state, q->asked_by,
            td_addressed_word (q->addressed),
            q->struck != 0                ? "struck out"
            : td_question_is_answered (q) ? "answered"
                                          : "open until ",
            q->struck != 0 || td_question_is_answered (q) ? "" : until, q->text);
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (TdMeeting) meeting =
        instance != NULL ? td_meeting_get (instance, &secretariat, call->words[1], error) : NULL;
    g_autoptr (GPtrArray) questions =
        meeting != NULL ? td_questions (instance, meeting, &secretariat, given.state, error) : NULL;

    if (questions == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_questions_to_json (meeting, questions));
        return DONE;
    }
    for (guint i = 0; i < questions->len; i++)
        print_question (questions->pdata[i]);
    return DONE;
}

/* ---- add ---- */

static const GOptionEntry add_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state,
      "About which State; may be left out where the meeting is about one", "CODE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &given.by, "Who asked", "NAME" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &given.to, "all, state, or ids of organisations with commas between", "WHOM" },
    { "articles", 0, 0, G_OPTION_ARG_STRING, &given.articles, "Articles, if not those found in the words", "NUMBERS" },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &given.closed, "Asked in the closed part", NULL },
    { NULL },
};

/* Ids as words of parties; NULL-terminated. */
static char **parties_of (const char *ids)
{
    g_auto (GStrv) parts = g_strsplit (ids, ",", -1);
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    for (char **part = parts; *part != NULL; part++) {
        g_autofree char *word = g_strconcat ("o", g_strstrip (*part), NULL);
        g_strv_builder_add (builder, word);
    }
    return g_strv_builder_end (builder);
}

static int run_add (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_auto (GStrv) to = NULL;
    g_autofree char *id = NULL;
    gboolean whole;

    if (given.by == NULL || given.to == NULL)
        return wrong_use (error, "Say who asked with --by, and to whom with --to.");
    whole = g_str_equal (given.to, "all") || g_str_equal (given.to, "state");
    to = parties_of (whole ? "" : given.to);
    const TdQuestionWish wish = { .state = given.state,
                                  .text = call->words[2],
                                  .asked_by = given.by,
                                  .addressed = whole ? given.to : "organisations",
                                  .to = (const char *const *) to,
                                  .articles = given.articles,
                                  .closed = given.closed };
    instance = open_instance (call, error);
    if (instance == NULL || !td_question_note (instance, &secretariat, call->words[1], &wish, &id, NULL, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s}", "id", id));
    else
        printf ("%s\n", id);
    return finish (instance, error);
}

/* ---- answer ---- */

static const GOptionEntry answer_options[] = {
    { "for", 0, 0, G_OPTION_ARG_STRING, &given.party,
      "Who answers: state, or the id of an organisation; may be left out where one was asked", "WHO" },
    { "visibility", 0, 0, G_OPTION_ARG_STRING, &given.visibility, "public or confidential", "WORD" },
    { "on-paper", 0, 0, G_OPTION_ARG_STRING, &given.on_paper, "When it came, in the Committee's time", "TIME" },
    { "version", 0, 0, G_OPTION_ARG_INT, &given.seen, "The version of the answer that this one takes the place of",
      "N" },
    { NULL },
};

static int run_answer (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *text = NULL;
    g_autofree char *party = NULL;
    gsize size = 0;

    if (!g_file_get_contents (call->words[2], &text, &size, NULL) || size > 4 * TD_LIMIT_TEXT_CHARACTERS) {
        g_set_error_literal (error, TD_QUESTION_ERROR, TD_ERROR_INPUT,
                             "The file with the answer cannot be read, or is too long. Use at most 4,000 characters.");
        return SAID_NO;
    }
    party = given.party == NULL || g_str_equal (given.party, "state") ? g_strdup (given.party)
                                                                      : g_strconcat ("o", given.party, NULL);
    const TdAnswerWish wish = {
        .party = party, .text = text, .visibility = given.visibility, .seen = given.seen, .on_paper = given.on_paper
    };
    instance = open_instance (call, error);
    return instance != NULL && td_question_answer (instance, &secretariat, call->words[1], &wish, NULL, error)
               ? finish (instance, error)
               : SAID_NO;
}

const TdCommand td_question_commands[] = {
    { "question", "list", "DIR MEETING", "Lists members' questions at a meeting, and what was answered", 2, 2,
      list_options, run_list },
    { "question", "add", "DIR MEETING TEXT", "Takes down a member's question", 3, 3, add_options, run_add },
    { "question", "answer", "DIR QUESTION FILE", "Enters an answer in writing that came on paper", 3, 3, answer_options,
      run_answer },
    { "captions", "export", "DIR MEETING", "Writes what was said at a meeting in one language as WebVTT", 2, 2,
      td_captions_export_options, td_captions_run_export },
    { NULL },
};
