/* What the rules of papers share; private to this area. */
#pragma once

#include "areas/papers/paper-sql.h"

/* The kind of its text for areas/writing, and the journal's thing. */
#define TD_PAPER_THING "paper"

/* Always FALSE. */
gboolean td_paper_fail (GError **error, int code, const char *message);
/* The paper, after asking whether a write may be and whether the viewer may do this to it. NULL with error. */
TdPaper *td_paper_for (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, TdAct act,
                       GError **error);
/* One entry whose content is a hash keyed by the paper's secret of said (NULL-terminated; may be NULL). */
gboolean td_paper_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                           const TdPaper *paper, gboolean public_change, const char *const *said, GError **error);
/* The draft's text as it is to be adopted: titled, numbered, with its author; without sources. */
TdText *td_paper_draft_text_in (TdTx *tx, TdInstance *instance, const TdPaper *paper, GError **error);
/* What was adopted. */
TdText *td_paper_adopted_text_in (TdTx *tx, const TdPaper *paper, GError **error);
/* "Concluding observations on Ghana" is not said in six languages by putting words together: "Concluding observations: Ghana". Free it. */
char *td_paper_title (const TdProfile *profile, const TdPaper *paper, const char *locale);
