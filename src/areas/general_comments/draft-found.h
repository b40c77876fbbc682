/* The newest draft of each general comment in the search, paragraph by paragraph, in each of its languages; private to this area.
 *
 * A new draft takes the place of the one before, and once the general comment is adopted its text is found in the library instead. The functions
 * stand in the transactions in which drafts come in and are adopted.
 */
#pragma once

#include "areas/general_comments/draft.h"

/* The numbered paragraphs of one language of a draft come in; those of all earlier drafts go. */
gboolean td_draft_found_put (TdTx *tx, const TdCommentDraft *draft, const TdText *text, gint64 now, GError **error);
/* All drafts of a general comment go. */
gboolean td_draft_found_remove (TdTx *tx, const char *general_comment, GError **error);
