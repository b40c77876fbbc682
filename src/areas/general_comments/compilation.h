/* All comments on a draft by paragraph, as one text and as a file.
 *
 * Two editions: the public one has what everybody reads, and what became of it once that is released; the Committee's has comments for the Committee alone too,
 * is marked so on every page, and is for who works at the bench. Under each paragraph stand its words, then the comments on it with their proposed wording, their
 * supporters, their discussion and what became of them; a comment on several paragraphs stands under the first, and the others lead to it.
 */
#pragma once

#include "areas/general_comments/disposition.h"
#include "document/writer.h"

typedef enum { TD_EDITION_PUBLIC, TD_EDITION_COMMITTEE } TdEdition;

/* Headings in words of locale; text: of the draft. list: of TdBenchComment; what it holds is what is written. A pure function. Free it. */
TdText *td_compilation_make (const TdInstance *instance, const TdGeneralComment *general, const TdCommentDraft *draft,
                             const TdText *text, const GPtrArray *list, TdEdition edition, const char *locale);
/* TD_EDITION_COMMITTEE: TD_ACT_GENERAL_COMMENT_BENCH. Free it. */
TdText *td_compilation_text (TdInstance *instance, const TdViewer *viewer, const char *draft, TdEdition edition,
                             const char *locale, GError **error);
/* The same as a file. Blocks. */
GBytes *td_compilation_file (TdInstance *instance, const TdViewer *viewer, const char *draft, TdEdition edition,
                             const char *locale, TdFileFormat format, GError **error);
