/* The tables of sealed filings; private to this area. Rules: sealed.c, sending.c, recipients.c. */
#pragma once

#include "areas/sealed/recipients.h"
#include "areas/sealed/sealed.h"

enum { TD_SEALED_HASH = 32 };

/* ---- recipients ---- */

GPtrArray *td_sealed_recipients_load (TdTx *tx, GError **error);
gboolean td_sealed_recipient_insert (TdTx *tx, const TdSealedRecipient *recipient, GError **error);
gboolean td_sealed_recipient_end (TdTx *tx, TdSealedPurpose purpose, const char *recipient, gint64 at, gint64 *ret_n,
                                  GError **error);

/* ---- filings ---- */

/* One without its parts; *ret NULL: none. */
gboolean td_sealed_filing_load (TdTx *tx, const char *id, TdSealedFiling **ret, GError **error);
gboolean td_sealed_filing_of_code (TdTx *tx, const guint8 code[TD_SEALED_HASH], TdSealedFiling **ret, GError **error);
/* Fills parts and answers. */
gboolean td_sealed_filing_fill (TdTx *tx, TdSealedFiling *filing, GError **error);
GPtrArray *td_sealed_filings_load (TdTx *tx, TdSealedPurpose purpose, gint64 from, gint64 most, gint64 *ret_total,
                                   GError **error);
gboolean td_sealed_filing_insert (TdTx *tx, const TdSealedFiling *filing, const guint8 code[TD_SEALED_HASH],
                                  const char *recipient, GError **error);
gboolean td_sealed_filing_touch (TdTx *tx, const char *id, gint64 last, GError **error);
gboolean td_sealed_filing_set_closed (TdTx *tx, const char *id, gint64 closed, GError **error);
/* The public key of its code of words. Free it; NULL with error. */
char *td_sealed_filing_recipient (TdTx *tx, const char *id, GError **error);

/* ---- parts and answers ---- */

gboolean td_sealed_part_insert (TdTx *tx, const char *filing, const TdSealedPart *part, GError **error);
gboolean td_sealed_part_fetched (TdTx *tx, const char *filing, int position, GError **error);
gboolean td_sealed_answer_insert (TdTx *tx, const char *filing, const TdSealedAnswer *answer, const guint8 *content,
                                  gsize size, GError **error);
/* The sealed bytes of all answers in their order, of GBytes. */
GPtrArray *td_sealed_answers_load (TdTx *tx, const char *filing, GError **error);
