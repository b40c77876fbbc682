/* Taking things off: the whole of a submission or a name in it, putting it back, forgetting its receipt, erasing it for good.
 *
 * Taking down needs nobody's word but the sender's (or the secretariat's) and works at once, before any discussion. What is put back
 * by its sender is shown to the public again only when the secretariat publishes it. Erasing destroys rows, files, receipt,
 * secret, keys and the words in the search index; what stays is journal entries without content and a leaf of the log, so that
 * `verify` and a receipt that somebody holds still check. A name to take out is in no journal and no log.
 */
#pragma once

#include "areas/submissions/submission.h"

/* name NULL: the whole. Else every form of name in what everybody reads becomes TD_MASK (text/mask.h); *ret_places (may be
 * NULL): how often. TD_ACT_SUBMISSION_TAKE_DOWN. TD_ERROR_INPUT: the name is not in it; TD_ERROR_CONFLICT: it is down already. */
gboolean td_submission_take_down (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  const char *name, int *ret_places, GError **error);
/* What was taken down last comes back: the whole as it was, or, when the whole is there, all names. Put back by its sender, a published
 * one waits as accepted for the secretariat to publish it. TD_ERROR_CONFLICT when nothing is down. */
gboolean td_submission_put_back (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error);
/* Deletes the server's copy of the receipt, and with it the nonce: from then on nothing here leads from the log's leaf to the submission.
 * Who holds the receipt can still check it. TD_ACT_RECEIPT_FORGET. TD_ERROR_NOT_FOUND when none is kept. Blocks. */
gboolean td_submission_forget_receipt (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                       GError **error);
/* TD_ACT_SUBMISSION_ERASE. Blocks. */
gboolean td_submission_erase (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                              GError **error);
