/* Counts of consultations; private to this area. */
#pragma once

#include "areas/consultations/record.h"

/* Of TdKindCount by kind, not folded. */
GPtrArray *td_record_invited (TdTx *tx, const char *consultation, GError **error);
GPtrArray *td_record_came (TdTx *tx, const char *consultation, GError **error);
GPtrArray *td_record_comments (TdTx *tx, const char *consultation, GError **error);
gboolean td_record_dispositions (TdTx *tx, const char *consultation, TdConsultationRecord *record, GError **error);
/* Ids of organisations that said so, whether they have a public page or not. */
GPtrArray *td_record_consenting (TdTx *tx, const char *consultation, GError **error);
