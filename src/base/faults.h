/* All that is wrong with what somebody sent, said at once: each fault with its field.
 *
 * Rules check a form step by step, each step as if it stood alone: it fails with a sentence (TD_ERROR_INPUT) and names its field. What keeps
 * the steps together goes on after such a failure and ends with one error for all. One fault is its own error, untouched. Several are one
 * error of the domain TD_FAULTS_ERROR, whose message is all sentences, a line each, so that a command says them too; a page has them one by one by
 * td_fault_of. Any other failure (not allowed, gone, our own) ends the checking at once: faults are for who may mend them.
 *
 * A step that depends on one that failed comes after td_faults_none.
 *
 * Example:
 *   g_auto (TdFaults) faults = { 0 };
 *   return td_faults_keep (&faults, put_name (e, &faults.problem), &e->field, error)
 *          && td_faults_keep (&faults, put_kind (e, &faults.problem), &e->field, error)
 *          && td_faults_none (&faults, &e->field, error);
 */
#pragma once

#include "base/errors.h"

typedef struct {
    GPtrArray *list; /* private */
    GError *problem; /* where the step that is tried now puts its error */
} TdFaults;
void td_faults_clear (TdFaults *faults);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdFaults, td_faults_clear)

/* After a step: good, or it failed and *field (field may be NULL) names where. TRUE: go on. FALSE with error: it was no fault that its sender mends. */
gboolean td_faults_keep (TdFaults *faults, gboolean good, const char **field, GError **error);
/* TRUE: nothing is wrong. FALSE with error, which has them all, and the first one's field in *ret_field (may be NULL). */
gboolean td_faults_none (TdFaults *faults, const char **ret_field, GError **error);

#define TD_FAULTS_ERROR (td_faults_error_quark ())
GQuark td_faults_error_quark (void);

/* The faults of any error: one, its own message under the field that its rules named, or several. i counts from 0. FALSE: there are no more. Borrowed. */
gboolean td_fault_of (const GError *error, const char *field, guint i, const char **ret_field,
                      const char **ret_message);
