/* Queries of co-signing; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/co-sign.h"

enum { TD_DOCUMENT_HASH = 32 };

/* One row, with the name of its organisation and the hash that it signed. */
typedef struct {
    char *submission, *organisation, *name;
    gboolean is_public, at_risk;
    gint64 signed_at, declined;
    gboolean has_document;
    guint8 document[TD_DOCUMENT_HASH];
} TdCoSignRow;

/* Of a submission, by name; organisations that were closed are left out. Of TdCoSignRow. */
GPtrArray *td_co_sign_rows (TdTx *tx, const char *submission, GError **error);
/* Those that an organisation can still answer, newest first. */
GPtrArray *td_co_sign_rows_of (TdTx *tx, const char *organisation, GError **error);
/* All ever asked, closed ones too. */
gboolean td_co_sign_count (TdTx *tx, const char *submission, gint64 *ret_n, GError **error);
/* *ret_new: it was not asked before. One that declined is asked again. */
gboolean td_co_sign_insert (TdTx *tx, const char *submission, const char *organisation, gint64 now, gboolean *ret_new,
                            GError **error);
/* document NULL: declined. */
gboolean td_co_sign_set (TdTx *tx, const char *submission, const char *organisation, const guint8 *document,
                         const char *signer, gint64 now, GError **error);
/* Ids of the organisations that words mean: by id any that is open, by name public and verified ones. Of char *. */
GPtrArray *td_co_sign_find (TdTx *tx, const char *words, GError **error);
