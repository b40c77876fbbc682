/* What the rules of drafts share; private to this area. */
#pragma once

#include "areas/general_comments/draft-sql.h"

/* What the reader found as a text of the one text model: each of its paragraphs is one, in its place, and its anchor is its id.
 * Bold and italics are those of the file; a footnote hangs on the word that calls it (one that nothing calls is a paragraph). */
TdText *td_draft_text_of (const TdDocument *document, const char *language);
/* Whether the numbers that stand there are those that td_text_number works out: 0, or the first that is not. */
int td_draft_text_off (const TdText *text);
/* The first numbered paragraph that one of both has and the other has not ("p12"), or NULL. Owned by them. */
const char *td_draft_text_missing (const TdText *a, const TdText *b);
/* "[…]": at rest. Free them. */
char *td_draft_text_kept (const TdText *text);
TdText *td_draft_text_read (const char *kept, GError **error);
