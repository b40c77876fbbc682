/* The commands that do something to one submission: the secretariat's word, taking down, erasing, who read it. */
#include "areas/submissions/act-commands.h"

#include "areas/submissions/reading.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/take-down.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

enum { DONE = 0, SAID_NO = 1 };

/* Who runs a command holds the folder and its keys: the secretariat, as far as deciding goes. */
static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

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

static char *decision_reason, *decision_of;
const GOptionEntry td_decide_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &decision_reason, "The reason, told to the sender", "TEXT" },
    { NULL },
};
const GOptionEntry td_duplicate_options[] = {
    { "of", 0, 0, G_OPTION_ARG_STRING, &decision_of, "The one that counts", "ID" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &decision_reason, "The reason, told to the sender", "TEXT" },
    { NULL },
};

/* How it stands after an act. */
static int print_status (const TdCommandCall *call, TdInstance *instance, const char *id, const char *act,
                         GError **error)
{
    g_autoptr (TdSubmission) s = NULL;

    if (!td_jobs_catch_up (instance, td_area_subscribers (), error)
        || (s = td_submission_get (instance, &secretariat, NULL, id, error)) == NULL)
        return SAID_NO;
    if (call->json) {
        json_t *json = td_submission_to_json (instance, s, NULL, &secretariat);
        if (act != NULL)
            json_object_set_new (json, "act", json_string (act));
        print_json (json);
    } else {
        printf ("%s: %s\n", s->id, td_status_word (s->status));
        if (act != NULL)
            printf ("To undo: treatydesk submission undo DIR %s\n", act);
    }
    return DONE;
}

static int decide (const TdCommandCall *call, TdDecision decision, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    TdDecide how = { .decision = decision, .reason = decision_reason, .other = decision_of };
    g_autofree char *act = NULL;

    if (instance == NULL || !td_submission_decide (instance, &secretariat, call->words[1], &how, &act, error))
        return SAID_NO;
    return print_status (call, instance, call->words[1], act, error);
}

int td_run_accept (const TdCommandCall *call, GError **error)
{
    return decide (call, TD_DECISION_ACCEPT, error);
}

int td_run_ask_change (const TdCommandCall *call, GError **error)
{
    return decide (call, TD_DECISION_ASK_CHANGE, error);
}

int td_run_publish (const TdCommandCall *call, GError **error)
{
    return decide (call, TD_DECISION_PUBLISH, error);
}

int td_run_refuse (const TdCommandCall *call, GError **error)
{
    return decide (call, TD_DECISION_REFUSE, error);
}

int td_run_withhold (const TdCommandCall *call, GError **error)
{
    return decide (call, TD_DECISION_WITHHOLD, error);
}

int td_run_duplicate (const TdCommandCall *call, GError **error)
{
    return decide (call, TD_DECISION_DUPLICATE, error);
}

int td_run_undo (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL || !td_submission_undo (instance, &secretariat, call->words[1], error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    printf ("Undone.\n");
    return DONE;
}

int td_run_verify_sender (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL
        || !td_submission_verify_sender (instance, &secretariat, call->words[1], decision_reason, error))
        return SAID_NO;
    return print_status (call, instance, call->words[1], NULL, error);
}

/* ---- taking down ---- */

static char *down_name;
static gboolean erase_really;
const GOptionEntry td_down_options[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &down_name, "Only this name in it", "TEXT" },
    { NULL },
};
const GOptionEntry td_erase_options[] = {
    { "really", 0, 0, G_OPTION_ARG_NONE, &erase_really, "Says that it is meant: nobody can bring it back", NULL },
    { NULL },
};

int td_run_take_down (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL
        || !td_submission_take_down (instance, &secretariat, NULL, call->words[1], down_name, NULL, error))
        return SAID_NO;
    return print_status (call, instance, call->words[1], NULL, error);
}

int td_run_put_back (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL || !td_submission_put_back (instance, &secretariat, NULL, call->words[1], error))
        return SAID_NO;
    return print_status (call, instance, call->words[1], NULL, error);
}

int td_run_erase (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;

    if (!erase_really)
        return say_no (error, TD_ERROR_INPUT,
                       "Nothing was erased. Nobody can bring back what is erased; say --really if it is meant.");
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || !td_submission_erase (instance, &secretariat, NULL, call->words[1], error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    printf ("Erased.\n");
    return DONE;
}

int td_run_forget_receipt (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;

    if (!erase_really)
        return say_no (
            error, TD_ERROR_INPUT,
            "Nothing was deleted. Without the receipt its sender can prove nothing, unless they hold it; say "
            "--really if they asked for it.");
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || !td_submission_forget_receipt (instance, &secretariat, NULL, call->words[1], error))
        return SAID_NO;
    printf ("Deleted.\n");
    return DONE;
}

int td_run_readers (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (GPtrArray) readers = NULL;
    json_t *list;

    if (instance == NULL || (readers = td_readers (instance, &secretariat, call->words[1], error)) == NULL)
        return SAID_NO;
    list = json_array ();
    for (guint i = 0; i < readers->len; i++) {
        const TdReader *r = readers->pdata[i];
        g_autofree char *first = td_instant_to_text (r->first);
        g_autofree char *last = td_instant_to_text (r->last);
        if (call->json)
            json_array_append_new (list, json_pack ("{s:s, s:s?, s:I, s:I, s:s, s:s}", "reader", r->reader, "name",
                                                    r->name, "times", (json_int_t) r->times, "shown",
                                                    (json_int_t) r->shown, "first", first, "last", last));
        else
            printf ("%s  %" G_GINT64_FORMAT " opened, %" G_GINT64_FORMAT " shown  %s\n", last, r->times, r->shown,
                    r->name != NULL ? r->name : r->reader);
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "readers", list));
    else
        json_decref (list);
    return DONE;
}
