/* What does not fit together in a plan: shown to the secretariat, and refused by nothing, since somebody may know better.
 *
 * Cancelled meetings clash with nothing. Only what is planned counts, published or not.
 */
#pragma once

#include "areas/programme/plan.h"

typedef enum {
    TD_CLASH_PLACE,   /* two in one place at once */
    TD_CLASH_STATE,   /* one State at two at once */
    TD_CLASH_MEMBERS, /* two at once: members and rapporteurs cannot be at both */
    TD_CLASH_LINK,    /* a closed one in a room of another site whose link everybody gets for a public one */
    TD_CLASH_DAYS,    /* not on the session's days */
    TD_CLASH_WEEKEND,
    TD_CLASH_HOURS,  /* outside the profile's hours */
    TD_CLASH_CLOCKS, /* on a day on which the clocks change */
    TD_N_CLASHES
} TdClashKind;
const char *td_clash_word (TdClashKind kind);     /* "place", "state", … */
const char *td_clash_sentence (TdClashKind kind); /* English, for td_words */

typedef struct {
    TdClashKind kind;
    const TdMeeting *first;
    const TdMeeting *second; /* NULL: of one alone */
} TdClash;

/* start, end: the session's days, or NULL where they are not known. places: of TdPlace (place.h). Borrows from plan. Of TdClash; free with
 * g_array_unref. */
GArray *td_plan_clashes (const TdProfile *profile, const char *start, const char *end, const GPtrArray *plan,
                         const GPtrArray *places);
