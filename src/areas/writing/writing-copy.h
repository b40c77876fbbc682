/* A text that begins with the words of another. */
#pragma once

#include "areas/writing/writing.h"

/* In a transaction of the caller's, who ends it with its own journal entry: a new text for `to`, its outline, titles and standing words
 * those of `from`, of the same kind; ids of sections and paragraphs stay. Versions, branches and leases are not taken over. by: who
 * wrote its first versions. Errors of td_writing_begin_in; TD_ERROR_NOT_FOUND when from has no text. */
gboolean td_writing_copy_in (TdTx *tx, TdInstance *instance, const TdViewer *by, const char *kind, const char *from,
                             const char *to, GError **error);
