/* Commands of the registry: organisation add|list|verify|merge|doubles. */
#include "areas/organisations/organisation-risk.h"
#include "areas/organisations/organisations-area.h"

#include "areas/organisations/organisation.h"
#include "base/errors.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
}

/* ---- add ---- */

/* Registering is open to whoever has an account, and an officer has one. */
static const TdViewer officer = { .roles =
                                      TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (SECRETARIAT),
                                  .trust = TD_TRUST_SECOND,
                                  .actor = "command" };

static char *add_name, *add_kind, *add_website, *add_about, *add_visibility, **add_countries, **add_themes,
    **add_languages;
static const GOptionEntry add_options[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &add_name, "The name; needed", "NAME" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &add_kind, "The kind, as kinds.csv of the profile names it; needed", "KIND" },
    { "website", 0, 0, G_OPTION_ARG_STRING, &add_website, "Its website", "URL" },
    { "about", 0, 0, G_OPTION_ARG_STRING, &add_about, "What it says of itself", "TEXT" },
    { "visibility", 0, 0, G_OPTION_ARG_STRING, &add_visibility, "public or confidential; left out: hidden", "WORD" },
    { "country", 0, 0, G_OPTION_ARG_STRING_ARRAY, &add_countries, "A country of its work; may repeat", "ISO3" },
    { "theme", 0, 0, G_OPTION_ARG_STRING_ARRAY, &add_themes, "A theme of its work; may repeat", "THEME" },
    { "language", 0, 0, G_OPTION_ARG_STRING_ARRAY, &add_languages, "A language of its work; may repeat", "TAG" },
    { NULL },
};

static int run_add (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autofree char *id = NULL;
    const TdOrganisationFacts facts = { .name = add_name,
                                        .kind = add_kind,
                                        .website = add_website,
                                        .about = add_about,
                                        .visibility = add_visibility,
                                        .countries = (const char *const *) add_countries,
                                        .themes = (const char *const *) add_themes,
                                        .languages = (const char *const *) add_languages };

    if (instance == NULL || !td_organisation_add (instance, &officer, &facts, &id, NULL, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s}", "id", id));
    else
        printf ("Registered: %s\n", id);
    return DONE;
}

/* ---- list ---- */

static char *list_kind, *list_country, *list_status, *list_words;
static const GOptionEntry list_options[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &list_kind, "Only of this kind", "KIND" },
    { "country", 0, 0, G_OPTION_ARG_STRING, &list_country, "Only those that work there", "ISO3" },
    { "status", 0, 0, G_OPTION_ARG_STRING, &list_status, "received, published (verified), refused or withheld (closed)",
      "STATUS" },
    { "words", 0, 0, G_OPTION_ARG_STRING, &list_words, "Only those with these words in their name", "WORDS" },
    { NULL },
};

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdOrganisationFilter filter = {
        .kind = list_kind, .country = list_country, .status = list_status, .words = list_words, .limit = -1
    };
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;

    if (instance == NULL || (list = td_organisation_list (instance, &secretariat, &filter, NULL, error)) == NULL)
        return SAID_NO;
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdOrganisation *o = list->pdata[i];
        if (call->json)
            json_array_append_new (json, td_organisation_to_json (o, &secretariat));
        else
            printf ("%s  %-9s  %-12s  %-20s  %s\n", o->id, td_status_word (o->status),
                    o->visibility_chosen && o->visibility == TD_VISIBILITY_PUBLIC ? "public" : "hidden", o->kind,
                    o->name);
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "organisations", json));
    else
        json_decref (json);
    return DONE;
}

/* ---- verify, merge ---- */

static char *reason;
static gboolean refuse, close_it, reopen;
static const GOptionEntry verify_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, "The reason, kept for its people; needed", "TEXT" },
    { "refuse", 0, 0, G_OPTION_ARG_NONE, &refuse, "Say that it is not what it says", NULL },
    { "close", 0, 0, G_OPTION_ARG_NONE, &close_it, "Close it", NULL },
    { "reopen", 0, 0, G_OPTION_ARG_NONE, &reopen, "Reopen a closed or refused one", NULL },
    { NULL },
};
static const GOptionEntry merge_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, "The reason, kept for its people; needed", "TEXT" },
    { NULL },
};

static int run_verify (const TdCommandCall *call, GError **error)
{
    TdOrganisationDecision decision = refuse     ? TD_ORGANISATION_REFUSE
                                      : close_it ? TD_ORGANISATION_CLOSE
                                      : reopen   ? TD_ORGANISATION_REOPEN
                                                 : TD_ORGANISATION_VERIFY;
    g_autoptr (TdInstance) instance = NULL;

    if (refuse + close_it + reopen > 1) {
        g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_INPUT,
                             "Choose one of --refuse, --close and --reopen, or none to verify.");
        return WRONG_USE;
    }
    instance = open_instance (call, error);
    if (instance == NULL
        || !td_organisation_decide (instance, &secretariat, call->words[1], decision, reason, NULL, error))
        return SAID_NO;
    puts ("Done.");
    return DONE;
}

static int run_merge (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    if (instance == NULL
        || !td_organisation_merge (instance, &secretariat, call->words[1], call->words[2], reason, error))
        return SAID_NO;
    puts ("Done.");
    return DONE;
}

/* ---- risk ---- */

static gboolean lift;

static const GOptionEntry risk_options[] = {
    { "lift", 0, 0, G_OPTION_ARG_NONE, &lift, "Lift the mark", NULL },
    { NULL },
};

static void print_marks (const TdCommandCall *call, const GPtrArray *marks)
{
    json_t *json = json_array ();

    for (guint i = 0; i < marks->len; i++) {
        const TdRiskMark *m = marks->pdata[i];
        g_autofree char *since = td_instant_to_text (m->since);
        g_autofree char *lifted = m->lifted != 0 ? td_instant_to_text (m->lifted) : NULL;
        if (!call->json)
            printf ("%s  since %s%s%s  %s\n", m->organisation, since, lifted != NULL ? "  lifted " : "",
                    lifted != NULL ? lifted : "", m->name);
        json_array_append_new (json, json_pack ("{s:s, s:s, s:s, s:s?}", "id", m->organisation, "name", m->name,
                                                "since", since, "lifted", lifted));
    }
    if (call->json) {
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
    }
    json_decref (json);
}

static int run_risk (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) marks = NULL;

    if (instance == NULL)
        return SAID_NO;
    if (call->n_words > 1) {
        if (!td_risk_set (instance, &secretariat, call->words[1], !lift, NULL, error))
            return SAID_NO;
        puts ("Done.");
        return DONE;
    }
    marks = td_risk_list (instance, &secretariat, error);
    if (marks == NULL)
        return SAID_NO;
    print_marks (call, marks);
    return DONE;
}

/* ---- doubles ---- */

static const TdDoubleWhy reasons[] = { TD_DOUBLE_NAME, TD_DOUBLE_LOOKS, TD_DOUBLE_MAIL, TD_DOUBLE_WEBSITE };

static int run_doubles (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;

    if (instance == NULL || (list = td_organisation_doubles (instance, &secretariat, NULL, error)) == NULL)
        return SAID_NO;
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdDouble *pair = list->pdata[i];
        json_t *why = json_array ();
        if (!call->json)
            printf ("%s  %s\n%s  %s\n", pair->id, pair->name, pair->other, pair->other_name);
        for (gsize r = 0; r < G_N_ELEMENTS (reasons); r++)
            if ((pair->why & reasons[r]) != 0) {
                json_array_append_new (why, json_string (td_double_why_word (reasons[r])));
                if (!call->json)
                    printf ("    %s\n", td_double_why_sentence (reasons[r]));
            }
        json_array_append_new (json, json_pack ("{s:s, s:s, s:s, s:s, s:o}", "id", pair->id, "name", pair->name,
                                                "other", pair->other, "other_name", pair->other_name, "why", why));
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "doubles", json));
    else
        json_decref (json);
    return DONE;
}

const TdCommand td_organisation_commands[] = {
    { "organisation", "add", "DIR", "Registers an organisation, for who wrote on paper", 1, 1, add_options, run_add },
    { "organisation", "list", "DIR", "Lists organisations, hidden ones too", 1, 1, list_options, run_list },
    { "organisation", "verify", "DIR ID", "Verifies, refuses, closes or reopens one, with a reason", 2, 2,
      verify_options, run_verify },
    { "organisation", "merge", "DIR ID INTO", "Makes one that was registered twice part of the other", 3, 3,
      merge_options, run_merge },
    { "organisation", "risk", "DIR [ORGANISATION]",
      "Takes the name of an organisation at risk out everywhere; without one lists the marks", 1, 2, risk_options,
      run_risk },
    { "organisation", "doubles", "DIR", "Lists those that may be registered twice", 1, 1, NULL, run_doubles },
    { NULL },
};
