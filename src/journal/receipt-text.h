/* What the writer and the parser of receipts share. Private to journal/. */
#pragma once

#include "journal/receipt.h"

#define TD_RECEIPT_TITLE       "treatydesk receipt 1"
#define TD_RECEIPT_PROOF_TITLE "c2sp.org/tlog-proof@v1"

/* The signed text of the promise, made from the fields. Free it. */
char *td_receipt_body (const TdReceipt *receipt);
