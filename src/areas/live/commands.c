/* The commands meeting …: leading a meeting from a terminal, and what stands. */
#include "areas/live/live-area.h"
#include "areas/live/live-json.h"
#include "areas/live/live-view.h"
#include "text/words.h"
#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
static int minutes;

static void print_now (const TdLiveView *v, const char *locale)
{
    g_autofree char *left = td_live_time (td_live_left (v->live, v->at));
    const char *name = td_live_view_name (v);

    printf ("%s\n", td_words (locale, td_live_phase_label (v->live->phase)));
    if (v->live->state != NULL && v->live->phase != TD_LIVE_OVER)
        printf ("  %s\n", v->live->state);
    if (name != NULL)
        printf ("  has the floor: %s%s, %s left of %d:%02d%s\n", name, v->live->reply ? " (right of reply)" : "", left,
                v->live->seconds / 60, v->live->seconds % 60, v->live->paused != 0 ? ", the clock stands" : "");
    for (guint i = 0; i < v->follows->len && v->live->phase != TD_LIVE_OVER; i++) {
        const TdSpeaker *s = v->follows->pdata[i];
        printf ("  %s %s%s%s, %d:%02d\n", i == 0 ? "next:" : "then:", s->shown, s->state != NULL ? ", " : "",
                s->state != NULL ? s->state : "", s->seconds / 60, s->seconds % 60);
    }
    printf ("  %u raised hands%s%s%s\n", v->hands != NULL ? v->hands->len : 0,
            v->live->list_closed ? ", the list is closed" : "", v->live->closed_part ? ", closed part" : "",
            v->live->recording ? ", recording" : "");
}

static int show (TdInstance *instance, const TdCommandCall *call, GError **error)
{
    g_autoptr (TdLiveView) view = td_live_view (instance, &secretariat, call->words[1], error);

    if (view == NULL)
        return SAID_NO;
    if (call->json) {
        json_t *json = td_live_to_json (view);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
    } else {
        print_now (view, call->locale);
    }
    return DONE;
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    return instance != NULL ? show (instance, call, error) : SAID_NO;
}

static int step (const TdCommandCall *call, TdStepKind kind, int seconds, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdStepOrder order = { .kind = kind, .from = TD_STEP_NOW, .seconds = seconds };
    TdStepOutcome outcome;
    g_autoptr (TdLive) now = NULL;

    if (instance == NULL || !td_live_step (instance, &secretariat, call->words[1], &order, &outcome, &now, error))
        return SAID_NO;
    return show (instance, call, error);
}

static int run_open (const TdCommandCall *call, GError **error)
{
    return step (call, TD_STEP_OPEN, 0, error);
}

static int run_next (const TdCommandCall *call, GError **error)
{
    return step (call, TD_STEP_NEXT, 0, error);
}

static int run_pause (const TdCommandCall *call, GError **error)
{
    return step (call, TD_STEP_PAUSE, 0, error);
}

static int run_resume (const TdCommandCall *call, GError **error)
{
    return step (call, TD_STEP_RESUME, 0, error);
}

static int run_extend (const TdCommandCall *call, GError **error)
{
    return step (call, TD_STEP_EXTEND, CLAMP (minutes, 0, 60) * 60, error);
}

static int run_item (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdStepOrder order = { .kind = TD_STEP_ITEM, .from = TD_STEP_NOW, .other = call->words[2] };
    TdStepOutcome outcome;
    g_autoptr (TdLive) now = NULL;

    if (instance == NULL || !td_live_step (instance, &secretariat, call->words[1], &order, &outcome, &now, error))
        return SAID_NO;
    return show (instance, call, error);
}

static int run_close (const TdCommandCall *call, GError **error)
{
    return step (call, TD_STEP_CLOSE, 0, error);
}

static const GOptionEntry extend_options[] = {
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, "How many more; two where nothing is said", "NUMBER" }, { NULL }
};

const TdCommand td_live_commands[] = {
    { "meeting", NULL, "DIR MEETING", "What stands now at a meeting", 2, 2, NULL, run_show },
    { "meeting", "open", "DIR MEETING", "Opens a meeting", 2, 2, NULL, run_open },
    { "meeting", "next", "DIR MEETING", "Gives the floor to who follows", 2, 2, NULL, run_next },
    { "meeting", "pause", "DIR MEETING", "Lets the clock stand", 2, 2, NULL, run_pause },
    { "meeting", "resume", "DIR MEETING", "Lets the clock go on", 2, 2, NULL, run_resume },
    { "meeting", "extend", "DIR MEETING", "Gives who has the floor two minutes more", 2, 2, extend_options,
      run_extend },
    { "meeting", "item", "DIR MEETING ITEM", "Says that it is at presentations, questions or answers", 3, 3, NULL,
      run_item },
    { "meeting", "close", "DIR MEETING", "Closes a meeting", 2, 2, NULL, run_close },
    { NULL },
};
