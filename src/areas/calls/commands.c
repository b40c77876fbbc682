/* Commands of calls: session …, call …, calendar. */
#include "areas/calls/calls-area.h"

#include "areas/calls/calendar.h"
#include "areas/calls/record.h"
#include "base/errors.h"

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static int say_no (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_CALLS_ERROR, code, message);
    return SAID_NO;
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

/* ---- session … ---- */

static struct {
    char *start, *end, *how, *reason;
    gboolean confirm;
} session_given;
static const GOptionEntry session_options[] = {
    { "start", 0, 0, G_OPTION_ARG_STRING, &session_given.start, "First day, like 2027-04-05", "DAY" },
    { "end", 0, 0, G_OPTION_ARG_STRING, &session_given.end, "Last day", "DAY" },
    { "how", 0, 0, G_OPTION_ARG_STRING, &session_given.how, "How sure: planned, fixed, done or moved", "HOW" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &session_given.reason, "Why, for everybody to read", "TEXT" },
    { "confirm", 0, 0, G_OPTION_ARG_NONE, &session_given.confirm, "Store it though deadlines move with it", NULL },
    { NULL },
};

/* One line for each deadline that moves, or would. */
static void print_moved (const TdProfile *profile, const GPtrArray *moved, gboolean stored)
{
    static const char *const what[] = {
        [TD_MOVED] = "moves", [TD_MOVED_KEPT] = "is kept", [TD_MOVED_OPEN] = "opens again"
    };

    for (guint i = 0; moved != NULL && i < moved->len; i++) {
        const TdMovedCall *m = moved->pdata[i];
        g_autofree char *title = td_call_title (profile, m->call, "en");
        printf ("%s  %s  %s: %s to %s (%s)%s\n", m->call->id, title, what[m->kind], m->call->closes_local,
                m->closes_local, m->call->zone, stored ? "" : ", not stored");
    }
}

/* What a command says of a change: stored or not, and what moved with it. */
static void say_recorded (const TdCommandCall *call, const TdProfile *profile, gboolean stored, const GPtrArray *moved,
                          const char *sentence)
{
    if (call->json) {
        print_json (
            json_pack ("{s:b, s:o}", "stored", (int) stored, "moved", td_moved_to_json (profile, moved, call->locale)));
        return;
    }
    if (stored)
        puts (sentence);
    print_moved (profile, moved, stored);
}

static int record_session (const TdCommandCall *call, gboolean add, GError **error)
{
    TdSessionWish wish = { .start = session_given.start,
                           .end = session_given.end,
                           .how = session_given.how,
                           .reason = session_given.reason,
                           .add = add };
    TdConfirm confirm = { .confirm = session_given.confirm };
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GPtrArray) moved = NULL;
    gboolean unconfirmed = FALSE, stored;
    gint64 number = 0;

    if (wish.start == NULL || wish.end == NULL || wish.reason == NULL) {
        say_no (error, TD_ERROR_INPUT, "Give the days with --start and --end, and why with --reason.");
        return WRONG_USE;
    }
    if (!g_ascii_string_to_signed (call->words[1], 10, 1, 9999, &number, NULL))
        return say_no (error, TD_ERROR_INPUT, "Write the number of the session in digits, like 43.");
    wish.number = (int) number;
    instance = open_instance (call, error);
    if (instance == NULL)
        return SAID_NO;
    stored = td_session_record (instance, &secretariat, &wish, &confirm, &moved, &unconfirmed, error);
    if (stored || unconfirmed)
        say_recorded (call, instance->profile, stored, moved, add ? "Added." : "Moved.");
    return stored ? DONE : SAID_NO;
}

static int run_session_add (const TdCommandCall *call, GError **error)
{
    return record_session (call, TRUE, error);
}

static int run_session_move (const TdCommandCall *call, GError **error)
{
    return record_session (call, FALSE, error);
}

static int run_session_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (TdTimetable) t = instance != NULL ? td_timetable_read (instance, error) : NULL;
    json_t *list;

    if (t == NULL)
        return SAID_NO;
    list = json_array ();
    for (gsize i = 0; i < t->profile->n_sessions; i++) {
        const TdSession *session = &t->profile->sessions[i];
        const TdSessionChange *change = td_timetable_session (t, session->number);
        if (call->json)
            json_array_append_new (list, td_session_to_json (t, session));
        else
            printf ("%4d  %-10s  %-10s  %s%s%s\n", session->number, session->start != NULL ? session->start : "",
                    session->end != NULL ? session->end : "", change != NULL ? change->how : "profile",
                    change != NULL ? ": " : "", change != NULL ? change->reason : "");
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "sessions", list));
    else
        json_decref (list);
    return DONE;
}

/* ---- call … ---- */

static struct {
    char *kind, *purpose, *opens, *closes, *guidance, *limits, *asked, *languages, *reason;
    char **states, **themes;
    int session;
} given;
static const GOptionEntry open_options[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &given.kind, "Kind of the profile's calls.csv", "KIND" },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &given.purpose, "What it takes: dialogue, list-of-issues, …", "PURPOSE" },
    { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.states, "State party, may be repeated; none: every State",
      "ISO3" },
    { "theme", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.themes, "Theme, may be repeated; none: every theme", "THEME" },
    { "opens", 0, 0, G_OPTION_ARG_STRING, &given.opens, "When it opens, in the Committee's zone; now without it",
      "TIME" },
    { "closes", 0, 0, G_OPTION_ARG_STRING, &given.closes,
      "Deadline in the Committee's zone, like 2026-12-31T18:00; without it what the kind proposes", "TIME" },
    { "session", 0, 0, G_OPTION_ARG_INT, &given.session, "Session on which the deadline hangs", "NUMBER" },
    { "guidance", 0, 0, G_OPTION_ARG_STRING, &given.guidance, "What to write, in place of the kind's", "TEXT" },
    { "limits", 0, 0, G_OPTION_ARG_STRING, &given.limits, "How long, in place of the kind's", "TEXT" },
    { "asked", 0, 0, G_OPTION_ARG_STRING, &given.asked, "Who is asked, in place of the kind's", "TEXT" },
    { "languages", 0, 0, G_OPTION_ARG_STRING, &given.languages, "Languages with ; between, in place of the kind's",
      "TAGS" },
    { NULL },
};
static const GOptionEntry extend_options[] = {
    { "closes", 0, 0, G_OPTION_ARG_STRING, &given.closes, "The later deadline, in the Committee's zone", "TIME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why, for everybody to read", "TEXT" },
    { NULL },
};
static const GOptionEntry close_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why, for everybody to read", "TEXT" },
    { NULL },
};
static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.states, "Only for this State party", "ISO3" },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &given.purpose, "Only for this purpose", "PURPOSE" },
    { "theme", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.themes, "Only on this theme", "THEME" },
    { NULL },
};

static int say_call (const TdCommandCall *call, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdCall) c = td_call_get (instance, id, error);
    gint64 now = td_clock_now (&instance->clock);
    g_autofree char *title = NULL;

    if (c == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_call_to_json (instance, c, call->locale, now));
        return DONE;
    }
    title = td_call_title (instance->profile, c, "en");
    printf ("%s  %-7s  %s  %s (%s)\n", c->id, td_call_status_word (td_call_status (c, now)), title,
            c->closes_local != NULL ? c->closes_local : "no deadline", c->zone);
    return DONE;
}

static int run_call_open (const TdCommandCall *call, GError **error)
{
    TdCallWish wish = { .kind = given.kind,
                        .purpose = given.purpose,
                        .states = (const char *const *) given.states,
                        .themes = (const char *const *) given.themes,
                        .opens = given.opens,
                        .closes = given.closes,
                        .session = given.session,
                        .guidance = given.guidance,
                        .limits = given.limits,
                        .asked = given.asked,
                        .languages = given.languages };
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;

    if (wish.kind == NULL && wish.purpose == NULL) {
        say_no (error, TD_ERROR_INPUT, "Say what the call is for with --kind or --purpose.");
        return WRONG_USE;
    }
    instance = open_instance (call, error);
    if (instance == NULL || !td_call_open (instance, &secretariat, &wish, &id, NULL, error))
        return SAID_NO;
    return say_call (call, instance, id, error);
}

static int run_call_extend (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;

    if (given.closes == NULL || given.reason == NULL) {
        say_no (error, TD_ERROR_INPUT, "Give the later deadline with --closes, and why with --reason.");
        return WRONG_USE;
    }
    instance = open_instance (call, error);
    if (instance == NULL || !td_call_extend (instance, &secretariat, call->words[1], given.closes, given.reason, error))
        return SAID_NO;
    return say_call (call, instance, call->words[1], error);
}

static int run_call_close (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;

    if (given.reason == NULL) {
        say_no (error, TD_ERROR_INPUT, "Say why with --reason.");
        return WRONG_USE;
    }
    instance = open_instance (call, error);
    if (instance == NULL || !td_call_close (instance, &secretariat, call->words[1], given.reason, error))
        return SAID_NO;
    return say_call (call, instance, call->words[1], error);
}

/* The State party of --state as the profile writes it. FALSE with error when it is none; NULL when none was given. */
static gboolean given_state (const TdInstance *instance, const char **ret_iso3, GError **error)
{
    const TdState *state = given.states != NULL ? td_profile_state (instance->profile, given.states[0]) : NULL;

    *ret_iso3 = state != NULL ? state->iso3 : NULL;
    if (given.states == NULL || state != NULL)
        return TRUE;
    say_no (error, TD_ERROR_NOT_FOUND, "This is not the code of a State party. Use three letters, like GHA.");
    return FALSE;
}

static int run_call_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    TdCallFilter filter = { .purpose = given.purpose, .theme = given.themes != NULL ? given.themes[0] : NULL };
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;
    gint64 now;

    if (instance == NULL || !given_state (instance, &filter.state, error)
        || (list = td_call_list (instance, &filter, error)) == NULL)
        return SAID_NO;
    now = td_clock_now (&instance->clock);
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdCall *c = list->pdata[i];
        g_autofree char *title = td_call_title (instance->profile, c, "en");
        if (call->json)
            json_array_append_new (json, td_call_to_json (instance, c, call->locale, now));
        else
            printf ("%s  %-7s  %-16s  %s\n", c->id, td_call_status_word (td_call_status (c, now)),
                    c->closes_local != NULL ? c->closes_local : "no deadline", title);
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "calls", json));
    else
        json_decref (json);
    return DONE;
}

/* ---- calendar ---- */

static gboolean calendar_ics, calendar_expected;
static const GOptionEntry calendar_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.states, "Only for this State party", "ISO3" },
    { "theme", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.themes, "Only on this theme", "THEME" },
    { "ics", 0, 0, G_OPTION_ARG_NONE, &calendar_ics, "As iCalendar", NULL },
    { "expected", 0, 0, G_OPTION_ARG_NONE, &calendar_expected, "With --ics: what is only to be expected as well",
      NULL },
    { NULL },
};

static void print_openings (const TdProfile *profile, const char *heading, const GPtrArray *openings)
{
    for (guint i = 0; i < openings->len; i++) {
        const TdOpening *o = openings->pdata[i];
        g_autofree char *title = td_opening_title (profile, o, "en");
        printf ("%-9s  %-16s  %s  %s\n", heading, o->closes_local != NULL ? o->closes_local : "no deadline", o->id,
                title);
    }
}

static void print_calendar (const TdProfile *profile, const TdOpenings *openings)
{
    print_openings (profile, "open", openings->open);
    print_openings (profile, "planned", openings->planned);
    for (guint i = 0; i < openings->expected->len; i++) {
        const TdExpected *e = &g_array_index (openings->expected, TdExpected, i);
        printf ("%-9s  %-16s  %s  %s (%s)\n", "expected", e->closes_local, e->state->iso3, e->kind->label,
                e->kind->origin);
    }
    for (guint i = 0; i < openings->always->len; i++)
        printf ("%-9s  %-16s  %s\n", "always", "no deadline", ((const TdCallKind *) openings->always->pdata[i])->label);
}

static gboolean print_ics (TdInstance *instance, const TdOpenings *openings, const TdState *state, const TdTheme *theme,
                           const char *locale, GError **error)
{
    g_autoptr (TdTimetable) timetable = td_timetable_read (instance, error);
    g_autofree char *query = NULL, *about = NULL, *text = NULL;
    TdFeed feed = { .locale = locale };

    if (timetable == NULL)
        return FALSE;
    feed.expected = calendar_expected;
    query = td_feed_query (state, theme, NULL, feed.expected);
    about = td_feed_about (instance->profile, state, theme, NULL, locale);
    feed.query = query;
    feed.about = about;
    text = td_calendar_ics (instance, openings, timetable, &feed);
    fputs (text, stdout);
    return TRUE;
}

static int run_calendar (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_auto (TdOpenings) openings = { NULL };
    const char *states[] = { NULL, NULL };
    const TdTheme *theme;
    TdOpeningFilter filter = { NULL };
    const TdOpeningReader reader = { .locale = call->locale };

    if (instance == NULL || !given_state (instance, &states[0], error))
        return SAID_NO;
    theme = given.themes != NULL ? td_profile_theme (instance->profile, given.themes[0]) : NULL;
    if (given.themes != NULL && theme == NULL)
        return say_no (error, TD_ERROR_NOT_FOUND,
                       "This is not a theme of the profile. Write one of its themes.csv, like work.");
    filter.states = states[0] != NULL ? states : NULL;
    filter.theme = theme != NULL ? theme->slug : NULL;
    if (!td_openings (instance, &filter, &openings, error))
        return SAID_NO;
    if (call->json)
        print_json (td_openings_to_json (instance, &openings, &filter, &reader));
    else if (!calendar_ics)
        print_calendar (instance->profile, &openings);
    else if (!print_ics (instance, &openings, td_profile_state (instance->profile, states[0]), theme, call->locale,
                         error))
        return SAID_NO;
    return DONE;
}

const TdCommand td_calls_commands[] = {
    { "session", "add", "DIR NUMBER", "Adds a session of the Committee", 2, 2, session_options, run_session_add },
    { "session", "move", "DIR NUMBER", "Gives a session other days, and the deadlines that hang on it", 2, 2,
      session_options, run_session_move },
    { "session", "list", "DIR", "Lists the sessions", 1, 1, NULL, run_session_list },
    { "call", "list", "DIR", "Lists the calls for input", 1, 1, list_options, run_call_list },
    { "call", "open", "DIR", "Opens a call for input", 1, 1, open_options, run_call_open },
    { "call", "extend", "DIR CALL", "Gives a call a later deadline, with a reason", 2, 2, extend_options,
      run_call_extend },
    { "call", "close", "DIR CALL", "Closes a call before its deadline, with a reason", 2, 2, close_options,
      run_call_close },
    { "call", "late", "DIR CALL", "Lets somebody send to a call that is over, by a personal link", 2, 2,
      td_late_options, td_late_run },
    { "call", "late-list", "DIR [CALL]", "Lists who asked to send late, and the links", 1, 2, NULL, td_late_run_list },
    { "call", "late-end", "DIR LATE", "Refuses what was asked for, or takes a late link back", 2, 2,
      td_late_end_options, td_late_run_end },
    { "calendar", NULL, "DIR", "What is open for input now and next, by deadline", 1, 1, calendar_options,
      run_calendar },
    { NULL },
};
