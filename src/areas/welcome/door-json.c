/* The door's table as JSON. Contract in door-json.h. */
#include "areas/welcome/door-json.h"

#include "door/door-rules.h"

static const struct {
    TdRelation relation;
    const char *word;
} relations[] = {
    { TD_RELATION_SENDER, "sender" },
    { TD_RELATION_VIEWER, "viewer" },
    { TD_RELATION_CONTRIBUTOR, "contributor" },
    { TD_RELATION_LEAD, "lead" },
    { TD_RELATION_ASKED, "asked-to-co-sign" },
    { TD_RELATION_OWN_STATE, "acts-for-the-state" },
    { TD_RELATION_ITS_STATE, "acts-for-the-state-that-sent-it" },
    { TD_RELATION_PARTICIPANT, "standing-participant" },
};

static const char *role_word (int i)
{
    return td_role_word ((TdRole) i);
}

static const char *status_word (int i)
{
    return td_status_word ((TdStatus) i);
}

static const char *visibility_word (int i)
{
    return td_visibility_word ((TdVisibility) i);
}

/* The words of a set; null when it is empty, which is any. */
static json_t *set_to_json (guint set, int n, const char *(*word) (int) )
{
    json_t *words = json_array ();

    if (set == 0) {
        json_decref (words);
        return json_null ();
    }
    for (int i = 0; i < n; i++)
        if ((set & (1u << i)) != 0)
            json_array_append_new (words, json_string (word (i)));
    return words;
}

static json_t *relations_to_json (guint set)
{
    json_t *words = json_array ();

    if (set == 0) {
        json_decref (words);
        return json_null ();
    }
    for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
        if ((set & relations[i].relation) != 0)
            json_array_append_new (words, json_string (relations[i].word));
    return words;
}

static json_t *rows_of (TdAct act)
{
    json_t *rows = json_array ();
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    for (gsize i = 0; i < n; i++)
        if (rules[i].act == act)
            json_array_append_new (
                rows,
                json_pack ("{s:o, s:o, s:o, s:o, s:b}", "roles", set_to_json (rules[i].roles, TD_N_ROLES, role_word),
                           "relations", relations_to_json (rules[i].relations), "statuses",
                           set_to_json (rules[i].statuses, TD_N_STATUSES, status_word), "visibilities",
                           set_to_json (rules[i].visibilities, TD_N_VISIBILITIES, visibility_word), "without_conflict",
                           rules[i].without_conflict));
    return rows;
}

json_t *td_door_json (void)
{
    json_t *roles = json_array (), *known = json_array (), *acts = json_array ();

    for (int i = 0; i < TD_N_ROLES; i++)
        json_array_append_new (roles, json_pack ("{s:s, s:s, s:b}", "role", td_role_word ((TdRole) i), "meaning",
                                                 td_role_meaning ((TdRole) i), "second_factor",
                                                 td_role_needs_second ((TdRole) i)));
    for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
        json_array_append_new (known, json_pack ("{s:s, s:s}", "relation", relations[i].word, "meaning",
                                                 td_relation_meaning (relations[i].relation)));
    for (int i = 1; i < TD_N_ACTS; i++)
        json_array_append_new (acts, json_pack ("{s:s, s:s, s:o}", "act", td_act_word ((TdAct) i), "meaning",
                                                td_act_meaning ((TdAct) i), "rows", rows_of ((TdAct) i)));
    return json_pack ("{s:o, s:o, s:o}", "roles", roles, "relations", known, "acts", acts);
}
