/* Counting by article; private to this area. */
#pragma once

#include "areas/dossier/coverage.h"

/* Both add to coverage->rows what belongs to coverage->span. */
gboolean td_coverage_select_submissions (TdTx *tx, const TdProfile *profile, const TdViewer *viewer,
                                         TdCoverage *coverage, GError **error);
gboolean td_coverage_select_documents (TdTx *tx, TdCoverage *coverage, GError **error);
