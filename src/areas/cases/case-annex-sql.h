/* Queries of annexes; private to this area. They ask no door. */
#pragma once

#include "areas/cases/case-annex.h"

/* Of TdCaseAnnex, by paper and number; paper -1: of all. */
GPtrArray *td_case_annex_select (TdTx *tx, const char *id, int paper, GError **error);
/* Sets n. */
gboolean td_case_annex_insert (TdTx *tx, const char *id, TdCaseAnnex *annex, const char *actor, GError **error);
/* What an officer may change: outgoing, names, held, confirmer. */
gboolean td_case_annex_update (TdTx *tx, const TdCaseAnnex *annex, GError **error);
