/* Badges: what one shows at the entrance.
 *
 * A badge is one page of paper, or of a telephone, with name, organisation, session, category and a QR code. The code holds the address of the page
 * that checks it, /badges/TOKEN. The token is 92 bytes as base64url: version, four bytes that tell the server, the badge's id, the session, when it ends, and
 * an Ed25519 signature by the instance's log key over these words and "treatydesk badge 1". So a forged one and one of another server are told
 * without looking anything up, and a stolen database makes no badge. It holds no name.
 *
 * Everybody may check a badge and learns whether it holds and for which session; who holds it, as what they come, and "came in" are for
 * TD_ACT_ACCREDITATION_DECIDE. A lost badge is made anew: the one before does not hold any more. Badges go by rule with the names (attendance.h).
 */
#pragma once

#include "areas/accreditation/accreditation.h"
#include "areas/accreditation/attendance.h"

typedef enum {
    TD_BADGE_HOLDS,
    TD_BADGE_FORGED,    /* or not whole */
    TD_BADGE_ELSEWHERE, /* of another server */
    TD_BADGE_EXPIRED,
    TD_BADGE_REVOKED, /* or replaced, or gone */
    TD_N_BADGE_STATES
} TdBadgeState;
const char *td_badge_state_word (TdBadgeState state);  /* "holds", "forged", "elsewhere", "expired", "revoked" */
const char *td_badge_state_label (TdBadgeState state); /* an English sentence for td_words */

typedef struct {
    TdBadgeState state;
    int session;                    /* 0 where the token does not tell it surely */
    gint64 until;                   /* likewise */
    TdAccreditation *accreditation; /* whose; NULL for who may not know, and where it is none of ours */
    char *revoke_reason;            /* English, for those who may know; or NULL */
} TdBadgeCheck;
void td_badge_check_clear (TdBadgeCheck *check);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdBadgeCheck, td_badge_check_clear)

/* FALSE only when the store cannot be read: what is wrong with a badge is an answer. */
gboolean td_badge_check (TdInstance *instance, const TdViewer *viewer, const char *token, TdBadgeCheck *ret,
                         GError **error);
/* "Came in": to a meeting that the viewer may know of, or, meeting NULL, to the session today. TD_ACT_ACCREDITATION_DECIDE; TD_ERROR_CONFLICT with
 * the reason: it does not hold. */
gboolean td_badge_came (TdInstance *instance, const TdViewer *viewer, const char *token, const char *meeting,
                        GError **error);

/* The token of a badge that is in force, by who may know of the accreditation; TD_ERROR_CONFLICT: it has none. Free it. */
char *td_badge_token (TdInstance *instance, const TdViewer *viewer, const char *accreditation, GError **error);
/* As PDF, in the language of its holder's accreditation where we speak it. */
GBytes *td_badge_pdf (TdInstance *instance, const TdViewer *viewer, const char *accreditation, GError **error);

/* Anew, for one that was lost; the one before does not hold any more. TD_ACT_ACCREDITATION_DECIDE. */
gboolean td_badge_renew (TdInstance *instance, const TdViewer *viewer, const char *accreditation, GError **error);
/* Takes it back; reason needed. TD_ACT_ACCREDITATION_DECIDE. */
gboolean td_badge_revoke (TdInstance *instance, const TdViewer *viewer, const char *accreditation, const char *reason,
                          GError **error);

/* Inside the area, in the caller's transaction: no door, no journal. */
gboolean td_badge_new (TdTx *tx, TdInstance *instance, const TdAccreditation *accreditation, const char *former_reason,
                       GError **error);
gboolean td_badge_void (TdTx *tx, const char *accreditation, const char *reason, gint64 now, GError **error);
