/* Commands: phone status|pins|pin|withdraw. */
#include "areas/telephone/pin-sql.h"
#include "areas/telephone/telephone-area.h"
#include "base/errors.h"
#include "meeting/phone-settings.h"

#include <jansson.h>
#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static int print (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
    return DONE;
}

/* ---- status ---- */

struct counts {
    gint64 calls, callbacks;
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct counts *c = data;

    return td_phone_count (tx, &c->calls, &c->callbacks, error);
}

static json_t *numbers_json (const TdPhoneSettings *settings)
{
    json_t *numbers = json_array ();

    for (gsize i = 0; settings != NULL && i < settings->n_numbers; i++)
        json_array_append_new (numbers, json_pack ("{s:s, s:s}", "country", settings->numbers[i].country, "number",
                                                   settings->numbers[i].number));
    return numbers;
}

static int run_status (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (TdPhoneSettings) settings = instance != NULL ? td_phone_settings_read (instance->folder) : NULL;
    struct counts counts = { 0 };

    if (instance == NULL || !td_store_read (instance->store, count_in, &counts, error))
        return SAID_NO;
    if (call->json)
        return print (json_pack ("{s:b, s:b, s:I, s:I, s:o}", "telephone", settings != NULL, "calls_back",
                                 settings != NULL && settings->calls_back, "calls", (json_int_t) counts.calls,
                                 "callbacks_waiting", (json_int_t) counts.callbacks, "numbers",
                                 numbers_json (settings)));
    if (settings == NULL) {
        printf ("There is no telephone: DIR/phone.ini is not there (docs/TELEPHONE.md).\n");
        return DONE;
    }
    printf ("In meetings by telephone: %" G_GINT64_FORMAT ". To be called: %" G_GINT64_FORMAT ". %s\n", counts.calls,
            counts.callbacks,
            settings->calls_back ? "People can be called." : "Nobody can be called: there is no trunk.");
    for (gsize i = 0; i < settings->n_numbers; i++)
        printf ("%s  %s\n", settings->numbers[i].country, settings->numbers[i].number);
    return DONE;
}

/* ---- PINs ---- */

static json_t *pin_json (const TdPhonePin *pin)
{
    g_autofree char *expires = td_instant_to_text (pin->expires);

    return json_pack ("{s:s, s:s, s:s, s:s?, s:s?, s:s}", "id", pin->id, "meeting", pin->meeting, "shown", pin->shown,
                      "person", pin->person, "speaker", pin->speaker, "expires", expires);
}

static int run_pins (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) pins =
        instance != NULL ? td_phone_pins (instance, &secretariat, call->words[1], error) : NULL;
    json_t *rows = pins != NULL ? json_array () : NULL;

    if (pins == NULL)
        return SAID_NO;
    for (guint i = 0; i < pins->len; i++) {
        const TdPhonePin *pin = pins->pdata[i];
        g_autofree char *expires = td_instant_to_text (pin->expires);
        if (!call->json)
            printf ("%s  %s  until %s  %s\n", pin->id, pin->person != NULL ? "account" : "guest  ", expires,
                    pin->shown);
        json_array_append_new (rows, pin_json (pin));
    }
    if (call->json)
        return print (rows);
    json_decref (rows);
    return DONE;
}

static struct {
    char *name, *speaker;
} given;

static const GOptionEntry pin_options[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &given.name, "The name by which they are called up", "NAME" },
    { "speaker", 0, 0, G_OPTION_ARG_STRING, &given.speaker, "For which speaker of the list they speak", "ID" },
    { NULL },
};

static int run_pin (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *digits = NULL;

    if (given.name == NULL) {
        g_set_error_literal (error, TD_TELEPHONE_ERROR, TD_ERROR_INPUT,
                             "Say with --name by which name they are called up.");
        return WRONG_USE;
    }
    instance = open_instance (call, error);
    if (instance == NULL
        || !td_phone_pin_give (instance, &secretariat, call->words[1], given.name, given.speaker, &digits, error))
        return SAID_NO;
    if (call->json)
        return print (json_pack ("{s:s}", "pin", digits));
    printf ("%s\nIt is told here once.\n", digits);
    return DONE;
}

static int run_withdraw (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL && td_phone_pin_withdraw (instance, &secretariat, call->words[1], error) ? DONE : SAID_NO;
}

const TdCommand td_telephone_commands[] = {
    { "phone", "status", "DIR", "Says whether there is a telephone, its numbers, and who is on it", 1, 1, NULL,
      run_status },
    { "phone", "pins", "DIR MEETING", "Lists the PINs of a meeting, without their digits", 2, 2, NULL, run_pins },
    { "phone", "pin", "DIR MEETING", "Gives a guest a PIN for a meeting by telephone", 2, 2, pin_options, run_pin },
    { "phone", "withdraw", "DIR PIN", "Ends a PIN, by its id", 2, 2, NULL, run_withdraw },
    { NULL },
};
