/* Two texts compared word by word, as one text with its changes marked: paragraph by paragraph (text/word-diff.h). */
#pragma once

#include "document/text-model.h"

typedef struct {
    int added, removed, changed; /* paragraphs */
} TdTextChanges;

/* Sections of both by their ids, in the order of after; one that went stands where it was. Runs carry TD_CHANGE_ADDED and _REMOVED; each in its own style;
 * what is strong, emphasised, linked or noted otherwise changed too (td_text_runs_compare). by: whose changes they are, or NULL. Free it. ret_changes: may be NULL. */
TdText *td_text_compare (const TdText *before, const TdText *after, const char *by, TdTextChanges *ret_changes);
/* The same with sections alone, without a title where it did not change. */
TdText *td_text_compare_sections (const TdTextSection *before, const TdTextSection *after, const char *language,
                                  const char *by, TdTextChanges *ret_changes);
