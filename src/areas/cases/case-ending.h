/* How a registered case ends by a text of its own: discontinuance, joinder, friendly settlement (the stages of the profile that have an outline for it).
 *
 * An officer says which end it is to be, with what that end needs (into which case it goes; what the parties agreed, and when), and the text is
 * written in the structured editor by officers and members without a conflict, as decisions are (case-decision.h). When its adoption is recorded, all
 * in one transaction: the text is frozen; it is made a file with the case's replacements, whose bytes are read again for names; that file is a paper of the
 * Committee, transmitted to both parties as far as they know of the case; and the case goes into the stage. It then is in the case file like any paper.
 * It is not published.
 */
#pragma once

#include "areas/cases/case.h"
#include "areas/writing/writing.h"

/* For areas/areas.c. */
extern const TdWritingOwner td_case_ending_writing_owner;
#define TD_CASE_ENDING_THING "case-ending"

typedef struct {
    char *stage, *language;
    char *joined; /* "3/2026", or NULL */
    char *terms;  /* what was agreed, or NULL */
    char *agreed; /* a day, or NULL */
    gint64 begun, adopted;
    int paper;    /* as which the parties got it; 0: not yet */
    TdText *text; /* as it stands, or as it was adopted */
    gint64 words;
} TdCaseEnding;
void td_case_ending_free (TdCaseEnding *ending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCaseEnding, td_case_ending_free)

/* For the house alone; else TD_ERROR_NOT_FOUND. *ret NULL: none was begun. */
gboolean td_case_ending_get (TdInstance *instance, const TdViewer *viewer, const char *id, TdCaseEnding **ret,
                             GError **error);

typedef struct {
    const char *stage, *language;        /* language NULL: the first working one */
    const char *joined, *terms, *agreed; /* NULL or "" where the end needs none */
} TdCaseEndingNew;
/* Begins it, or changes what was said of it while it is not adopted; the stage stays what it was at the beginning. TD_ACT_CASE_KEEP. *ret_field (may be
 * NULL): "stage", "joined", "terms" or "agreed". */
gboolean td_case_ending_begin (TdInstance *instance, const TdViewer *viewer, const char *id,
                               const TdCaseEndingNew *given, const char **ret_field, GError **error);
/* It is not to end so: the draft is gone. TD_ACT_CASE_KEEP. TD_ERROR_CONFLICT: it is adopted. */
gboolean td_case_ending_drop (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* TD_ACT_CASE_KEEP. seen: the case's version on the page, or 0. TD_ERROR_CONFLICT: nothing is written, words wait beside it, or a name of the list
 * stands in it; the sentence says which. Slow. */
gboolean td_case_ending_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, int seen, GError **error);
