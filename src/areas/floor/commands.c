/* Commands: speakers, and speakers open|ask|requests|withdraw|share. */
#include "areas/floor/floor-area.h"

#include "areas/floor/floor-tell.h"
#include "areas/floor/share.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_FLOOR_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static int print_json (json_t *take_json)
{
    if (take_json == NULL)
        return SAID_NO;
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
    return DONE;
}

/* ---- the list ---- */

static void print_speaker (const json_t *s, const char *zone)
{
    gint64 planned = 0;
    g_autofree char *local = NULL;
    g_autofree char *minutes = td_floor_minutes ((int) json_integer_value (json_object_get (s, "seconds")));
    const char *state = json_string_value (json_object_get (s, "state"));

    td_instant_from_text (json_string_value (json_object_get (s, "planned")), &planned, NULL);
    local = td_instant_to_local (planned, zone);
    printf ("%2d  %s  %5s  %-3s  %-9s  %s%s%s\n", (int) json_integer_value (json_object_get (s, "ordinal")),
            local != NULL ? local + 11 : "", minutes, state != NULL ? state : "",
            json_string_value (json_object_get (s, "mode")), json_string_value (json_object_get (s, "shown")),
            json_is_true (json_object_get (s, "closed")) ? "  (closed part)" : "",
            json_is_true (json_object_get (s, "no_picture")) ? "  (without picture)" : "");
}

static void print_none (const char *deadline)
{
    if (deadline != NULL)
        printf ("No minutes were shared yet. Requests are taken until %s.\n", deadline);
    else
        puts ("There is no list of speakers for this meeting yet.");
}

static int run_speakers (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    json_t *json = instance != NULL ? td_floor_list_to_json (instance, &secretariat, call->words[1], error) : NULL;
    gsize i;
    json_t *speaker;

    if (json == NULL || call->json)
        return print_json (json);
    json_array_foreach (json_object_get (json, "speakers"), i, speaker)
        print_speaker (speaker, json_string_value (json_object_get (json, "zone")));
    if (json_array_size (json_object_get (json, "speakers")) == 0)
        print_none (json_string_value (json_object_get (json, "deadline")));
    json_decref (json);
    return DONE;
}

/* ---- opening ---- */

static struct {
    char *deadline, *organisation, *state, *language, *mode, *how, *who, *name, *statement, *report;
    char **minutes, **members, **hand;
    int seen;
    gboolean preview;
} given = { .seen = -1 };

static const GOptionEntry open_options[] = {
    { "deadline", 0, 0, G_OPTION_ARG_STRING, &given.deadline, "Until when organisations ask, local time of the meeting",
      "YYYY-MM-DDTHH:MM" },
    { "minutes", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.minutes,
      "Minutes of a State's part: public, closed, each slot (GHA=20, GHA=20,5,3)", "STATE=N[,N[,N]]" },
    { NULL },
};

/* "GHA=20,5,3"; text is cut up. */
static gboolean part_of (char *text, TdFloorPartWish *ret)
{
    char *equals = strchr (text, '=');
    int *fields[] = { &ret->minutes, &ret->closed_minutes, &ret->slot_minutes };
    g_auto (GStrv) numbers = NULL;

    if (equals == NULL)
        return FALSE;
    *equals = '\0';
    *ret = (TdFloorPartWish){ text, -1, -1, -1 };
    numbers = g_strsplit (equals + 1, ",", 4);
    for (gsize i = 0; numbers[i] != NULL; i++) {
        gint64 n;
        if (i >= G_N_ELEMENTS (fields) || !g_ascii_string_to_signed (numbers[i], 10, 0, 100000, &n, NULL))
            return FALSE;
        *fields[i] = (int) n;
    }
    return TRUE;
}

static int run_open (const TdCommandCall *call, GError **error)
{
    g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (TdFloorPartWish));
    g_autoptr (TdInstance) instance = NULL;
    TdFloorOpen wish = { .deadline_local = given.deadline };

    for (char **text = given.minutes; text != NULL && *text != NULL; text++) {
        TdFloorPartWish part;
        if (!part_of (*text, &part))
            return wrong_use (error, "Write minutes as STATE=N, like GHA=20.");
        g_array_append_val (parts, part);
    }
    wish.parts = (const TdFloorPartWish *) (void *) parts->data;
    wish.n_parts = parts->len;
    instance = open_instance (call, error);
    return instance != NULL && td_floor_open (instance, &secretariat, call->words[1], &wish, NULL, error) ? DONE
                                                                                                          : SAID_NO;
}

/* ---- requests ---- */

static const GOptionEntry ask_options[] = {
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &given.organisation, "For which organisation of the registry", "ID" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "On which State", "ISO3" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &given.language, "In which language", "TAG" },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &given.mode, "in-person, video, telephone, recorded or written", "MODE" },
    { "how", 0, 0, G_OPTION_ARG_STRING, &given.how, "Any of closed, no-picture, read, with a comma between", "WORDS" },
    { "who", 0, 0, G_OPTION_ARG_STRING, &given.who, "Who speaks; for the secretariat alone", "NAME" },
    { "shown-as", 0, 0, G_OPTION_ARG_STRING, &given.name, "Under which other name", "NAME" },
    { "statement", 0, 0, G_OPTION_ARG_FILENAME, &given.statement, "Text of the statement", "FILE" },
    { "report", 0, 0, G_OPTION_ARG_STRING, &given.report, "On which report of theirs", "ID" },
    { "member", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.members, "A member for whom a coalition speaks", "ID" },
    { NULL },
};

static int run_ask (const TdCommandCall *call, GError **error)
{
    TdFloorWish wish = { .meeting = call->words[1],
                         .state = given.state,
                         .organisation = given.organisation,
                         .submission = given.report,
                         .language = given.language,
                         .mode = given.mode,
                         .how = given.how,
                         .who = given.who,
                         .alias = given.name,
                         .members = (const char *const *) given.members };
    g_autofree char *statement = NULL;
    g_autofree char *id = NULL;
    g_autoptr (TdInstance) instance = NULL;

    if (given.organisation == NULL)
        return wrong_use (error, "Name the organisation with --organisation ID.");
    if (given.statement != NULL && !g_file_get_contents (given.statement, &statement, NULL, NULL))
        return wrong_use (error, "The file of the statement cannot be read.");
    wish.statement = statement;
    instance = open_instance (call, error);
    if (instance == NULL || !td_floor_ask (instance, &secretariat, &wish, &id, NULL, error))
        return SAID_NO;
    puts (id);
    return DONE;
}

static int run_requests (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) all = NULL;

    if (instance == NULL || (all = td_floor_requests (instance, &secretariat, call->words[1], error)) == NULL)
        return SAID_NO;
    if (call->json)
        return print_json (td_floor_requests_to_json (all));
    for (guint i = 0; i < all->len; i++) {
        const TdFloorRequest *r = all->pdata[i];
        printf ("%s  %-3s  %-9s  %s%s%s%s%s%s\n", r->id, r->state, td_speak_mode_word (r->mode), r->name,
                r->verified ? "" : "  (not verified)", r->closed ? "  (closed part)" : "",
                r->read_out ? "  (read out)" : "", r->alias != NULL ? "  shown as " : "",
                r->alias != NULL ? r->alias : "");
    }
    return DONE;
}

static int run_withdraw (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL && td_floor_withdraw (instance, &secretariat, call->words[1], error) ? DONE : SAID_NO;
}

/* ---- sharing ---- */

static const GOptionEntry share_options[] = {
    { "preview", 0, 0, G_OPTION_ARG_NONE, &given.preview, "Show what sharing would give, and change nothing", NULL },
    { "hand", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.hand, "Seconds and place of one request, by hand",
      "REQUEST=SECONDS[@PLACE]" },
    { "seen", 0, 0, G_OPTION_ARG_INT, &given.seen, "Refuse if the minutes were shared more often than so", "N" },
    { NULL },
};

/* "ID=SECONDS@PLACE"; text is cut up. */
static gboolean hand_of (char *text, TdFloorGiven *ret)
{
    char *equals = strchr (text, '='), *at = equals != NULL ? strchr (equals, '@') : NULL;
    gint64 seconds, order = 0;

    if (equals == NULL)
        return FALSE;
    *equals = '\0';
    if (at != NULL)
        *at = '\0';
    if (!g_ascii_string_to_signed (equals + 1, 10, 0, 100000, &seconds, NULL)
        || (at != NULL && !g_ascii_string_to_signed (at + 1, 10, 1, 10000, &order, NULL)))
        return FALSE;
    *ret = (TdFloorGiven){ text, (int) seconds, (int) order };
    return TRUE;
}

static void print_plan (const TdFloorPlan *plan)
{
    for (guint i = 0; i < plan->turns->len; i++) {
        const TdFloorTurn *t = plan->turns->pdata[i];
        g_autofree char *minutes = td_floor_minutes (t->seconds);
        g_autofree char *local = t->seconds > 0 ? td_instant_to_local (t->planned, plan->meeting->zone) : NULL;
        printf ("%s  %s  %5s  %-3s  weight %d  %s\n", t->request->id, local != NULL ? local + 11 : "  -  ", minutes,
                t->request->state, t->weight, t->request->name);
    }
}

static int run_share (const TdCommandCall *call, GError **error)
{
    g_autoptr (GArray) hand = g_array_new (FALSE, TRUE, sizeof (TdFloorGiven));
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdFloorPlan) plan = NULL;
    TdShareWish wish = { .seen = given.seen };

    for (char **text = given.hand; text != NULL && *text != NULL; text++) {
        TdFloorGiven one;
        if (!hand_of (*text, &one))
            return wrong_use (error, "Write --hand as REQUEST=SECONDS or REQUEST=SECONDS@PLACE.");
        g_array_append_val (hand, one);
    }
    if (hand->len > 0) {
        wish.given = (const TdFloorGiven *) (void *) hand->data;
        wish.n_given = hand->len;
    }
    instance = open_instance (call, error);
    if (instance == NULL)
        return SAID_NO;
    plan = given.preview ? td_floor_preview (instance, &secretariat, call->words[1], &wish, error)
                         : td_floor_share (instance, &secretariat, call->words[1], &wish, error);
    if (plan == NULL || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    print_plan (plan);
    return DONE;
}

const TdCommand td_floor_commands[] = {
    { "speakers", NULL, "DIR MEETING", "The list of speakers of a meeting", 2, 2, NULL, run_speakers },
    { "speakers", "open", "DIR MEETING", "Opens the list of a meeting, or changes its deadline and minutes", 2, 2,
      open_options, run_open },
    { "speakers", "requests", "DIR MEETING", "Who asked for the floor, under which name", 2, 2, NULL, run_requests },
    { "speakers", "ask", "DIR MEETING", "Asks for the floor on behalf of an organisation, or changes what it asked", 2,
      2, ask_options, run_ask },
    { "speakers", "withdraw", "DIR REQUEST", "Withdraws a request for the floor", 2, 2, NULL, run_withdraw },
    { "speakers", "share", "DIR MEETING", "Shares the minutes, by the even rule or by hand", 2, 2, share_options,
      run_share },
    { NULL },
};
