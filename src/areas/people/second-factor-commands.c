/* The command user second-factor: for an administrator, when somebody lost theirs or is given the first. */
#include "areas/people/people-area.h"

#include "areas/people/people.h"
#include "areas/people/second-factor-set.h"
#include "base/errors.h"

#include <jansson.h>
#include <sodium.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static gboolean want_totp, want_codes, want_remove;
static const GOptionEntry options[] = {
    { "totp", 0, 0, G_OPTION_ARG_NONE, &want_totp, "Give a new secret for an app, shown this once", NULL },
    { "codes", 0, 0, G_OPTION_ARG_NONE, &want_codes, "Give ten new one-time codes, shown this once", NULL },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &want_remove, "Take away what they have", NULL },
    { NULL },
};

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static int show (TdInstance *instance, const TdCommandCall *call, GError **error)
{
    TdSecond second = { 0 };

    if (!td_second_of_address (instance, call->words[1], &second, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:b, s:b, s:I}", "app", second.app, "printed", second.printed, "codes_left",
                               (json_int_t) second.left));
    else
        printf ("App: %s\nPrinted codes left: %" G_GINT64_FORMAT "\n", second.app ? "yes" : "no", second.left);
    return DONE;
}

static void tell (const TdCommandCall *call, const char *secret, const char *uri, char *const *codes)
{
    json_t *list = json_array ();

    for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
        json_array_append_new (list, json_string (codes[i]));
    if (call->json) {
        print_json (json_pack ("{s:s?, s:s?, s:o}", "secret", secret, "uri", uri, "codes", list));
        return;
    }
    if (secret != NULL)
        printf ("Secret: %s\nFor the app: %s\n", secret, uri);
    for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
        printf ("%s\n", codes[i]);
    if (secret == NULL && codes == NULL)
        puts ("Removed. All sessions of this account have ended.");
    json_decref (list);
}

static int run (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *uri = NULL;
    g_auto (GStrv) codes = NULL;
    TdSecondReset reset = TD_SECOND_RESET_REMOVE;

    if (want_totp + want_codes + want_remove > 1) {
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT, "Choose one of --totp, --codes and --remove.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    if (!want_totp && !want_codes && !want_remove)
        return show (instance, call, error);
    if (!want_remove)
        reset = want_totp ? TD_SECOND_RESET_APP : TD_SECOND_RESET_CODES;
    if (!td_second_reset (instance, call->words[1], reset, &secret, &uri, &codes, error))
        return SAID_NO;
    tell (call, secret, uri, codes);
    return DONE;
}

const TdCommand td_second_factor_commands[] = {
    { "user", "second-factor", "DIR ADDRESS", "Shows, gives anew or removes somebody's second factor", 2, 2, options,
      run },
    { NULL },
};
