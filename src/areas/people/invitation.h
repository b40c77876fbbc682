/* Invitations to make an account, by mail: from an organisation, from a State's permanent mission, or for oneself
 * (registering).
 *
 * A letter holds a link with 256 random bits, for one use, for TD_LIMIT_INVITATION_DAYS; the store keeps its keyed
 * hash. The letter says no more than that somebody invites: who and to what stands on the page behind the link.
 * Whoever opens it chooses name, language and password and so has an account of that address; who has one already
 * signs in with it and accepts. Inviting never looks whether an address has an account, so its answer cannot tell.
 *
 * Who may invite is the caller's to ask the door; so are td_instance_may_write before and td_journal_append after.
 * The account, the membership or the role are made at acceptance, and only if whoever invited still may then:
 * their account is open, and they lead the organisation, are the secretariat, or are of the State's permanent
 * mission.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

/* What an invitation is to. All zero but address: an account, no more. */
typedef struct {
    const char *address;      /* as typed */
    const char *locale;       /* of the letter; NULL: "en" */
    const char *inviter;      /* person's id; NULL: whoever has the address, for themselves, or a command */
    const char *organisation; /* id, with title (its name, for the page behind the link) and level; or NULL */
    const char *title;
    TdLevel level;
    TdRole role; /* of a State (TD_ROLE_MINISTRY), with state (iso3); TD_ROLE_PUBLIC: none */
    const char *state;
    const char *ends; /* last day of that role, or NULL */
} TdInvite;

/* In the caller's transaction: counts it against the limits (TD_ERROR_BUSY: TD_LIMIT_INVITATIONS_PER_HOUR and
 * _PER_DAY of the inviter, TD_LIMIT_INVITATIONS_OF_ORGANISATION a day), keeps it and posts the letter. An earlier
 * one of the same organisation or State to the same address is replaced by it. TD_ERROR_INPUT: no mail address.
 * *ret_id (may be NULL): free it. */
gboolean td_invite (TdTx *tx, TdInstance *instance, const TdInvite *invite, char **ret_id, GError **error);

typedef struct {
    char *id;
    char *address;                                       /* canonical */
    char *inviter, *organisation, *title, *state, *ends; /* NULL: none */
    TdLevel level;
    TdRole role;
    gint64 created, expires;
} TdInvitation;
void td_invitation_free (TdInvitation *invitation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdInvitation, td_invitation_free)

/* Those of an organisation, or (organisation NULL) of a State, that still wait, newest first; at most 200. Of
 * TdInvitation. */
GPtrArray *td_invitation_list (TdTx *tx, const char *organisation, const char *state, gint64 now, GError **error);
/* Takes one back that is of that organisation (or State): its link opens nothing any more, its letter is not sent
 * if it still waits. TD_ERROR_NOT_FOUND when there is none of theirs under this id. */
gboolean td_invitation_take_back (TdTx *tx, const char *organisation, const char *state, const char *id,
                                  GError **error);
/* For the organisation that closes or is merged away: all of them. */
gboolean td_invitation_drop_all (TdTx *tx, const char *organisation, GError **error);
/* All that somebody wrote, when their account closes. */
gboolean td_invitation_drop_of (TdTx *tx, const char *inviter, GError **error);

/* ---- whoever has the link ---- */

/* Forgets those that are out of date: a chore. */
gboolean td_invitation_forget (TdInstance *instance, GError **error);

/* Somebody asks for an account of their own. The answer is TRUE whatever is true of the address, but for what is
 * no address (TD_ERROR_INPUT) and for too many from everybody together (TD_ERROR_BUSY). */
gboolean td_register (TdInstance *instance, const char *address, const char *locale, GError **error);

/* What the link opens, without using it. TD_ERROR_NOT_FOUND for forged, used, taken back and expired ones alike.
 * *ret_known (may be NULL): whether the address has an account already. */
TdInvitation *td_invitation_open (TdInstance *instance, const char *token, gboolean *ret_known, GError **error);
/* Makes the account and what the invitation is to; the link is used up. TD_ERROR_CONFLICT: the address has an
 * account. TD_ERROR_INPUT tells all that is wrong (base/faults.h); *ret_field (may be NULL) is "name", "locale" or "password". Slow on purpose. */
gboolean td_invitation_accept (TdInstance *instance, const char *token, const char *name, const char *locale,
                               const char *password, char **ret_person, const char **ret_field, GError **error);
/* For somebody signed in (with a password) whose account has that address. TD_ERROR_NOT_ALLOWED for any other. */
gboolean td_invitation_accept_as (TdInstance *instance, const TdViewer *viewer, const char *token, GError **error);
