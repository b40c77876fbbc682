/* The commands cooperation show and cooperation list. */
#include "areas/cooperation/both-sides.h"
#include "areas/cooperation/cooperation-area.h"

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static void print_question (const TdBothSides *s, const TdStandingQuestion *q)
{
    const TdStateAnswer *a = td_state_answer_to (s->answers, q->slug);

    printf ("%s\n  the State: %s%s%s\n", q->question, a != NULL ? a->answer : "no answer",
            a != NULL && a->words != NULL ? ": " : "", a != NULL && a->words != NULL ? a->words : "");
    for (guint i = 0; i < s->tallies->len; i++) {
        const TdTally *t = &g_array_index (s->tallies, TdTally, i);
        if (t->question->standing == q)
            printf ("  %s yes %d, partly %d, no %d, not known %d\n", t->question->question, t->n[TD_SIDE_YES],
                    t->n[TD_SIDE_PARTLY], t->n[TD_SIDE_NO], t->n[TD_SIDE_UNKNOWN]);
    }
    for (guint i = 0; i < s->contradictions->len; i++) {
        const TdContradiction *c = s->contradictions->pdata[i];
        g_autofree char *sentence = td_contradiction_sentence (c, "en");
        if (c->standing == q)
            printf ("  contradiction: %s\n", sentence);
    }
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdBothSides) sides = { 0 };

    if (instance == NULL || !td_both_sides (instance, &secretariat, call->words[1], 0, &sides, error))
        return SAID_NO;
    if (call->json) {
        print_json (td_both_sides_to_json (instance, &sides, &secretariat, call->locale));
        return DONE;
    }
    printf ("%s, review %d: %u accounts, %d counted\n", sides.state->iso3, sides.cycle, sides.accounts->len,
            sides.counted);
    for (gsize i = 0; i < instance->profile->n_standing; i++)
        print_question (&sides, &instance->profile->standing[i]);
    return DONE;
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    json_t *list = instance != NULL ? td_cooperation_list (instance, &secretariat, error) : NULL, *row;
    size_t i;

    if (list == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (json_pack ("{s:o}", "states", list));
        return DONE;
    }
    json_array_foreach (list, i, row) printf ("%s  review %d  %d answers of the State, %d accounts\n",
                                              json_string_value (json_object_get (row, "state")),
                                              (int) json_integer_value (json_object_get (row, "cycle")),
                                              (int) json_integer_value (json_object_get (row, "answers")),
                                              (int) json_integer_value (json_object_get (row, "accounts")));
    json_decref (list);
    return DONE;
}

const TdCommand td_cooperation_commands[] = {
    { "cooperation", "show", "DIR STATE", "How a State consulted civil society, from both sides", 2, 2, NULL,
      run_show },
    { "cooperation", "list", "DIR", "States of which either side said how civil society was consulted", 1, 1, NULL,
      run_list },
    { NULL },
};
