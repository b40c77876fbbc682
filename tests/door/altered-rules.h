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
#undef PAPER_STATUSES
#undef PLANNED
#undef COMMITTEE
#undef INVITED

/* The acts of reading. A row more for each of them, for open_reading. */
static const TdAct readings[] = { TD_ACT_SUBMISSION_READ, TD_ACT_ORGANISATION_READ, TD_ACT_OWN_ACCOUNT_READ,
                                  TD_ACT_DOSSIER_READ,    TD_ACT_PAPER_READ,        TD_ACT_MEETING_READ,
                                  TD_ACT_CASE_READ };

enum { REAL_ROWS = G_N_ELEMENTS (rules), N_READINGS = G_N_ELEMENTS (readings) };
static TdDoorRule altered_rules[REAL_ROWS + N_READINGS];
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
    for (int i = 0; i < N_READINGS; i++) {
        const TdDoorRule everything = { .act = readings[i], .roles = TD_ROLE_BIT (PUBLIC) };
        altered ()[REAL_ROWS + i] = open ? everything : (TdDoorRule){ 0 };
    }
}

static inline gboolean is_reading (TdAct act)
{
    for (int i = 0; i < N_READINGS; i++)
        if (readings[i] == act)
            return TRUE;
    return FALSE;
}
