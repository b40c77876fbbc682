/* What the rules of the register share; private to this area. */
#pragma once

#include "areas/cases/case-sql.h"
#include "profile/case-stages.h"

/* Always FALSE. */
gboolean td_case_fail (GError **error, int code, const char *message);
/* The case, after asking whether a write may be and whether the viewer may do this to it. NULL with error. */
TdCase *td_case_for (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, TdAct act, GError **error);
/* FALSE with TD_ERROR_CONFLICT unless seen is its version; the sentence says what stands now. 0: not asked. */
gboolean td_case_is_as_seen (const TdInstance *instance, const TdCase *c, int seen, GError **error);
/* What was done, with a journal entry: last in a transaction. note, stage: may be NULL. */
gboolean td_case_record (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdCase *c, const char *act,
                         const char *stage, const char *note, GError **error);
/* Which party to the case the viewer is, or NONE. */
TdCaseParty td_case_party_of (const TdCase *c, const TdViewer *viewer);
/* Stages of which the rules know more than the table. */
#define TD_CASE_STAGE_JOINED  "joined"
#define TD_CASE_STAGE_SETTLED "friendly-settlement"

/* Into another stage, with all that follows, and with its journal entry: last in a transaction. text: it ends by a text of its own. */
typedef struct {
    const char *to, *note, *joined;
    gboolean text;
} TdCaseEnd;
gboolean td_case_go_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdCase *c, const TdCaseEnd *end,
                        GError **error);
/* The case of that number, into which c may go; NULL with error. */
TdCase *td_case_to_join (TdTx *tx, const TdCase *c, const char *typed, GError **error);
/* A note as it is kept, or NULL and TD_ERROR_INPUT; "" where it may be empty. Free it. */
char *td_case_note (const char *typed, gboolean needed, GError **error);
/* Today in the Committee's zone. Free it. */
char *td_case_today (const TdInstance *instance);

/* A clock of the stage begins, unless it runs; those that wait for another party end. */
gboolean td_case_clock_enter (TdTx *tx, TdInstance *instance, const TdCase *c, const TdCaseStage *stage,
                              GError **error);
/* That party's clock ends: answered, or not needed any more. party NONE: all. *ret_late (may be NULL): one was over before today. */
gboolean td_case_clock_end (TdTx *tx, TdInstance *instance, const char *id, TdCaseParty party, gboolean answered,
                            gboolean *ret_late, GError **error);
/* Tells a party that something waits: the State by its accounts, the author by account, or by the filing's code (sealed) with text. */
gboolean td_case_tell (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdCase *c, TdCaseParty party,
                       const char *text, GError **error);
/* The officers. */
gboolean td_case_tell_officers (TdTx *tx, TdInstance *instance, const TdCase *c, GError **error);
