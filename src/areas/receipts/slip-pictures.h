/* The receipt slip: a receipt as a picture for people. */
#pragma once

#include "instance/instance.h"
#include "journal/receipt.h"
#include "web/html.h"

/* about: what was sent, in words ("Ghana: For the dialogue with a State"). file: where the receipt's file is had, or "". names: of the files as
 * sent (char *), or NULL. like: whose locale and direction it takes. Free with td_markup_free. */
TdMarkup *td_receipt_slip (const TdInstance *instance, const TdReceipt *receipt, const char *about, const char *file,
                           const GPtrArray *names, const TdHtml *like);
/* When the next checkpoint is made: an instant. */
gint64 td_receipt_next_checkpoint (const TdInstance *instance);
