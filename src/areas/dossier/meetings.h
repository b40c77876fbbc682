/* Answers at meetings as papers of the dossier: one for each who answered at a meeting, a paragraph for each question; private to this area. */
#pragma once

#include "areas/dossier/dossier-sql.h"

/* Appends to dossier->papers what the viewer reads of it. */
gboolean td_dossier_add_meetings (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdDossier *dossier,
                                  GError **error);
/* Where those papers speak of an article (0: all). Appends to keys (of TdDossierKey). */
void td_dossier_add_meeting_keys (const TdDossier *dossier, int article, GArray *keys);
/* The words of one. */
TdDossierParagraph *td_dossier_meeting_paragraph (const TdDossierKey *key);
/* Counts those of the span that the viewer reads. */
gboolean td_coverage_add_meetings (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdCoverage *coverage,
                                   GError **error);
