/* The register in figures, for everybody: by year, by State, by stage, by outcome; each by itself, never one by another.
 *
 * Only what its State knows of is counted, and what was published: a figure tells nothing of a communication that was not transmitted. Counts that are too
 * small, and what would tell them by subtraction, are hidden (base/small-counts.h).
 */
#pragma once

#include "areas/cases/case.h"

typedef enum { TD_FIGURE_YEAR, TD_FIGURE_STATE, TD_FIGURE_STAGE, TD_FIGURE_OUTCOME, TD_N_FIGURES } TdFigureBy;
const char *td_figure_by_word (TdFigureBy by); /* "year", "state", "stage", "outcome" */

typedef struct {
    TdFigureBy by;
    char *key; /* "2026", iso3, slug of a stage */
    gint64 n;  /* -1: hidden */
} TdCaseFigure;
/* By dimension, then by key (stages in the profile's order). Of TdCaseFigure. Public: asks no door. */
GPtrArray *td_case_figures (TdInstance *instance, GError **error);
/* {figures[{by, key, n}]}: n null where it is hidden. */
json_t *td_case_figures_to_json (const GPtrArray *figures);
