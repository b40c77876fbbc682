/* The command state. */
#include "areas/states/states-area.h"

#include "areas/states/state-facts.h"
#include "base/command.h"
#include "base/errors.h"

enum { DONE = 0, SAID_NO = 1 };

/* Strings and numbers of an object, one a line, and what it holds indented below. */
static void print_facts (const char *name, const json_t *value, int depth)
{
    const char *key;
    json_t *member;
    gsize i;

    if (json_is_object (value)) {
        if (name != NULL)
            printf ("%*s%s:\n", 2 * depth, "", name);
        json_object_foreach ((json_t *) value, key, member) print_facts (key, member, name != NULL ? depth + 1 : depth);
    } else if (json_is_array (value)) {
        printf ("%*s%s: %zu\n", 2 * depth, "", name, json_array_size (value));
        json_array_foreach (value, i, member) if (json_is_object (member)) print_facts ("-", member, depth + 1);
    } else if (json_is_string (value)) {
        printf ("%*s%s: %s\n", 2 * depth, "", name, json_string_value (value));
    } else if (json_is_integer (value)) {
        printf ("%*s%s: %" JSON_INTEGER_FORMAT "\n", 2 * depth, "", name, json_integer_value (value));
    } else if (json_is_boolean (value)) {
        printf ("%*s%s: %s\n", 2 * depth, "", name, json_is_true (value) ? "yes" : "no");
    }
}

static int run_state (const TdCommandCall *call, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdState *state;
    json_t *json;

    if (instance == NULL)
        return SAID_NO;
    state = td_profile_state (instance->profile, call->words[1]);
    if (state == NULL) {
        g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not the code of a State party. Use three letters, like GHA.");
        return SAID_NO;
    }
    json = td_state_to_json (instance, &nobody, state, call->locale, error);
    if (json == NULL)
        return SAID_NO;
    if (call->json) {
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
    } else {
        print_facts (NULL, json, 0);
    }
    json_decref (json);
    return DONE;
}

const TdCommand td_state_commands[] = {
    { "state", NULL, "DIR STATE", "What is known in public about a State party", 2, 2, NULL, run_state },
    { NULL },
};
