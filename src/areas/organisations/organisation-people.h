/* The people of an organisation: its leads invite colleagues, say what they may, and remove them.
 *
 * TD_ACT_ORGANISATION_PEOPLE: leads and the secretariat; everybody of it sees who belongs to it. Whoever belongs may leave by
 * themselves. An invitation goes by mail and never tells whether the address has an account (people/invitation.h).
 */
#pragma once

#include "areas/organisations/organisation.h"

typedef struct {
    TdOrganisation *organisation;
    GPtrArray *colleagues;  /* of TdColleague, leads first */
    GPtrArray *invitations; /* of TdInvitation, that wait; empty for who may not invite */
    gboolean may_change;
} TdOrganisationPeople;
void td_organisation_people_clear (TdOrganisationPeople *people);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdOrganisationPeople, td_organisation_people_clear)

/* For its people and the secretariat; anybody else is refused, or told nothing where they may not know of it. */
gboolean td_organisation_people (TdInstance *instance, const TdViewer *viewer, const char *id,
                                 TdOrganisationPeople *ret_people, GError **error);
gboolean td_organisation_invite (TdInstance *instance, const TdViewer *viewer, const char *id, const char *address,
                                 TdLevel level, const char *locale, GError **error);
gboolean td_organisation_take_back (TdInstance *instance, const TdViewer *viewer, const char *id,
                                    const char *invitation, GError **error);
/* level NONE: removes. person must belong to it. The last lead stays (TD_ERROR_CONFLICT). */
gboolean td_organisation_set_level (TdInstance *instance, const TdViewer *viewer, const char *id, const char *person,
                                    TdLevel level, GError **error);
