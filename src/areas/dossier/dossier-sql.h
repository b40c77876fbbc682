/* Queries of the dossier; private to this area. Submissions are filtered by what the viewer may read. */
#pragma once

#include "areas/dossier/dossier.h"

/* Append to dossier->papers. */
gboolean td_dossier_select_submissions (TdTx *tx, const TdProfile *profile, const TdViewer *viewer, TdDossier *dossier,
                                        GError **error);
gboolean td_dossier_select_documents (TdTx *tx, TdDossier *dossier, GError **error);
gboolean td_dossier_select_priorities (TdTx *tx, const TdViewer *viewer, TdDossier *dossier, GError **error);

/* Where a paragraph speaks of an article. */
typedef struct {
    const TdDossierPaper *paper;
    int article, n, confidence;
    gboolean priority;
} TdDossierKey;
/* Append to keys (of TdDossierKey). article 0: all. */
gboolean td_dossier_select_submission_keys (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, int article,
                                            GArray *keys, GError **error);
gboolean td_dossier_select_document_keys (TdTx *tx, const TdDossier *dossier, int article, GArray *keys,
                                          GError **error);
/* Questions that submissions propose, with the first article that each is surest of; article 0 where there is none. */
gboolean td_dossier_select_question_keys (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, GArray *keys,
                                          GError **error);
/* The words of one. NULL with error; *ret_paragraph NULL: it is there no more. */
gboolean td_dossier_load_paragraph (TdTx *tx, const TdDossierKey *key, TdDossierParagraph **ret_paragraph,
                                    GError **error);
