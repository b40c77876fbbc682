/* Commands: programme …, place …. */
#include "areas/programme/programme-area.h"

#include "areas/programme/place.h"
#include "areas/programme/programme-ics.h"
#include "areas/programme/programme.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"
#include "text/words.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_MEETING_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

/* Subscribers follow at once, as after an act in the server. */
static int settle (TdInstance *instance, GError **error)
{
    return td_jobs_catch_up (instance, td_area_subscribers (), error) ? DONE : SAID_NO;
}

static struct {
    int session;
    char *states, *kind, *begins, *ends, *title, *place, *note, *reason;
    char *name, *address, *remote, *link, *dial_in, *codes;
    gboolean closed, ics;
} given;

#define SESSION                                                                                                        \
    {                                                                                                                  \
        "session", 0, 0, G_OPTION_ARG_INT, &given.session, "Number of the session", "NUMBER"                           \
    }
#define STATES                                                                                                         \
    {                                                                                                                  \
        "states", 0, 0, G_OPTION_ARG_STRING, &given.states, "States by their codes, with commas between", "STATES"     \
    }

static gboolean session_ok (void)
{
    return given.session >= 1 && given.session <= 9999;
}

static char **states_given (void)
{
    return g_strsplit (given.states != NULL ? given.states : "", ",", -1);
}

/* ---- the programme ---- */

static const GOptionEntry session_options[] = {
    SESSION,
    { "ics", 0, 0, G_OPTION_ARG_NONE, &given.ics, "Print a calendar (iCalendar)", NULL },
    { NULL },
};

static int print_ics (TdInstance *instance, const GPtrArray *meetings, const char *locale, GError **error)
{
    g_autofree char *n = td_words_number (locale, given.session);
    g_autofree char *name = td_words_fill (td_words (locale, N_ ("Programme of work, session {n}")), "n", n, NULL);
    g_autofree char *page = g_strdup_printf ("/sessions/%d/programme", given.session);
    g_autofree char *source = g_strconcat (page, ".ics", NULL);
    const TdMeetingFeed feed = { .name = name, .source = source, .page = page, .locale = locale };
    g_autofree char *text = td_meetings_ics (instance, &secretariat, meetings, &feed, error);

    if (text == NULL)
        return SAID_NO;
    fputs (text, stdout);
    return DONE;
}

static void print_meeting (const TdInstance *instance, const TdMeeting *m, const char *locale)
{
    g_autofree char *title = td_meeting_title (instance->profile, m, locale);

    printf ("%s  %s to %s  %s%s%s\n", m->id, m->begins_local, m->ends_local + strlen ("2026-12-07T"), title,
            m->closed ? ", closed" : "",
            m->status == TD_MEETING_ON        ? ""
            : m->status == TD_MEETING_PLANNED ? ", planned"
                                              : ", cancelled");
}

static int run_programme (const TdCommandCall *call, GError **error)
{
    const TdMeetingSearch search = { .session = given.session };
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GPtrArray) meetings = NULL;
    json_t *json;

    if (!session_ok ())
        return wrong_use (error, "Say which session with --session, like --session 41.");
    instance = open_instance (call, error);
    if (instance == NULL)
        return SAID_NO;
    if (call->json) {
        json = td_programme_to_json (instance, &secretariat, given.session, call->locale, error);
        if (json == NULL)
            return SAID_NO;
        print_json (json);
        return DONE;
    }
    meetings = td_meeting_list (instance, &secretariat, &search, error);
    if (meetings != NULL && given.ics)
        return print_ics (instance, meetings, call->locale, error);
    for (guint i = 0; meetings != NULL && i < meetings->len; i++)
        print_meeting (instance, meetings->pdata[i], call->locale);
    return meetings != NULL ? DONE : SAID_NO;
}

static const GOptionEntry new_options[] = { SESSION, STATES, { NULL } };

static int run_new (const TdCommandCall *call, GError **error)
{
    g_auto (GStrv) states = states_given ();
    g_autoptr (TdInstance) instance = NULL;
    guint n = 0;

    if (!session_ok () || given.states == NULL)
        return wrong_use (error, "Say which session and which States, like --session 41 --states GHA,SEN.");
    instance = open_instance (call, error);
    if (instance == NULL
        || !td_programme_new (instance, &secretariat, given.session, (const char *const *) states, &n, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:i, s:i}", "session", given.session, "meetings", (int) n));
    else
        printf ("%u meetings are planned. Look at them, then publish the programme.\n", n);
    return settle (instance, error);
}

static const GOptionEntry publish_options[] = {
    SESSION,
    { "note", 0, 0, G_OPTION_ARG_STRING, &given.note, "A word about it, for everybody", "TEXT" },
    { NULL },
};

static int run_publish (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    int version = 0;

    if (!session_ok ())
        return wrong_use (error, "Say which session with --session, like --session 41.");
    instance = open_instance (call, error);
    if (instance == NULL || !td_programme_publish (instance, &secretariat, given.session, given.note, &version, error))
        return SAID_NO;
    if (call->json)
        print_json (version != 0 ? json_pack ("{s:i}", "version", version) : json_pack ("{s:n}", "version"));
    else if (version != 0)
        printf ("Published as version %d.\n", version);
    else
        puts ("Published. Nothing public changed, so there is no new version.");
    return settle (instance, error);
}

/* ---- one meeting ---- */

static const GOptionEntry add_options[] = {
    SESSION,
    STATES,
    { "kind", 0, 0, G_OPTION_ARG_STRING, &given.kind, "Its kind, a slug of the profile", "KIND" },
    { "begins", 0, 0, G_OPTION_ARG_STRING, &given.begins, "Day and time where the Committee meets: 2026-12-07T10:00",
      "TIME" },
    { "ends", 0, 0, G_OPTION_ARG_STRING, &given.ends, "The same, or a time alone; else its kind's usual length",
      "TIME" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &given.title, "Another title than its kind's", "TEXT" },
    { "place", 0, 0, G_OPTION_ARG_STRING, &given.place, "Where, by the id of a place", "PLACE" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &given.note, "For everybody who may know of it", "TEXT" },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &given.closed, "Closed, though its kind is public", NULL },
    { NULL },
};

static int run_add (const TdCommandCall *call, GError **error)
{
    g_auto (GStrv) states = states_given ();
    const TdMeetingWish wish = { .session = given.session,
                                 .kind = given.kind,
                                 .title = given.title,
                                 .begins = given.begins,
                                 .ends = given.ends,
                                 .states = (const char *const *) states,
                                 .closed = given.closed,
                                 .place = given.place,
                                 .note = given.note };
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;

    if (!session_ok () || given.kind == NULL || given.begins == NULL)
        return wrong_use (error,
                          "Say which session, which kind and when it begins, with --session, --kind and --begins.");
    instance = open_instance (call, error);
    if (instance == NULL || !td_meeting_add (instance, &secretariat, &wish, &id, NULL, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s}", "id", id));
    else
        puts (id);
    return settle (instance, error);
}

static int change (const TdCommandCall *call, const TdMeetingWishes *wishes, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    if (instance == NULL || !td_meeting_change (instance, &secretariat, call->words[1], wishes, NULL, error))
        return SAID_NO;
    if (!call->json)
        puts ("Noted. Everybody else sees it once the programme is published.");
    return settle (instance, error);
}

static const GOptionEntry move_options[] = {
    { "begins", 0, 0, G_OPTION_ARG_STRING, &given.begins, "Day and time where the Committee meets: 2026-12-07T10:00",
      "TIME" },
    { "ends", 0, 0, G_OPTION_ARG_STRING, &given.ends, "The same, or a time alone; else it stays as long", "TIME" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &given.title, "Another title; empty: its kind's", "TEXT" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &given.note, "For everybody who may know of it; empty: none", "TEXT" },
    { NULL },
};

static int run_move (const TdCommandCall *call, GError **error)
{
    const TdMeetingWishes wishes = {
        .begins = given.begins, .ends = given.ends, .title = given.title, .note = given.note
    };

    if (given.begins == NULL && given.ends == NULL && given.title == NULL && given.note == NULL)
        return wrong_use (error, "Say what changes, with --begins, --ends, --title or --note.");
    return change (call, &wishes, error);
}

static const GOptionEntry cancel_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why, for everybody who may know of it", "TEXT" },
    { NULL },
};

static int run_cancel (const TdCommandCall *call, GError **error)
{
    const TdMeetingWishes wishes = { .cancel = given.reason };

    if (given.reason == NULL)
        return wrong_use (error, "Give the reason with --reason. Everybody who may know of the meeting reads it.");
    return change (call, &wishes, error);
}

static int run_place (const TdCommandCall *call, GError **error)
{
    const TdMeetingWishes wishes = { .place = call->words[2] != NULL ? call->words[2] : "" };

    return change (call, &wishes, error);
}

/* ---- places ---- */

static const GOptionEntry place_options[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &given.name, "What it is called", "TEXT" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &given.address, "Where it is", "TEXT" },
    { "remote", 0, 0, G_OPTION_ARG_STRING, &given.remote, "How one comes in from afar: none, ours or outside", "HOW" },
    { "link", 0, 0, G_OPTION_ARG_STRING, &given.link, "Of a room of another site, for those who may attend", "LINK" },
    { "dial-in", 0, 0, G_OPTION_ARG_STRING, &given.dial_in, "Numbers to dial, for those who may attend", "TEXT" },
    { "codes", 0, 0, G_OPTION_ARG_STRING, &given.codes, "Codes to type, for those who may attend", "TEXT" },
    { NULL },
};

static TdPlaceWish place_given (void)
{
    return (TdPlaceWish){ .name = given.name,
                          .address = given.address,
                          .remote = given.remote,
                          .link = given.link,
                          .dial_in = given.dial_in,
                          .codes = given.codes };
}

static int run_place_add (const TdCommandCall *call, GError **error)
{
    const TdPlaceWish wish = place_given ();
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;

    if (given.name == NULL)
        return wrong_use (error, "Give the place a name with --name.");
    instance = open_instance (call, error);
    if (instance == NULL || !td_place_add (instance, &secretariat, &wish, &id, NULL, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s}", "id", id));
    else
        puts (id);
    return DONE;
}

static int run_place_change (const TdCommandCall *call, GError **error)
{
    const TdPlaceWish wish = place_given ();
    g_autoptr (TdInstance) instance = NULL;

    if (given.name == NULL)
        return wrong_use (error, "Say all of the place anew: its --name, and what else stands there.");
    instance = open_instance (call, error);
    return instance != NULL && td_place_change (instance, &secretariat, call->words[1], &wish, NULL, error) ? DONE
                                                                                                            : SAID_NO;
}

static int run_place_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) places = instance != NULL ? td_place_list (instance, &secretariat, error) : NULL;
    json_t *list;

    if (places == NULL)
        return SAID_NO;
    list = json_array ();
    for (guint i = 0; i < places->len; i++) {
        const TdPlace *p = places->pdata[i];
        if (!call->json)
            printf ("%s  %-7s  %s\n", p->id, td_remote_word (p->remote), p->name);
        json_array_append_new (list, json_pack ("{s:s, s:s, s:s?, s:s, s:s?, s:s?, s:s?}", "id", p->id, "name", p->name,
                                                "address", p->address, "remote", td_remote_word (p->remote), "link",
                                                p->link, "dial_in", p->dial_in, "codes", p->codes));
    }
    if (call->json)
        print_json (json_incref (list));
    json_decref (list);
    return DONE;
}

const TdCommand td_programme_commands[] = {
    { "programme", NULL, "DIR", "The programme of work of a session", 1, 1, session_options, run_programme },
    { "programme", "new", "DIR", "Plans the meetings of a session by the profile's template", 1, 1, new_options,
      run_new },
    { "programme", "publish", "DIR", "Publishes what is planned and changed, as a new version", 1, 1, publish_options,
      run_publish },
    { "programme", "add", "DIR", "Plans one more meeting", 1, 1, add_options, run_add },
    { "programme", "move", "DIR MEETING", "Gives a meeting other hours, another title or note", 2, 2, move_options,
      run_move },
    { "programme", "cancel", "DIR MEETING", "Cancels a meeting, or drops one that is only planned", 2, 2,
      cancel_options, run_cancel },
    { "programme", "place", "DIR MEETING [PLACE]", "Says where a meeting is", 2, 3, NULL, run_place },
    { "place", "add", "DIR", "Adds a place where meetings are", 1, 1, place_options, run_place_add },
    { "place", "change", "DIR PLACE", "Says all of a place anew", 2, 2, place_options, run_place_change },
    { "place", "list", "DIR", "Lists the places where meetings are", 1, 1, NULL, run_place_list },
    { NULL },
};
