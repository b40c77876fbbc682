/* Commands of late contributions: call late, call late-list, call late-end. */
#include "areas/calls/calls-area.h"

#include "areas/calls/late.h"
#include "areas/calls/timetable.h"
#include "base/errors.h"

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static struct {
    char *address, *state, *until, *reason, *language, *request;
} given;
const GOptionEntry td_late_options[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &given.address, "Mail address to which the link goes, for it alone", "A" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "About this State party, where the call is about several",
      "ISO3" },
    { "request", 0, 0, G_OPTION_ARG_STRING, &given.request, "Grants what somebody asked for, in place of --address",
      "LATE" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &given.until, "Until when, in the Committee's zone", "TIME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why, for everybody to read: name nobody", "TEXT" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &given.language, "Language of the letter", "TAG" },
    { NULL },
};
const GOptionEntry td_late_end_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why it is refused, for whoever asked", "TEXT" },
    { NULL },
};

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_CALLS_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static gboolean let (TdInstance *instance, const char *call, char **ret_id, char **ret_link, GError **error)
{
    const TdLateWish wish = { .call = call,
                              .state = given.state,
                              .address = given.address,
                              .until = given.until,
                              .reason = given.reason,
                              .locale = given.language };

    if (given.request == NULL)
        return td_late_issue (instance, &secretariat, &wish, ret_id, ret_link, NULL, error);
    *ret_id = g_strdup (given.request);
    return td_late_grant (instance, &secretariat, given.request, given.until, given.reason, ret_link, NULL, error);
}

int td_late_run (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;
    g_autofree char *link = NULL;

    if (given.until == NULL || given.reason == NULL || (given.address == NULL) == (given.request == NULL))
        return wrong_use (error, "Say for whom with --address or --request, until when with --until, and why with "
                                 "--reason.");
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || !let (instance, call->words[1], &id, &link, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s, s:s}", "id", id, "link", link));
    else
        printf ("%s\n", link);
    return DONE;
}

int td_late_run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdLateFilter filter = { .call = call->words[1] };
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;
    gint64 now;

    if (instance == NULL || (list = td_late_list (instance, &secretariat, &filter, NULL, error)) == NULL)
        return SAID_NO;
    now = td_clock_now (&instance->clock);
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdLate *l = list->pdata[i];
        if (call->json)
            json_array_append_new (json, td_late_to_json (l, now));
        else
            printf ("%s  %-7s  %s  %s  %s\n", l->id, td_late_status_word (td_late_status (l, now)), l->state,
                    l->until_local != NULL ? l->until_local : "-", l->address);
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "late", json));
    else
        json_decref (json);
    return DONE;
}

int td_late_run_end (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL)
        return SAID_NO;
    if (given.reason != NULL ? !td_late_refuse (instance, &secretariat, call->words[1], given.reason, NULL, error)
                             : !td_late_revoke (instance, &secretariat, call->words[1], error))
        return SAID_NO;
    if (call->json)
        print_json (
            json_pack ("{s:s, s:s}", "id", call->words[1], "status", given.reason != NULL ? "refused" : "revoked"));
    else
        printf ("%s  %s\n", call->words[1], given.reason != NULL ? "refused" : "revoked");
    return DONE;
}
