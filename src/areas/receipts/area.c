#include "areas/area.h"
#include "areas/receipts/pages.h"
#include "text/words.h"

static const TdField check_fields[] = { { "text", TD_FIELD_TEXT, 20000 },
                                        { "file", TD_FIELD_FILE, 64 * 1024 },
                                        { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/check", TD_ACT_PUBLIC_READ, .csrf = TD_CSRF_NONE_NEEDED, .handler = td_check_receipt_page,
      .summary = N_ ("Check a receipt") },
    /* Changes nothing, so it needs no token: a form kept for a year still works. */
    { "POST", "/{lang}/check", TD_ACT_PUBLIC_READ, .csrf = TD_CSRF_NONE_NEEDED, .fields = check_fields,
      .handler = td_check_receipt, .summary = N_ ("Check a receipt") },
    { "GET", "/log/key", TD_ACT_PUBLIC_READ, .handler = td_log_key, .summary = N_ ("The key of the log") },
    { "GET", "/log/checkpoint", TD_ACT_PUBLIC_READ, .handler = td_log_checkpoint_page,
      .summary = N_ ("The newest signed head of the log") },
    { "GET", "/log/proof/{leaf}", TD_ACT_PUBLIC_READ, .handler = td_log_proof,
      .summary = N_ ("The proof that an entry stands in the log") },
    { NULL },
};

extern const TdArea td_receipts_area;
const TdArea td_receipts_area = { .name = "receipts", .routes = routes };
