/* How civil society was consulted, from both sides in one view: the State's answers to the standing questions, what the program
 * itself knows, what organisations answer, and where these contradict one another.
 *
 * Made for one viewer: accounts that the viewer may not read are in no list, count or contradiction. Contradictions are found by
 * rule and decide nothing: each names its sources, and members judge.
 */
#pragma once

#include "areas/cooperation/state-answer.h"
#include <jansson.h>

/* What the records here tell, whatever anybody says. */
typedef struct {
    int consultations, meetings, invited;
    int comments, answered, taken, in_part, not_taken;
    int days; /* on which comments could be sent */
    gint64 draft_published, first_opened, last_closed, withdrawn;
    char **languages; /* tags; NULL: none */
    char **ids;       /* of consultations; NULL: none */
    char *report;     /* submission: the State's report, public here; or NULL */
    gint64 report_published;
} TdKnown;
void td_known_clear (TdKnown *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdKnown, td_known_clear)
gboolean td_known_read (TdInstance *instance, const char *state, int cycle, TdKnown *ret_known, GError **error);

enum { TD_SIDE_YES, TD_SIDE_PARTLY, TD_SIDE_NO, TD_SIDE_UNKNOWN, TD_N_SIDES };
const char *td_side_word (int side);  /* "yes", "partly", "no", "unknown" */
const char *td_side_label (int side); /* English, for td_words */

/* How the accounts that count answer a question with choices. */
typedef struct {
    const TdOwnQuestion *question;
    int n[TD_N_SIDES];
} TdTally;

typedef enum {
    TD_CONTRADICTION_YES_NO,    /* the State says yes, n organisations no */
    TD_CONTRADICTION_NO_YES,    /* … and the other way round */
    TD_CONTRADICTION_DAYS,      /* the record gives more days than n organisations had */
    TD_CONTRADICTION_LANGUAGES, /* the record names languages that n organisations did not find */
    TD_CONTRADICTION_NO_RECORD, /* the State says that it consulted, and nothing is recorded */
    TD_CONTRADICTION_NO_REPORT, /* the State says that its report was to be had, and none is public here */
} TdContradictionKind;
typedef struct {
    TdContradictionKind kind;
    const TdStandingQuestion *standing;
    const TdOwnQuestion *question; /* of the accounts; NULL where none speak */
    int n;                         /* accounts */
    int claimed, found;            /* DAYS: of the record; the fewest of an account */
    char *languages;               /* LANGUAGES: tags with ; between */
    GPtrArray *accounts;           /* ids of those accounts, oldest first */
} TdContradiction;
const char *td_contradiction_word (TdContradictionKind kind); /* "yes-no", … */
/* One plain sentence in locale. Free it. */
char *td_contradiction_sentence (const TdContradiction *contradiction, const char *locale);

typedef struct {
    const TdState *state;
    int cycle;
    gboolean whole;      /* the viewer reads for the Committee: what is not public is here, too */
    GPtrArray *answers;  /* of TdStateAnswer */
    GPtrArray *accounts; /* of TdOwnAccount, all that the viewer may read */
    TdKnown known;
    GArray *tallies;           /* of TdTally, in the profile's order */
    GPtrArray *contradictions; /* of TdContradiction, in the order of the standing questions */
    int counted;               /* accounts that count */
} TdBothSides;
void td_both_sides_clear (TdBothSides *sides);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdBothSides, td_both_sides_clear)

/* cycle 0: the one on whose report is consulted today. TD_ERROR_NOT_FOUND when it is no State party. What is read for the Committee
 * is noted in the journal (own-account.h). */
gboolean td_both_sides (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                        TdBothSides *ret_sides, GError **error);

/* The tallies and contradictions of what stands in sides. For tests: asks nobody. */
void td_both_sides_compare (const TdProfile *profile, TdBothSides *sides);

/* {state, cycle, counted, known{…}, questions[{question, words, source, state{answer, words, at, version}, tallies[{question,
 * yes, partly, no, unknown}], contradictions[{kind, sentence, accounts[]}]}], accounts[{id, name, organisation, unverified, counts, status,
 * visibility, given, changed, answers[{question, value, words}]}]}. Only who reads for the Committee gets status, visibility, unverified. */
json_t *td_both_sides_to_json (TdInstance *instance, const TdBothSides *sides, const TdViewer *viewer,
                               const char *locale);
json_t *td_own_account_to_json (const TdOwnAccount *account, const TdViewer *viewer, gboolean whole);

/* States with anything of either side that the viewer may read, for the review of today: [{state, cycle, answers, accounts}].
 * NULL with error. */
json_t *td_cooperation_list (TdInstance *instance, const TdViewer *viewer, GError **error);
