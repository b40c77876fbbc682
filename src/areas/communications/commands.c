/* The commands communication gate and declaration record, strike, list. */
#include "areas/communications/communications-area.h"
#include "areas/communications/gate.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static struct {
    char *state, *day, *withdrawn, *checked, *source;
    int article;
} given;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_DECLARATION_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

/* That of communications by persons, where none was named. */
static int article_of (const TdInstance *instance)
{
    return given.article != 0 ? given.article : instance->profile->communications_article;
}

/* ---- communication gate ---- */

static const GOptionEntry gate_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "Against this State", "ISO3" },
    { "article", 0, 0, G_OPTION_ARG_INT, &given.article, "The procedure's article; by persons if not given", "N" },
    { NULL },
};

static int run_gate (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdGate) gate = { 0 };
    g_autofree char *reason = NULL;

    if (instance == NULL || !td_gate_get (instance, given.state, article_of (instance), &gate, error))
        return SAID_NO;
    if (call->json) {
        print_json (td_gate_to_json (&gate, instance, call->locale));
        return DONE;
    }
    reason = td_gate_reason (&gate, instance->profile, call->locale);
    printf ("%s\n", reason);
    return DONE;
}

/* ---- declaration … ---- */

static const GOptionEntry record_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "Of this State", "ISO3" },
    { "article", 0, 0, G_OPTION_ARG_INT, &given.article, "Under this article; communications by persons if not given",
      "N" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &given.day, "It was made on this day", "DATE" },
    { "withdrawn", 0, 0, G_OPTION_ARG_STRING, &given.withdrawn, "It was withdrawn on this day", "DATE" },
    { "none-checked-on", 0, 0, G_OPTION_ARG_STRING, &given.checked, "One looked on this day, and there was none",
      "DATE" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &given.source, "Where it was seen", "TEXT" },
    { NULL },
};

static gboolean read_kind (TdDeclarationKind *ret_kind, const char **ret_day)
{
    if ((given.day != NULL) + (given.withdrawn != NULL) + (given.checked != NULL) != 1)
        return FALSE;
    *ret_kind = given.day != NULL         ? TD_DECLARATION_MADE
                : given.withdrawn != NULL ? TD_DECLARATION_WITHDRAWN
                                          : TD_DECLARATION_NONE;
    *ret_day = given.day != NULL ? given.day : given.withdrawn != NULL ? given.withdrawn : given.checked;
    return TRUE;
}

static int run_record (const TdCommandCall *call, GError **error)
{
    TdDeclarationWish wish = { .state = given.state, .source = given.source };
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;

    if (given.state == NULL)
        return wrong_use (error, "Name the State with --state: its code, such as GHA.");
    if (!read_kind (&wish.kind, &wish.day))
        return wrong_use (error, "Say one of --date, --withdrawn and --none-checked-on.");
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    wish.article = article_of (instance);
    if (!td_declaration_record (instance, &secretariat, &wish, &id, error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s}", "declaration", id));
    else
        printf ("Recorded as %s.\n", id);
    return DONE;
}

static int run_strike (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    return instance != NULL && td_declaration_strike (instance, &secretariat, call->words[1], error)
                   && td_jobs_catch_up (instance, td_area_subscribers (), error)
               ? DONE
               : SAID_NO;
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (GPtrArray) list = NULL;

    if (instance == NULL || (list = td_declarations (instance, article_of (instance), NULL, error)) == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_declarations_to_json (list));
        return DONE;
    }
    for (guint i = 0; i < list->len; i++) {
        const TdDeclaration *d = list->pdata[i];
        printf ("%s  article %d  %-9s  %s  %s%s%s%s\n", d->state->iso3, d->article, td_declaration_kind_word (d->kind),
                d->day, d->id != NULL ? d->id : "profile", d->source != NULL ? "  " : "",
                d->source != NULL ? d->source : "", d->struck_at != 0 ? "  struck out" : "");
    }
    return DONE;
}

static const GOptionEntry list_options[] = {
    { "article", 0, 0, G_OPTION_ARG_INT, &given.article, "Under this article; communications by persons if not given",
      "N" },
    { NULL },
};

const TdCommand td_communication_commands[] = {
    { "communication", "gate", "DIR", "Whether a communication can be received, against a State or at all", 1, 1,
      gate_options, run_gate },
    { "declaration", "record", "DIR", "Records a State's declaration on communications, or that there is none", 1, 1,
      record_options, run_record },
    { "declaration", "strike", "DIR DECLARATION", "Strikes out what was recorded by mistake", 2, 2, NULL, run_strike },
    { "declaration", "list", "DIR", "What is known of declarations on communications", 1, 1, list_options, run_list },
    { NULL },
};
