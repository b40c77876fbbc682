/* The command uptake. */
#include "areas/uptake/uptake-area.h"
#include "areas/uptake/uptake.h"
#include "base/errors.h"

enum { DONE = 0, SAID_NO = 1 };

static char *of_submission;

static const GOptionEntry options[] = {
    { "submission", 0, 0, G_OPTION_ARG_STRING, &of_submission, "The submission whose words are compared", "ID" },
    { NULL },
};

static const char *said_word (const TdUptake *u)
{
    return u->said == TD_UPTAKE_UNSAID ? "" : u->said == TD_UPTAKE_DENIED ? ", denied" : ", confirmed";
}

static void print_list (const TdUptakes *uptakes)
{
    printf ("%u of one's own against %u paragraphs of the Committee's: %u resemble\n", uptakes->mine, uptakes->theirs,
            uptakes->list->len);
    for (guint i = 0; i < uptakes->list->len; i++) {
        const TdUptake *u = uptakes->list->pdata[i];
        printf ("\n%s: %s\n%s %s (%.2f%s): %s\n", u->mine, u->text, u->symbol != NULL ? u->symbol : u->document,
                u->anchor, u->score, said_word (u), u->theirs);
    }
}

static int run_uptake (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_auto (TdUptakes) uptakes = { 0 };

    if (of_submission == NULL) {
        g_set_error_literal (error, TD_UPTAKE_ERROR, TD_ERROR_INPUT, "Say which submission: --submission ID.");
        return SAID_NO;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || !td_uptakes_get_as_theirs (instance, of_submission, &uptakes, error))
        return SAID_NO;
    if (!call->json) {
        print_list (&uptakes);
        return DONE;
    }
    json_t *all = td_uptakes_to_json (&uptakes);
    json_dumpf (all, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (all);
    return DONE;
}

const TdCommand td_uptake_commands[] = {
    { "uptake", NULL, "DIR", "Which of the Committee's paragraphs resemble what a submission asked", 1, 1, options,
      run_uptake },
    { NULL },
};
