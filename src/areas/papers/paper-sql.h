/* Queries of papers; private to this area. */
#pragma once

#include "areas/papers/paper.h"
#include "journal/receipt.h"

/* TD_ERROR_CONFLICT: there is one of this kind for State and cycle. */
gboolean td_paper_insert (TdTx *tx, const TdPaper *paper, gboolean rehearsal, GError **error);
/* TD_ERROR_NOT_FOUND. Asks no door. */
TdPaper *td_paper_load (TdTx *tx, const char *id, GError **error);
/* Those that the viewer may read. */
GPtrArray *td_paper_load_list (TdTx *tx, const TdViewer *viewer, const TdPaperFilter *filter, GError **error);
gboolean td_paper_symbol_taken (TdTx *tx, const char *symbol, gboolean *ret_taken, GError **error);
/* text: JSON. TD_ERROR_CONFLICT: the symbol is another's by now. */
gboolean td_paper_set_adopted (TdTx *tx, const TdPaper *paper, const char *text, const TdReceipt *receipt,
                               GError **error);
gboolean td_paper_set_transmitted (TdTx *tx, const TdPaper *paper, GError **error);
gboolean td_paper_set_published (TdTx *tx, const TdPaper *paper, gboolean stage_waits, GError **error);
/* The adopted text's JSON; NULL with error, also where nothing was adopted. */
char *td_paper_load_text (TdTx *tx, const char *id, GError **error);
/* The promise of its receipt; NULL with error, also where there is none. */
char *td_paper_load_receipt (TdTx *tx, const char *id, GError **error);
/* Transmitted ones whose embargo ended before or at an instant: ids, of char *. */
GPtrArray *td_paper_due (TdTx *tx, gint64 at, GError **error);

gboolean td_origin_insert (TdTx *tx, const char *paper, const char *paragraph, const TdPaperOrigin *origin,
                           const char *actor, gint64 at, GError **error);
/* paragraph NULL: of all. Of TdPaperOrigined. */
GPtrArray *td_origin_list (TdTx *tx, const char *paper, const char *paragraph, GError **error);
/* Ids of papers, of char *; asks no door. */
GPtrArray *td_origin_papers (TdTx *tx, const char *submission, GError **error);
