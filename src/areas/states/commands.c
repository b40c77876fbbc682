/* The command state. */
#include "areas/states/states-area.h"

#include "areas/calls/record.h"
#include "areas/states/overdue.h"
#include "areas/states/state-facts.h"
#include "base/command.h"
#include "base/errors.h"

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

/* Strings and numbers of an object, one a line, and what it holds indented below. */
static void print_facts (const char *name, const json_t *value, int depth)
{
    const char *key;
    json_t *member;
    gsize i;

    if (json_is_object (value)) {
        if (name != NULL)
            printf ("%*s%s:\n", 2 * depth, "", name);
        json_object_foreach ((json_t *) value, key, member) print_facts (key, member, name != NULL ? depth + 1 : depth);
    } else if (json_is_array (value)) {
        printf ("%*s%s: %zu\n", 2 * depth, "", name, json_array_size (value));
        json_array_foreach (value, i, member) if (json_is_object (member)) print_facts ("-", member, depth + 1);
    } else if (json_is_string (value)) {
        printf ("%*s%s: %s\n", 2 * depth, "", name, json_string_value (value));
    } else if (json_is_integer (value)) {
        printf ("%*s%s: %" JSON_INTEGER_FORMAT "\n", 2 * depth, "", name, json_integer_value (value));
    } else if (json_is_boolean (value)) {
        printf ("%*s%s: %s\n", 2 * depth, "", name, json_is_true (value) ? "yes" : "no");
    }
}

static int run_state (const TdCommandCall *call, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdState *state;
    json_t *json;

    if (instance == NULL)
        return SAID_NO;
    state = td_profile_state (instance->profile, call->words[1]);
    if (state == NULL) {
        g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not the code of a State party. Use three letters, like GHA.");
        return SAID_NO;
    }
    json = td_state_to_json (instance, &nobody, state, call->locale, error);
    if (json == NULL)
        return SAID_NO;
    if (call->json) {
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
    } else {
        print_facts (NULL, json, 0);
    }
    json_decref (json);
    return DONE;
}

/* ---- state stage ---- */

static struct {
    char *date, *how, *reason;
    int session, cycle;
    gboolean confirm;
} given;
static const GOptionEntry stage_options[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &given.date, "Day of the stage, like 2027-04-05", "DAY" },
    { "session", 0, 0, G_OPTION_ARG_INT, &given.session, "Session in which it takes place, in place of a day",
      "NUMBER" },
    { "cycle", 0, 0, G_OPTION_ARG_INT, &given.cycle, "Which review of the State; the one under way without it",
      "NUMBER" },
    { "how", 0, 0, G_OPTION_ARG_STRING, &given.how, "How sure: planned, fixed, done or moved", "HOW" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why, for everybody to read", "TEXT" },
    { "confirm", 0, 0, G_OPTION_ARG_NONE, &given.confirm, "Store it though deadlines move with it", NULL },
    { NULL },
};

static void say_stage (const TdCommandCall *call, const TdProfile *profile, gboolean stored, const GPtrArray *moved)
{
    json_t *json =
        json_pack ("{s:b, s:o}", "stored", (int) stored, "moved", td_moved_to_json (profile, moved, call->locale));

    if (call->json) {
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
    } else {
        print_facts (NULL, json, 0);
    }
    json_decref (json);
}

static int run_stage (const TdCommandCall *call, GError **error)
{
    static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
    const TdStageWish wish = { .state = call->words[1],
                               .stage = call->words[2],
                               .cycle = given.cycle,
                               .day = given.date,
                               .session = given.session,
                               .how = given.how,
                               .reason = given.reason };
    const TdConfirm confirm = { .confirm = given.confirm };
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GPtrArray) moved = NULL;
    gboolean unconfirmed = FALSE, stored;

    if (given.how == NULL || given.reason == NULL) {
        g_set_error_literal (error, TD_CALLS_ERROR, TD_ERROR_INPUT,
                             "Say how sure it is with --how, and why with --reason.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    stored = td_stage_record (instance, &secretariat, &wish, &confirm, &moved, &unconfirmed, error);
    if (stored || unconfirmed)
        say_stage (call, instance->profile, stored, moved);
    return stored ? DONE : SAID_NO;
}

/* ---- state review ---- */

static struct {
    char *reason;
    int cycle;
    gboolean no_report, with_report;
} review_given;
static const GOptionEntry review_options[] = {
    { "no-report", 0, 0, G_OPTION_ARG_NONE, &review_given.no_report,
      "The review takes place in the absence of the State's report", NULL },
    { "with-report", 0, 0, G_OPTION_ARG_NONE, &review_given.with_report, "Takes that back", NULL },
    { "cycle", 0, 0, G_OPTION_ARG_INT, &review_given.cycle, "Which review of the State; the one under way without it",
      "NUMBER" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &review_given.reason, "Why, for everybody to read", "TEXT" },
    { NULL },
};

static int run_review (const TdCommandCall *call, GError **error)
{
    static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
    const TdReviewWish wish = { .state = call->words[1],
                                .cycle = review_given.cycle,
                                .no_report = review_given.no_report,
                                .reason = review_given.reason };
    g_autoptr (TdInstance) instance = NULL;

    if (review_given.no_report == review_given.with_report || review_given.reason == NULL) {
        g_set_error_literal (error, TD_CALLS_ERROR, TD_ERROR_INPUT,
                             "Say --no-report or --with-report, and why with --reason.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || !td_review_record (instance, &secretariat, &wish, error))
        return SAID_NO;
    if (call->json)
        puts ("{\"stored\": true}");
    else
        puts ("Stored.");
    return DONE;
}

/* ---- state list ---- */

static gboolean list_overdue;
static const GOptionEntry list_options[] = {
    { "overdue", 0, 0, G_OPTION_ARG_NONE, &list_overdue, "Only those whose report is overdue, by whole years", NULL },
    { NULL },
};

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (TdTimetable) t = instance != NULL ? td_timetable_read (instance, error) : NULL;
    g_autofree char *today = NULL;
    g_autoptr (GArray) list = NULL;
    json_t *json;

    if (t == NULL)
        return SAID_NO;
    today = td_state_today (instance);
    list = td_overdue_list (t, today, !list_overdue);
    json = td_overdue_to_json (t, list, call->locale, today);
    if (call->json) {
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
    }
    for (guint i = 0; !call->json && i < list->len; i++) {
        const TdOverdue *o = &g_array_index (list, TdOverdue, i);
        g_autofree char *years = o->years >= 0 ? g_strdup_printf ("overdue, years: %d", o->years) : g_strdup ("");
        printf ("%s  %-10s  %-20s  %s\n", o->state->iso3, o->due.date != NULL ? o->due.date : "not known", years,
                td_profile_state_name (t->beneath, o->state, call->locale));
    }
    json_decref (json);
    return DONE;
}

const TdCommand td_state_commands[] = {
    { "state", NULL, "DIR STATE", "What is known in public about a State party", 2, 2, NULL, run_state },
    { "state", "stage", "DIR STATE STAGE", "Says when a stage of a State's review is, and how sure that is", 3, 3,
      stage_options, run_stage },
    { "state", "review", "DIR STATE", "Says whether a review takes place in the absence of the State's report", 2, 2,
      review_options, run_review },
    { "state", "list", "DIR", "Lists the States parties by when their next report is due", 1, 1, list_options,
      run_list },
    { NULL },
};
