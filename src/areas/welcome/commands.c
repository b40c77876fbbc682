/* The command `doors`: the table of who may do what, as the program has it. */
#include "areas/welcome/door-json.h"
#include "areas/welcome/door-sentences.h"
#include "areas/welcome/welcome-area.h"
#include "text/words.h"

static int run_doors (const TdCommandCall *call, GError **error)
{
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    (void) error;
    if (call->json) {
        json_t *json = td_door_json ();
        char *text = json_dumps (json, JSON_INDENT (1));
        puts (text);
        free (text);
        json_decref (json);
        return 0;
    }
    for (gsize i = 0; i < n; i++) {
        g_autofree char *who = td_door_rule_who (call->locale, &rules[i]);
        g_autofree char *when = td_door_rule_when (call->locale, &rules[i]);
        printf ("%-22s  %s%s%s%s\n", td_act_word (rules[i].act), who, when != NULL ? " (" : "",
                when != NULL ? when : "", when != NULL ? ")" : "");
    }
    return 0;
}

const TdCommand td_welcome_commands[] = {
    { "doors", NULL, "", "Lists who may do what, row by row", 0, 0, NULL, run_doors },
    { NULL },
};
