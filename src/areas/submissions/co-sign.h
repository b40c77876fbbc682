/* Joint reports: organisations that sign what another one sends.
 *
 * The sender of an organisation's submission asks others by their exact name or id, or all members of its coalition. A lead of the one
 * asked reads it and signs, or declines, from an account of its own. A signature holds for the files as they were when it was given: when
 * one is changed it falls, and the organisation is asked again. Until the secretariat published or refused it, everybody may still
 * change their mind.
 */
#pragma once

#include "areas/submissions/submission.h"

typedef enum { TD_CO_SIGN_ASKED, TD_CO_SIGN_FELL, TD_CO_SIGN_DECLINED, TD_CO_SIGN_SIGNED } TdCoSignStatus;

typedef struct {
    char *organisation;
    char *name; /* NULL: hidden from who asked, until it signs */
    TdCoSignStatus status;
    gboolean is_public; /* the organisation's page */
    gboolean ours;      /* the viewer leads it */
    gint64 signed_at;   /* 0: it did not */
} TdCoSignature;

/* What the page of one submission's co-signing shows. */
typedef struct {
    TdSubmission *submission;
    GPtrArray *signatures; /* of TdCoSignature; all for its sender, the viewer's own for others */
    char *document;        /* hash of the files now, as hex: what is signed */
    guint members;         /* of the coalition that sends it, which could be asked in one step */
    gboolean may_ask, may_sign;
} TdCoSigning;
void td_co_signing_clear (TdCoSigning *signing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdCoSigning, td_co_signing_clear)

/* For the sender of an organisation's submission and for leads of those asked; for others TD_ERROR_NOT_FOUND. */
gboolean td_co_signing (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, TdCoSigning *ret,
                        GError **error);
/* Whether this viewer can ask others now: for the link of a page. */
gboolean td_co_sign_may_ask (const TdSubmission *submission, const TdViewer *viewer);

/* whom: an id, or the exact name of a verified organisation with a public page. TD_ERROR_INPUT. */
gboolean td_co_sign_ask (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                         const char *whom, GError **error);
/* All members that accepted of the coalition that sends it. */
gboolean td_co_sign_ask_members (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error);

/* document: as TdCoSigning gave it; TD_ERROR_CONFLICT when the files changed since, or when it is signed already. NULL declines, or takes
 * a signature back. For a lead of the organisation, else TD_ERROR_NOT_FOUND. */
gboolean td_co_sign (TdInstance *instance, const TdViewer *viewer, const char *id, const char *organisation,
                     const char *document, GError **error);

/* Names of those whose signature holds, as this viewer may read them: of char *; for who got the submission by td_submission_get. */
GPtrArray *td_co_sign_names (TdInstance *instance, const TdViewer *viewer, const TdSubmission *submission,
                             GError **error);

/* What the viewer's organisations were asked and can still answer. Of TdCoSignWaiting. TD_ACT_ACCOUNT_OWN. */
typedef struct {
    char *submission, *title, *organisation; /* title: NULL for none; organisation: its name */
    TdCoSignStatus status;
} TdCoSignWaiting;
GPtrArray *td_co_sign_waiting (TdInstance *instance, const TdViewer *viewer, GError **error);
