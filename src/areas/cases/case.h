/* The register of individual communications (article 77): what stands of each, and who may know of it.
 *
 * A case is entered by a register officer from what came sealed (areas/sealed), which stays sealed: officers open it on their own machines. The
 * register holds no name and no text of it. What it holds: the State, days, the stage by the profile (case-stages.csv), clocks
 * (case-clock.h), papers between the parties (case-paper.h), the list of names as hashes (case-names.h), the decision (case-decision.h),
 * and who read what (case-reading.h).
 *
 * What always holds:
 * - A case is entered only where the gate of article 77 is open for its State (areas/communications/gate.h), or in an instance that is made for
 *   rehearsal. What was received stays when a declaration is withdrawn.
 * - Stages follow one another as the profile says (td_profile_case_may_move). A number is given once, by year, and never again.
 * - The State knows of nothing before the transmission, and then of what was transmitted to it. No member of its nationality, and none
 *   who declared a conflict, knows of the case at all: by the door (TD_THING_CASE).
 * - Two officers at once: who comes second is told what the first did (TD_ERROR_CONFLICT), and their form comes back as typed.
 *
 * Who may: TD_ACT_CASE_READ to see, TD_ACT_CASE_KEEP to change; every change is one transaction with its journal entry.
 * Functions ending in _in are part of a transaction of the caller's.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include "profile/case-stages.h"

#include <jansson.h>

#define TD_CASES_ERROR (td_cases_error_quark ())
GQuark td_cases_error_quark (void);

/* The journal's thing, and the kind of its texts for areas/writing. */
#define TD_CASE_THING "case"

typedef struct {
    char *id;
    char *state;                          /* iso3 */
    char *received;                       /* a day */
    char *stage;                          /* slug of case-stages.csv */
    int number, year;                     /* 0: not registered yet */
    gint64 transmitted;                   /* 0: its State does not know of it */
    char *filing;                         /* id in areas/sealed, or NULL */
    gboolean withheld;                    /* the identity is kept from the State */
    char *victims;                        /* "one", "several", "group" */
    gboolean kin;                         /* by next of kin */
    char *representation;                 /* "self", "organisation", "lawyer", "kin" */
    char *authority;                      /* "own", "written", "signed", "none" */
    char *reason;                         /* why without authority, or NULL */
    char *organisation, *person, *joined; /* ids or NULL */
    int version;
    gint64 created, ended; /* ended 0: it is under way */
    gint64 adopted;        /* the decision's text is frozen since; 0: not */
    char *decision_stage;  /* of which stage the decision is, or NULL */
    char *checker;         /* who checked the anonymisation of the adopted decision, or NULL */
    gint64 checked;
    char *document, *symbol; /* published decision: id in the library and symbol, or NULL */
    guint8 secret[32];
} TdCase;
void td_case_free (TdCase *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCase, td_case_free)

/* As the door is asked about it by this viewer. */
TdThing td_case_thing (const TdCase *c, const TdViewer *viewer);
/* "No. 1/2026"; NULL before it is registered. Free it. */
char *td_case_number (const TdCase *c);
/* Whether the viewer keeps or judges cases: an officer, the chair, a member; not a party to this one. */
gboolean td_case_is_of_house (const TdCase *c, const TdViewer *viewer);

/* TD_ERROR_NOT_FOUND. */
TdCase *td_case_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
TdCase *td_case_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    const char *state, *stage; /* or NULL */
    int year;                  /* 0: any; of receipt where it has no number */
    gboolean under_way;        /* those alone that are not over */
} TdCaseFilter;
/* Those that the viewer may know of: the newest first. Of TdCase. At most TD_LIMIT_CASES. */
GPtrArray *td_case_list (TdInstance *instance, const TdViewer *viewer, const TdCaseFilter *filter, GError **error);
GPtrArray *td_case_list_in (TdTx *tx, const TdViewer *viewer, const TdCaseFilter *filter, GError **error);

/* What came sealed for the register and has no case yet, the newest first: ids (of char *), at most 50. TD_ACT_CASE_KEEP; empty for others. */
GPtrArray *td_case_filings_waiting (TdInstance *instance, const TdViewer *viewer, GError **error);

/* What an officer enters. Strings may be NULL or "". */
typedef struct {
    const char *state, *received; /* received: a day, not later than today */
    const char *filing;
    gboolean withheld, kin;
    const char *victims, *representation, *authority, *reason;
    const char *organisation; /* id of one in the registry */
    const char *account;      /* mail address of the account of who wrote or represents them */
} TdCaseNew;
/* *ret_field (may be NULL): which will not do, a literal. TD_ERROR_NOT_ALLOWED with the gate's words where it is not open. */
gboolean td_case_enter (TdInstance *instance, const TdViewer *viewer, const TdCaseNew *given, char **ret_id,
                        const char **ret_field, GError **error);
/* The representative says on the page that they hold a written authority. TD_ACT_CASE_ANSWER, as its sender. */
gboolean td_case_sign_authority (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* Whether the register is in force against a State now, and the gate's words in locale (free them) in *ret_words. state NULL:
 * against any. Rehearsal instances are always open. */
gboolean td_case_gate (TdInstance *instance, const char *state, const char *locale, gboolean *ret_open,
                       char **ret_words, GError **error);

/* {id, number, state, received, stage, registered, transmitted, withheld, victims, kin, representation, authority, ended, outcome,
 * joined, symbol}: no contents. */
json_t *td_case_to_json (const TdInstance *instance, const TdCase *c);
