/* What a State says that it does about a recommendation: who is responsible, what, by when and how far it is.
 *
 * Written by its permanent mission or its ministries (TD_ACT_FOLLOW_UP_STATE), public at once. Every version of a step stays and is shown; the
 * newest counts. Who saves on an older version than stands is told so, and nothing of either is lost.
 */
#pragma once

#include "areas/follow_up/recommendation.h"

typedef enum {
    TD_PROGRESS_PLANNED,
    TD_PROGRESS_BEGUN,
    TD_PROGRESS_DONE,
    TD_PROGRESS_DROPPED,
    TD_N_PROGRESSES
} TdProgress;
const char *td_progress_word (TdProgress progress);  /* "planned", "begun", "done", "dropped" */
const char *td_progress_label (TdProgress progress); /* English, for td_words */
gboolean td_progress_from_word (const char *word, TdProgress *ret);

typedef struct {
    char *step; /* the same over its versions */
    int version;
    char *recommendation;
    char *ministry, *words;
    char *day; /* by when, or when it was done; or NULL */
    TdProgress progress;
    char *office; /* "permanent-mission" or "ministry": of who wrote it */
    gint64 at;
    gboolean newest;
} TdStateStep;
void td_state_step_free (TdStateStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdStateStep, td_state_step_free)

/* The newest version of each step of one State that was written since an instant: of TdStateStep. Public; asks no door. */
GPtrArray *td_state_steps_since_in (TdTx *tx, const char *state, gint64 since, GError **error);

/* All versions, by step in the order in which they began, newest version first: of TdStateStep. Public; asks no door. */
GPtrArray *td_state_steps (TdInstance *instance, const char *recommendation, GError **error);

typedef struct {
    const char *step; /* NULL or "": a new one */
    int seen;         /* the version that was on the form; 0 for a new one */
    const char *ministry, *words, *day, *progress;
} TdStepWish;
/* TD_ACT_FOLLOW_UP_STATE. TD_ERROR_CONFLICT: a newer version than was seen stands. *ret_field (may be NULL): the field that will not do:
 * "ministry", "words", "day", "progress". */
gboolean td_state_step_write (TdInstance *instance, const TdViewer *viewer, const char *recommendation,
                              const TdStepWish *wish, const char **ret_field, GError **error);

/* [{step, version, ministry, words, day, progress, office, at, newest}]. */
json_t *td_state_steps_to_json (const GPtrArray *steps);
