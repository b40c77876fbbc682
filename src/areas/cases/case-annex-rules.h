/* What the rules of annexes share; private to this area. */
#pragma once

#include "areas/cases/case-annex-sql.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/case-rules.h"
#include "areas/cases/case-text.h"

/* NULL: none. Owned by list. */
TdCaseAnnex *td_case_annex_numbered (const GPtrArray *list, int paper, int n);
/* A file as it is kept, looked at in a cell; a picture cleaned. NULL with error. Slow. */
TdCaseAnnex *td_case_annex_read (TdInstance *instance, int paper, TdCaseParty party, int fd, GError **error);
/* A picture, cleaned and kept; or where it is none, an annex of which nothing is kept yet (picture FALSE). */
TdCaseAnnex *td_case_annex_read_picture (TdInstance *instance, int paper, TdCaseParty party, int fd, GError **error);
/* Several; of TdCaseAnnex. */
GPtrArray *td_case_annexes_read (TdInstance *instance, TdCaseParty party, const int *fds, gsize n, GError **error);
/* Beside a paper that has its number; numbers them. */
gboolean td_case_annexes_put (TdTx *tx, const TdCase *c, const GPtrArray *annexes, const TdCasePaper *paper,
                              const char *actor, GError **error);
