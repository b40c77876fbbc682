/* The gate: whether a communication against a State may be received now.
 *
 * td_gate_may_receive is what every intake asks, in the transaction in which it takes something in. It says yes only where the procedure is
 * known to be in force and the State's declaration is known to stand (gate-sense.h). In an instance made for rehearsal it says yes as well, so
 * that the secretariat can train: `training` is set, and whoever shows anything of it says so.
 *
 * What was received before a withdrawal stays: nothing about a communication that is there already asks the gate.
 *
 *     g_auto (TdGate) gate = { 0 };
 *     if (!td_gate_may_receive (tx, instance, "GHA", &gate, error))
 *         return FALSE;  // TD_ERROR_NOT_ALLOWED with a sentence for people
 */
#pragma once

#include "areas/communications/declaration.h"

typedef struct {
    const TdState *state; /* or NULL: the procedure alone */
    int article;
    char *day;         /* on which it was asked, in the Committee's zone */
    TdGateSense sense; /* its days live as long as the gate */
    gboolean training; /* received although it is not open: rehearsal */
    GPtrArray *facts;  /* of TdDeclaration, from which it was worked out */
} TdGate;
void td_gate_clear (TdGate *gate);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdGate, td_gate_clear)

/* TRUE: it may be received now. ret_gate may be NULL, and is set on TRUE alone. TD_ERROR_NOT_FOUND: no such State party. */
gboolean td_gate_may_receive (TdTx *tx, const TdInstance *instance, const char *state, TdGate *ret_gate,
                              GError **error);

/* How it stands today: state NULL asks of the procedure alone. article: communications_article or interstate_article of the profile.
 * Public. */
gboolean td_gate_in (TdTx *tx, const TdInstance *instance, const char *state, int article, TdGate *ret_gate,
                     GError **error);
gboolean td_gate_get (TdInstance *instance, const char *state, int article, TdGate *ret_gate, GError **error);

/* Whether the recording of this declaration may have changed an answer: one was made, withdrawn or struck out, or nothing is unknown any more. */
gboolean td_declaration_is_news (TdTx *tx, const TdInstance *instance, const char *id, gboolean *ret_news,
                                 GError **error);

/* How it stands with another State on the gate's day. */
void td_gate_declared (const TdGate *gate, const TdState *state, TdDeclaredBy *ret_declared);

/* Its answer for another State on the gate's day. */
TdGateAnswer td_gate_for (const TdGate *gate, const TdState *state);

/* Why, in plain words: one to three sentences in locale. Free it. */
char *td_gate_reason (const TdGate *gate, const TdProfile *profile, const char *locale);
/* {state, article, day, open, in_force, in_force_since, declarations, at_least, unknown, needed, declaration{standing, made, withdrawn, checked},
 * rehearsal, reason} (docs/FORMATS.md). */
json_t *td_gate_to_json (const TdGate *gate, const TdInstance *instance, const char *locale);
