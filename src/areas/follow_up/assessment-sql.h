/* Queries of assessments; private to this area. */
#pragma once

#include "areas/follow_up/assessment.h"

/* Newest first; drafts that an assessment was released after are left out. */
GPtrArray *td_assessment_select (TdTx *tx, const TdProfile *profile, const char *recommendation, gboolean drafts,
                                 GError **error);
gboolean td_assessment_newest (TdTx *tx, const char *recommendation, int *ret_version, gboolean *ret_draft,
                               GError **error);
gboolean td_assessment_insert (TdTx *tx, const TdAssessment *a, GError **error);
gboolean td_assessment_set_released (TdTx *tx, const char *recommendation, int version, const char *by, gint64 at,
                                     GError **error);
