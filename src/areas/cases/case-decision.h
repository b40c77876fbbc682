/* The Committee's decision on a communication: written in the structured editor, adopted, checked by a second person, published.
 *
 * Who judges the case writes: officers, members without a conflict, the chair; no party. It is adopted at a stage that has a
 * decision (Views, inadmissibility). What is adopted is frozen. Before it is published somebody who wrote none of it reads it and says that it names nobody
 * whose identity is withheld; the list of names is searched as well. It then stands in the library at its symbol, for everybody.
 */
#pragma once

#include "areas/cases/case.h"
#include "areas/writing/writing.h"

/* For areas/areas.c. */
extern const TdWritingOwner td_case_writing_owner;

typedef struct {
    gboolean begun;
    gint64 words;
    gboolean may_adopt; /* the stage has a decision, and something is written */
    gboolean wrote;     /* the viewer wrote of it, or adopted it: somebody else checks it */
    char *symbol;       /* that it has or would have; NULL: the stage has no decision */
    TdText *text;       /* as it stands, or as it was adopted; NULL: not begun */
} TdCaseDecision;
void td_case_decision_free (TdCaseDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCaseDecision, td_case_decision_free)

/* For the house alone; else TD_ERROR_NOT_FOUND. */
TdCaseDecision *td_case_decision_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* language NULL: the first working language. TD_ACT_CASE_KEEP. */
gboolean td_case_decision_begin (TdInstance *instance, const TdViewer *viewer, const char *id, const char *language,
                                 GError **error);
/* TD_ACT_CASE_KEEP. TD_ERROR_CONFLICT: the stage has none, nothing is written, or words wait beside it. */
gboolean td_case_decision_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* That it names nobody who must not be named. By anybody of the house who wrote none of it and did not adopt it: else TD_ERROR_NOT_ALLOWED.
 * TD_ERROR_CONFLICT: a name of the list stands in it; the sentence says where. */
gboolean td_case_decision_check (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* TD_ACT_CASE_KEEP. TD_ERROR_CONFLICT: nobody checked it. */
gboolean td_case_decision_publish (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
