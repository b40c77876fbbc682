/* Coalitions: organisations of a kind with `coalition` in kinds.csv have members that are organisations.
 *
 * A lead of the coalition asks an organisation that they may know of; a lead of that one accepts from its own account, declines, or
 * leaves later; the coalition's lead may also take it out. Who the members are is shown to the people of the coalition and of each member
 * and to the secretariat; to everybody only those that accepted, where the pages of both are public.
 */
#pragma once

#include "areas/organisations/organisation.h"

typedef struct {
    char *organisation, *name, *kind;
    gint64 asked, accepted; /* accepted 0: only asked so far */
    gboolean is_public;     /* its page */
} TdCoalitionMember;
void td_coalition_member_free (TdCoalitionMember *member);

/* By name; closed ones are left out. For who has the right by other means (joint reports). Of TdCoalitionMember. */
GPtrArray *td_coalition_members (TdTx *tx, const char *coalition, GError **error);
/* The same for its people, its members' people and the secretariat; else TD_ERROR_NOT_FOUND. */
GPtrArray *td_coalition_read (TdInstance *instance, const TdViewer *viewer, const char *coalition, GError **error);

/* What the pages of one organisation show: what it is a member of, and of a coalition its members. For its people and the
 * secretariat all, for others what is public. */
typedef struct {
    TdOrganisation *organisation;
    GPtrArray *members, *coalitions; /* of TdCoalitionMember */
    gboolean is_coalition, inside, leads;
} TdCoalitionView;
void td_coalition_view_clear (TdCoalitionView *view);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdCoalitionView, td_coalition_view_clear)
gboolean td_coalition_view (TdInstance *instance, const TdViewer *viewer, const char *id, TdCoalitionView *ret,
                            GError **error);
/* The coalitions of an organisation, as td_coalition_members. */
GPtrArray *td_coalitions_of (TdTx *tx, const char *organisation, GError **error);

/* The id that an id or the exact name means, among those that the viewer may know of; NULL with TD_ERROR_INPUT. Free it. */
char *td_coalition_find (TdInstance *instance, const TdViewer *viewer, const char *words, GError **error);

/* TD_ERROR_INPUT when it is no coalition or asks itself; asking twice is once. Its leads are told. */
gboolean td_coalition_ask (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                           const char *organisation, GError **error);
/* By a lead of the organisation. */
gboolean td_coalition_accept (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                              const char *organisation, GError **error);
/* By a lead of either: declining, leaving, taking out. */
gboolean td_coalition_end (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                           const char *organisation, GError **error);
