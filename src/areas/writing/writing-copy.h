/* A text that begins with the words of another, and one that keeps none but those that stand. */
#pragma once

#include "areas/writing/writing.h"

/* In a transaction of the caller's, who ends it with its own journal entry: a new text for `to`, its outline, titles and standing words
 * those of `from`, of the same kind; ids of sections and paragraphs stay. Versions, branches and leases are not taken over. by: who
 * wrote its first versions. Errors of td_writing_begin_in; TD_ERROR_NOT_FOUND when from has no text. */
gboolean td_writing_copy_in (TdTx *tx, TdInstance *instance, const TdViewer *by, const char *kind, const char *from,
                             const char *to, GError **error);

/* Forgets what does not stand: earlier versions, words that waited beside a section and were taken in or set aside, the words of
 * sections that were taken out. For an owner whose drafts are nobody's record but their writers' own, when the text is finished (after
 * td_writing_freeze_in): what somebody took out before they sent it is kept by nobody. */
gboolean td_writing_forget_in (TdTx *tx, const char *kind, const char *thing, GError **error);
