/* The stages of an individual communication, as a profile has them (case-stages.csv): who is awaited and for how long, and where it may go. */
#pragma once

#include "profile/profile.h"

typedef enum { TD_PARTY_NONE, TD_PARTY_AUTHOR, TD_PARTY_STATE, TD_PARTY_COMMITTEE } TdCaseParty;
const char *td_case_party_word (TdCaseParty party); /* "", "author", "state", "committee" */
TdCaseParty td_case_party_from_word (const char *word);
enum { TD_CASE_REMINDERS = 6 };
struct TdCaseStage {
    const char *slug, *label;
    const char *hint;                 /* or NULL */
    const char *next;                 /* slugs with ; between, or NULL */
    TdCaseParty party;                /* whose answer is awaited: never the Committee's */
    int months;                       /* that it has; 0: no clock */
    int reminders[TD_CASE_REMINDERS]; /* days before the end of it, falling; ended by 0 where fewer */
    gboolean numbers, transmits, ends, line;
    const char *document; /* slug of the type of documents as which its decision is published, or NULL */
    const char *
        text; /* outline of the text of its own with which a registered case ends here (areas/cases/case-ending.h), or NULL */
    const char *origin;
};

const TdCaseStage *td_profile_case_stage (const TdProfile *profile, const char *slug); /* NULL if none */
/* Whether a communication may go from one stage to the other: a pure question to the table. FALSE for stages that there are not. */
gboolean td_profile_case_may_move (const TdProfile *profile, const char *from, const char *to);
/* The symbol of the decision of case number n of that year: {n} and {m} of the type's first pattern. NULL: none. Free it. */
char *td_profile_case_symbol (const TdProfile *profile, const TdCaseStage *stage, int n, int year);
