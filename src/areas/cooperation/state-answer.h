/* The State's own answers to the standing questions, public as they are given.
 *
 * Its permanent mission and its ministries answer; every version stays. Two officers at once: who saves second is shown what the
 * first wrote, and nothing of either is lost.
 */
#pragma once

#include "areas/cooperation/own-account.h"

typedef struct {
    char *id;
    const TdStandingQuestion *question;
    int version;
    char *answer; /* "yes", "partly", "no" */
    char *words;  /* or NULL */
    gint64 at;
    int versions; /* how many there have been */
} TdStateAnswer;
void td_state_answer_free (TdStateAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdStateAnswer, td_state_answer_free)

/* Those that stand for a review, in the profile's order: of TdStateAnswer. Public; asks no door. */
GPtrArray *td_state_answers_in (TdTx *tx, TdInstance *instance, const char *state, int cycle, GError **error);
/* Those for the review on whose report is consulted today. */
GPtrArray *td_state_answers (TdInstance *instance, const char *state, GError **error);
/* The answer to one question among them, or NULL. */
const TdStateAnswer *td_state_answer_to (const GPtrArray *answers, const char *question);

typedef struct {
    const char *question;       /* slug */
    const char *answer, *words; /* answer "": nothing is said to this question */
    int seen;                   /* the version that was on the form; 0: none */
} TdStateAnswerGiven;

/* Writes a version of each answer that differs from what stands. Where one that is to be written has a newer version than was seen,
 * TD_ERROR_CONFLICT and nothing is written; *ret_field (may be NULL) is its slug, as for an answer that will not do.
 * TD_ACT_STATE_ANSWER_GIVE, and only for the viewer's own State. *ret_n (may be NULL): how many were written. */
gboolean td_state_answer_give (TdInstance *instance, const TdViewer *viewer, const char *state,
                               const TdStateAnswerGiven *answers, gsize n_answers, const char **ret_field, int *ret_n,
                               GError **error);
