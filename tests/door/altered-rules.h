/* The door's rules as a table that a test may alter: the program that includes this has its own td_door_rules, so that the
 * library's is never taken. Once in a program. */
#pragma once

#define td_door_rules td_door_real_rules
#include "../../src/door/door-rules.c"
#undef td_door_rules
#undef R
#undef S
#undef V
#undef EVERYBODY
#undef SIGNED_IN
#undef ANY
#undef SENT
#undef BEFORE_MEMBERS
#undef OPEN_TEXT
#undef SENDER
#undef OURS
#undef OURS_TO_CHANGE
#undef ITS_STATE
#undef STATE_ROLES

/* Three rows more than the real ones, for open_reading. */
enum { REAL_ROWS = G_N_ELEMENTS (rules) };
static TdDoorRule altered_rules[REAL_ROWS + 3];
static gboolean altered_is_filled;

static TdDoorRule *altered (void)
{
    if (!altered_is_filled)
        memcpy (altered_rules, rules, sizeof rules);
    altered_is_filled = TRUE;
    return altered_rules;
}

const TdDoorRule *td_door_rules (gsize *ret_n);
const TdDoorRule *td_door_rules (gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS (altered_rules);
    return altered ();
}

static inline void alter_rule (gsize i, TdDoorRule rule)
{
    altered ()[i] = rule;
}

static inline void mend_rule (gsize i)
{
    altered ()[i] = rules[i];
}

/* Lets everybody read everything, so that what lies behind that gate shows. */
static inline void open_reading (gboolean open)
{
    const TdDoorRule none = { 0 };
    const TdDoorRule submissions = { .act = TD_ACT_SUBMISSION_READ, .roles = TD_ROLE_BIT (PUBLIC) };
    const TdDoorRule organisations = { .act = TD_ACT_ORGANISATION_READ, .roles = TD_ROLE_BIT (PUBLIC) };
    const TdDoorRule accounts = { .act = TD_ACT_OWN_ACCOUNT_READ, .roles = TD_ROLE_BIT (PUBLIC) };

    altered ()[REAL_ROWS] = open ? submissions : none;
    altered ()[REAL_ROWS + 1] = open ? organisations : none;
    altered ()[REAL_ROWS + 2] = open ? accounts : none;
}
