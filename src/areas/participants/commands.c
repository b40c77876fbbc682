/* Commands: participant list|address|record|send. */
#include "areas/participants/participants-area.h"

#include "areas/participants/participant.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_PARTICIPANT_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static void print_copy (const TdParticipantCopy *c)
{
    const TdSending *last = c->sendings->len > 0 ? c->sendings->pdata[c->sendings->len - 1] : NULL;
    g_autofree char *received = td_instant_to_text (c->received);
    g_autofree char *sent = last != NULL && last->day == NULL ? td_instant_to_text (last->at) : NULL;

    printf ("%s  %-8s  %s  %s  received %.10s  %s %.10s%s%s\n", c->id, c->participant, c->state, c->submission,
            received, last != NULL ? td_sent_how_word (last->how) : "waits",
            last == NULL        ? ""
            : last->day != NULL ? last->day
                                : sent,
            c->gone != NULL ? "  " : "", c->gone != NULL ? c->gone : "");
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) copies = NULL;
    gint64 total = 0;
    json_t *json;

    if (instance == NULL || (copies = td_participant_copies (instance, &secretariat, 0, 0, &total, error)) == NULL)
        return SAID_NO;
    if (!call->json) {
        for (guint i = 0; i < copies->len; i++)
            print_copy (copies->pdata[i]);
        return DONE;
    }
    json = td_participants_to_json (instance, &secretariat, copies, error);
    if (json == NULL)
        return SAID_NO;
    json_dumpf (json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (json);
    return DONE;
}

static struct {
    char *language, *how, *day, *note;
    gboolean none;
} given;

static const GOptionEntry address_options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &given.language, "Language of its letters", "TAG" },
    { "none", 0, 0, G_OPTION_ARG_NONE, &given.none, "No address any more", NULL },
    { NULL },
};

static int run_address (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;

    if ((call->words[2] != NULL) == given.none)
        return wrong_use (error, "Name the mail address, or say --none.");
    instance = open_instance (call, error);
    if (instance == NULL
        || !td_participant_set_address (instance, &secretariat, call->words[1], given.none ? "" : call->words[2],
                                        given.language, error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    return DONE;
}

static const GOptionEntry record_options[] = {
    { "how", 0, 0, G_OPTION_ARG_STRING, &given.how, "mail, post, hand or other", "HOW" },
    { "day", 0, 0, G_OPTION_ARG_STRING, &given.day, "On which day, if it was not today", "DATE" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &given.note, "What else is to be remembered", "TEXT" },
    { NULL },
};

static int run_record (const TdCommandCall *call, GError **error)
{
    const TdSentWish wish = { given.how, given.day, given.note };
    g_autoptr (TdInstance) instance = NULL;

    if (given.how == NULL)
        return wrong_use (error, "Say how it was sent with --how: mail, post, hand or other.");
    instance = open_instance (call, error);
    return instance != NULL && td_participant_record (instance, &secretariat, call->words[1], &wish, NULL, error)
               ? DONE
               : SAID_NO;
}

static int run_send (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL && td_participant_send (instance, &secretariat, call->words[1], error) ? DONE : SAID_NO;
}

const TdCommand td_participant_commands[] = {
    { "participant", "list", "DIR", "Lists what standing participants receive, and what was sent to them", 1, 1, NULL,
      run_list },
    { "participant", "address", "DIR PARTICIPANT [ADDRESS]", "Says where letters to a standing participant go", 2, 3,
      address_options, run_address },
    { "participant", "record", "DIR COPY", "Records that a report was sent to a standing participant", 2, 2,
      record_options, run_record },
    { "participant", "send", "DIR COPY", "Sends the letter about a report once more, with a fresh link", 2, 2, NULL,
      run_send },
    { NULL },
};
