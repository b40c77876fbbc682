/* The cycle line: the stages of one State's review, as they stand on a day.
 *
 * The stages, their order and their doors are the profile's (stages.csv); which fact tells a stage is said
 * there too (known_by), by one of these words:
 *
 *   report-due    the day on which the report that opened the review was due
 *   list-prior    a list of issues prior to reporting is known by its symbol
 *   report        the report is known by its symbol
 *   list          a list of issues (not one prior to reporting) is known by its symbol
 *   dialogue      the session of the review
 *   observations  the concluding observations, by symbol
 *   follow-up     open from the end of the dialogue until the next review has a session
 *   next-report   the day on which the next report is due
 *
 * The review shown is the first that is not over, else the last; a State that was never reviewed has only the
 * day of its first report. Nothing is guessed: what the profile's data do not tell is TD_STAGE_UNKNOWN, also
 * where it surely happened (a list of issues whose symbol nobody has read).
 *
 * Threads: any; reads the profile only.
 */
#pragma once

#include "profile/profile.h"

typedef enum {
    TD_STAGE_UNKNOWN,
    TD_STAGE_DONE,
    TD_STAGE_NOW,
    TD_STAGE_NEXT,    /* lies ahead and has a date */
    TD_STAGE_OVERDUE, /* its date is past and it has not come, as far as the profile's data reach */
    TD_STAGE_ABSENT,  /* of a report: there is none, the review takes place in its absence */
} TdStageStatus;
const char *td_stage_status_name (TdStageStatus status);  /* "unknown", "done", "now", "next", "overdue", "absent" */
const char *td_stage_status_label (TdStageStatus status); /* an English word or two for td_words */

typedef struct {
    const TdChoice *stage; /* of profile->stages */
    TdStageStatus status;
    char *date;         /* of any precision, or NULL */
    const char *symbol; /* of its document, or NULL; lives as long as the profile */
    TdBasis basis;      /* of what is said: date, symbol or status */
    int overdue_years;  /* with TD_STAGE_OVERDUE; else -1 */
    char *how;          /* recorded by the secretariat: "planned", "fixed", "done", "moved"; else NULL */
    char *reason;       /* its reason, with how; or why a report is absent */
} TdCycleStage;

typedef struct {
    int cycle;              /* which review of the State this is */
    const TdReview *review; /* NULL for a State never reviewed */
    GArray *stages;         /* of TdCycleStage, in the profile's order; its clear function frees */
} TdCycle;

void td_profile_cycle (const TdProfile *profile, const TdState *state, const char *today, TdCycle *ret_cycle);
void td_cycle_clear (TdCycle *cycle);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdCycle, td_cycle_clear)

/* Lays what the secretariat recorded of a stage over a cycle: its date (a day, or NULL where none was given), how sure it
 * is and why. Done is done; what is overdue is told by today for the days on which reports are due, and of any other
 * stage whose day is past nobody knows whether it came, unless the profile's facts tell it (a session that was held). */
void td_cycle_record (TdCycle *cycle, const char *stage, const char *date, const char *how, const char *reason,
                      const char *today);

/* Why a review takes place in the absence of its report, as its own reason: for the report that is absent. */
void td_cycle_explain_absence (TdCycle *cycle, const char *reason);

/* [{stage, label, status, date, symbol, basis, overdue_years, civil_society, how, reason}]; labels in locale. */
json_t *td_cycle_to_json (const TdCycle *cycle, const char *locale);

/* Whether a word may stand in known_by. */
gboolean td_stage_fact_known (const char *fact);
