/* Queries of invitations; private to this area. */
#pragma once

#include "areas/people/invitation.h"

gboolean td_invitations_insert (TdTx *tx, const TdInvitation *invitation, const guint8 token[32], GError **error);
/* The id of an earlier one of the same to the same, or NULL in *ret_id. Free it. */
gboolean td_invitations_same (TdTx *tx, const TdInvitation *invitation, char **ret_id, GError **error);
gboolean td_invitations_delete (TdTx *tx, const char *id, GError **error);
gboolean td_invitations_forget (TdTx *tx, gint64 now, GError **error);
/* *ret_invitation NULL: none that holds now. Free it. It holds as long as its inviter's account is open and they
 * may still invite: as the State's mission, as a lead of the organisation or as the secretariat. */
gboolean td_invitations_find (TdTx *tx, const guint8 token[32], gint64 now, const char *today,
                              TdInvitation **ret_invitation, GError **error);
/* Of an organisation or (NULL) of a State. *ret_theirs FALSE: none of theirs has this id. */
gboolean td_invitations_theirs (TdTx *tx, const char *organisation, const char *state, const char *id,
                                gboolean *ret_theirs, GError **error);
/* Their ids. Of char *. */
GPtrArray *td_invitations_of_organisation (TdTx *tx, const char *organisation, GError **error);
GPtrArray *td_invitations_of_inviter (TdTx *tx, const char *inviter, GError **error);
