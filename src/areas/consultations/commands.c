/* Commands: consultation list|show, which tell what everybody may read, and extend, by which the secretariat enters what a State asked for. */
#include "areas/consultations/consultations-area.h"

#include "areas/consultations/record.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
}

static char *list_state;
static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &list_state, "Only this State’s", "ISO3" },
    { NULL },
};

static void print_one (const TdConsultation *c, gint64 now)
{
    printf ("%s  %s  %-9s  %s – %s (%s)\n", c->id, c->state,
            td_consultation_status_word (td_consultation_status (c, now)), c->opens_local, c->closes_local, c->zone);
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdState *state =
        instance != NULL && list_state != NULL ? td_profile_state (instance->profile, list_state) : NULL;
    g_autoptr (GPtrArray) list = NULL;
    gint64 now;
    json_t *json;

    if (instance == NULL)
        return SAID_NO;
    if (list_state != NULL && state == NULL) {
        g_set_error_literal (error, TD_CONSULTATION_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for its code in the list of States.");
        return SAID_NO;
    }
    list = td_consultation_list (instance, state != NULL ? state->iso3 : NULL, 0, error);
    if (list == NULL)
        return SAID_NO;
    now = td_clock_now (&instance->clock);
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        if (call->json)
            json_array_append_new (json, td_consultation_to_json (instance, list->pdata[i], now));
        else
            print_one (list->pdata[i], now);
    if (call->json)
        print_json (json_pack ("{s:o}", "consultations", json));
    else
        json_decref (json);
    return DONE;
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdConsultationRecord) r = { 0 };

    if (instance == NULL || !td_consultation_record (instance, call->words[1], &r, error))
        return SAID_NO;
    if (call->json) {
        print_json (td_consultation_record_to_json (instance, &r));
        return DONE;
    }
    print_one (r.consultation, r.at);
    printf ("Days: %d\nMeetings: %u\nInvited: %" G_GINT64_FORMAT "\nTook part: %" G_GINT64_FORMAT
            "\nComments: %" G_GINT64_FORMAT "\n",
            td_consultation_days (r.consultation), r.consultation->meetings->len, r.invited, r.came, r.comments);
    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        printf ("  %s: %" G_GINT64_FORMAT "\n", td_disposition_word ((TdDisposition) d), r.by_disposition[d]);
    printf ("  waiting: %" G_GINT64_FORMAT "\n", r.waiting);
    return DONE;
}

/* Who runs it enters for the State what it said on paper or by telephone; the journal says so. */
static gboolean viewer_for (const TdConsultation *c, TdViewer *ret_viewer, char **ret_actor, GError **error)
{
    static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

    *ret_actor = g_strdup_printf ("%s for %s", td_viewer_actor (&secretariat), c->state);
    *ret_viewer = (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MISSION),
                              .trust = TD_TRUST_SECOND,
                              .actor = *ret_actor,
                              .state = c->state };
    return td_door_may (&secretariat, TD_ACT_BEHALF, NULL, error);
}

static char *extend_closes, *extend_reason;
static const GOptionEntry extend_options[] = {
    { "closes", 0, 0, G_OPTION_ARG_STRING, &extend_closes, "Until when, in the consultation's zone", "TIME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &extend_reason, "Why, for everybody to read", "TEXT" },
    { NULL },
};

static int run_extend (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdConsultation) c = NULL;
    g_autoptr (TdConsultation) now = NULL;
    g_autofree char *actor = NULL;
    TdViewer viewer;

    if (extend_closes == NULL || extend_reason == NULL) {
        g_set_error_literal (error, TD_CONSULTATION_ERROR, TD_ERROR_INPUT,
                             "Say until when with --closes, and why with --reason.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || (c = td_consultation_get (instance, call->words[1], error)) == NULL
        || !viewer_for (c, &viewer, &actor, error)
        || !td_consultation_extend (instance, &viewer, c->id, extend_closes, extend_reason, NULL, error)
        || (now = td_consultation_get (instance, c->id, error)) == NULL
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    if (call->json)
        print_json (td_consultation_to_json (instance, now, td_clock_now (&instance->clock)));
    else
        print_one (now, td_clock_now (&instance->clock));
    return DONE;
}

const TdCommand td_consultation_commands[] = {
    { "consultation", "list", "DIR", "Lists what States do to consult on drafts of their reports", 1, 1, list_options,
      run_list },
    { "consultation", "extend", "DIR ID", "Gives one that runs more time, for its State, with a reason", 2, 2,
      extend_options, run_extend },
    { "consultation", "show", "DIR ID", "Shows the record of one consultation", 2, 2, NULL, run_show },
    { NULL },
};
