/* Whether a communication can be received, worked out from what is known of declarations: no store, no clock.
 *
 * The procedure is in force from the first day on which as many States as the treaty wants had a declaration that stood, and stays so
 * (article 77.8 and 76.2: "once ten States have made declarations"; that a later withdrawal does not undo it is our reading). A communication
 * is received only against a State whose declaration stands.
 *
 * Days are civil days of the Committee's zone. A declaration counts from its day on. A withdrawal counts from the day after it: what comes on the
 * day itself may have come before the notification, and is received ("no further communication shall be received after the notification").
 *
 * What nobody looked for is not known, and what is not known is never called closed: while the procedure is not surely in force and a State is
 * unknown, the answer is "not known", however few the unknown are. Where it is in force, only the State itself counts. That there was none
 * on a day holds for the days before it too.
 */
#pragma once

#include "profile/profile.h"

typedef enum { TD_GATE_UNKNOWN, TD_GATE_CLOSED, TD_GATE_OPEN } TdGateAnswer;
typedef enum { TD_DECLARED_UNKNOWN, TD_DECLARED_NONE, TD_DECLARED_MADE, TD_DECLARED_WITHDRAWN } TdDeclared;
const char *td_declared_word (TdDeclared standing); /* "unknown", "none", "made", "withdrawn" */

typedef struct {
    const char *state; /* iso3 */
    TdDeclarationKind kind;
    const char *day;
} TdDeclarationFact;

/* How it stands with one State on a day. Days are borrowed from the facts; NULL where they do not apply or are not known. */
typedef struct {
    TdDeclared standing;
    const char *made;      /* since when it stands, or stood */
    const char *withdrawn; /* also one that counts from the day after */
    const char *checked;   /* of none: when one last looked */
} TdDeclaredBy;
void td_declared_sense (const TdDeclarationFact *facts, gsize n_facts, const char *state, const char *day,
                        TdDeclaredBy *ret_standing);

typedef struct {
    TdGateAnswer open;          /* for the State; UNKNOWN without one */
    TdGateAnswer in_force;      /* the procedure itself: OPEN it is, CLOSED it is not */
    const char *in_force_since; /* a day; NULL where it is not in force */
    int declarations;           /* that stand */
    int unknown; /* States of which nothing is known: with any, there are at least so many declarations */
    int needed;
    TdDeclaredBy state;
} TdGateSense;
/* Its answer for the State whose standing it holds. */
TdGateAnswer td_gate_answer (const TdGateSense *sense);
/* states: of all States parties; state: one of them, or NULL to ask of the procedure alone. */
void td_gate_sense (const TdDeclarationFact *facts, gsize n_facts, const char *const *states, gsize n_states,
                    int needed, const char *state, const char *day, TdGateSense *ret_sense);
