/* Commands: recommendations; recommendation assess|correct|add|day. The list tells what everybody may read, whoever runs it. */
#include "areas/follow_up/follow-up-area.h"

#include "areas/follow_up/assessment.h"
#include "areas/follow_up/correct.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer everybody = TD_VIEWER_NOBODY;
static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
}

/* Brought up to the journal first: a document that came in a moment ago has its list. Under --now a real instance is only read. */
static TdInstance *open_now (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL)
        return NULL;
    if ((!call->clock.rehearsal || instance->rehearsal) && !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return NULL;
    return g_steal_pointer (&instance);
}

/* ---- recommendations ---- */

static char *list_state;
static gboolean list_csv;
static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &list_state, "Only this State’s", "ISO3" },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &list_csv, "As a table for spreadsheets", NULL },
    { NULL },
};

static void print_one (const TdRecommendation *r)
{
    g_autofree char *place = td_recommendation_place (r, "en");

    printf ("%s  %s  %s  %s  %d public reports, %d steps%s%s\n", r->id, r->state, place,
            r->grade != NULL ? r->grade : "not assessed", r->reports, r->steps, r->priority ? ", first by " : "",
            r->priority ? (r->due != NULL ? r->due : "a day not known") : "");
}

static void print_list (const TdCommandCall *call, const TdInstance *instance, const GPtrArray *list)
{
    json_t *json;

    if (list_csv) {
        g_autofree char *csv = td_recommendations_to_csv (instance, list);
        fputs (csv, stdout);
        return;
    }
    if (!call->json) {
        for (guint i = 0; i < list->len; i++)
            print_one (list->pdata[i]);
        return;
    }
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (json, td_recommendation_to_json (instance, list->pdata[i]));
    print_json (json_pack ("{s:o}", "recommendations", json));
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_now (call, error);
    const TdState *state =
        instance != NULL && list_state != NULL ? td_profile_state (instance->profile, list_state) : NULL;
    const TdRecommendationFilter filter = { .state = state != NULL ? state->iso3 : NULL };
    g_autoptr (GPtrArray) list = NULL;

    if (instance == NULL)
        return SAID_NO;
    if (list_state != NULL && state == NULL) {
        g_set_error_literal (error, TD_FOLLOW_UP_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for its code in the list of States.");
        return SAID_NO;
    }
    list = td_recommendation_list (instance, &everybody, &filter, error);
    if (list == NULL)
        return SAID_NO;
    print_list (call, instance, list);
    return DONE;
}

/* ---- assess ---- */

static char *assess_grade, *assess_reason;
static gboolean assess_release;
static const GOptionEntry assess_options[] = {
    { "assessment", 0, 0, G_OPTION_ARG_STRING, &assess_grade, "A step of the profile’s scale (assessments.csv)",
      "SLUG" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &assess_reason, "Why: public once it is released", "TEXT" },
    { "release", 0, 0, G_OPTION_ARG_NONE, &assess_release, "Show the newest draft to everybody", NULL },
    { NULL },
};

/* Of the newest version, draft or not; 0: none. */
static int newest (TdInstance *instance, const TdRecommendation *r, GError **error)
{
    g_autoptr (GPtrArray) list = td_assessments (instance, &secretariat, r, error);

    if (list == NULL)
        return -1;
    return list->len > 0 ? ((TdAssessment *) list->pdata[0])->version : 0;
}

static gboolean assess (TdInstance *instance, const TdRecommendation *r, GError **error)
{
    int seen = newest (instance, r, error);
    const TdAssessmentWish wish = { assess_grade, assess_reason, seen };

    if (seen < 0)
        return FALSE;
    if (assess_grade == NULL && assess_reason == NULL && assess_release)
        return td_assessment_release (instance, &secretariat, r->id, seen, error);
    return td_assessment_draft (instance, &secretariat, r->id, &wish, NULL, error)
           && (!assess_release || td_assessment_release (instance, &secretariat, r->id, seen + 1, error));
}

static int print_changed (const TdCommandCall *call, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdRecommendation) r = td_recommendation_get (instance, id, error);

    if (r == NULL)
        return SAID_NO;
    if (call->json)
        print_json (td_recommendation_to_json (instance, r));
    else
        printf ("%s  %s  %s\n", r->id, td_standing_word (r->standing), r->grade != NULL ? r->grade : "not assessed");
    return DONE;
}

static int run_assess (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_now (call, error);
    g_autoptr (TdRecommendation) r = instance != NULL ? td_recommendation_get (instance, call->words[1], error) : NULL;

    return r != NULL && assess (instance, r, error) ? print_changed (call, instance, r->id, error) : SAID_NO;
}

/* ---- correct ---- */

static gboolean correct_none, correct_one, correct_split, correct_join;
static char *correct_articles, *correct_theme, *correct_first, *correct_due;
static const GOptionEntry correct_options[] = {
    { "none", 0, 0, G_OPTION_ARG_NONE, &correct_none, "It is no recommendation", NULL },
    { "one", 0, 0, G_OPTION_ARG_NONE, &correct_one, "It is one after all", NULL },
    { "split", 0, 0, G_OPTION_ARG_NONE, &correct_split, "Its items (a), (b) stand for themselves", NULL },
    { "join", 0, 0, G_OPTION_ARG_NONE, &correct_join, "It stands as a whole again", NULL },
    { "articles", 0, 0, G_OPTION_ARG_STRING, &correct_articles, "Its articles, commas between", "NUMBERS" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &correct_theme, "Its theme", "SLUG" },
    { "first", 0, 0, G_OPTION_ARG_STRING, &correct_first, "Whether it is to be followed up first", "yes|no" },
    { "due", 0, 0, G_OPTION_ARG_STRING, &correct_due, "By when; empty: by the profile’s rule", "DAY" },
    { NULL },
};

static gboolean correct (TdInstance *instance, const char *id, GError **error)
{
    const TdCorrection said = { correct_articles, correct_theme, correct_first, correct_due };
    gboolean fields = correct_articles != NULL || correct_theme != NULL || correct_first != NULL || correct_due != NULL;
    int standing = correct_none + correct_one + correct_split + correct_join;

    if (standing > 1 || (standing == 0 && !fields)) {
        g_set_error_literal (
            error, TD_FOLLOW_UP_ERROR, TD_ERROR_INPUT,
            "Say what is to be corrected: one of --none, --one, --split and --join; or --articles, --theme,"
            " --first, --due.");
        return FALSE;
    }
    if ((correct_none || correct_one) && !td_recommendation_say_is (instance, &secretariat, id, correct_one, error))
        return FALSE;
    if ((correct_split || correct_join) && !td_recommendation_split (instance, &secretariat, id, correct_split, error))
        return FALSE;
    return !fields || td_recommendation_correct (instance, &secretariat, id, &said, NULL, error);
}

static int run_correct (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_now (call, error);

    return instance != NULL && correct (instance, call->words[1], error)
               ? print_changed (call, instance, call->words[1], error)
               : SAID_NO;
}

static int run_add (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_now (call, error);
    g_autofree char *id = NULL;

    return instance != NULL
                   && td_recommendation_add (instance, &secretariat, call->words[1], call->words[2], &id, error)
               ? print_changed (call, instance, id, error)
               : SAID_NO;
}

static int run_day (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_now (call, error);

    return instance != NULL && td_follow_up_day_confirm (instance, &secretariat, call->words[1], call->words[2], error)
               ? DONE
               : SAID_NO;
}

const TdCommand td_follow_up_commands[] = {
    { "recommendations", NULL, "DIR", "Lists the Committee’s recommendations and what became of them", 1, 1,
      list_options, run_list },
    { "recommendation", "assess", "DIR ID", "Drafts and releases the Committee’s assessment of a recommendation", 2, 2,
      assess_options, run_assess },
    { "recommendation", "correct", "DIR ID", "Corrects what the list says of a recommendation", 2, 2, correct_options,
      run_correct },
    { "recommendation", "add", "DIR SYMBOL ANCHOR", "Says that a paragraph is a recommendation", 3, 3, NULL, run_add },
    { "recommendation", "day", "DIR SYMBOL DAY",
      "Confirms the day by which a document’s first recommendations are followed up", 3, 3, NULL, run_day },
    { NULL },
};
