/* Coalitions: organisations of a kind with `coalition` in kinds.csv have members that are organisations.
 *
 * A lead of the coalition asks an organisation that they may know of; a lead of that one accepts from its own account, declines, or
 * leaves later; the coalition's lead may also take it out. Who the members are is shown to the people of the coalition and of each member
 * and to the secretariat, not to the public.
 */
#pragma once

#include "areas/organisations/organisation.h"

typedef struct {
    char *organisation, *name, *kind;
    gint64 asked, accepted; /* accepted 0: only asked so far */
} TdCoalitionMember;
void td_coalition_member_free (TdCoalitionMember *member);

/* By name; closed ones are left out. For who has the right by other means (joint reports). Of TdCoalitionMember. */
GPtrArray *td_coalition_members (TdTx *tx, const char *coalition, GError **error);
/* The same for its people, its members' people and the secretariat; else TD_ERROR_NOT_FOUND. */
GPtrArray *td_coalition_read (TdInstance *instance, const TdViewer *viewer, const char *coalition, GError **error);

/* TD_ERROR_INPUT when it is no coalition or asks itself; asking twice is once. Its leads are told. */
gboolean td_coalition_ask (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                           const char *organisation, GError **error);
/* By a lead of the organisation. */
gboolean td_coalition_accept (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                              const char *organisation, GError **error);
/* By a lead of either: declining, leaving, taking out. */
gboolean td_coalition_end (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                           const char *organisation, GError **error);
