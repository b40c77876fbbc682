/* The delegation of a State to a session, entered by its permanent mission (TD_ACT_DELEGATION_ENTER).
 *
 * Its people are accreditations (accreditation.h) of category delegate that need no decision: a note of the mission is its word. The first is the head.
 * The secretariat, members who take part in the State's review and those who act for the State see all of them; everybody else the
 * head and how many there are, unless the State says that its whole list is public. That is this program's own proposal; no rule of the Committee
 * about it was found.
 */
#pragma once

#include "areas/accreditation/accreditation.h"

typedef struct {
    char *state;           /* iso3 */
    int n;                 /* how many */
    gboolean public_names; /* the State said so */
    gboolean whole;        /* members holds all of them */
    GPtrArray
        *members; /* of TdAccreditation, in order: all of them, or the head alone; empty where names went by rule */
} TdDelegation;
void td_delegation_free (TdDelegation *delegation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDelegation, td_delegation_free)

typedef struct {
    const char *name, *function, *language; /* function: "Minister of Labour", or NULL */
    gboolean head;
} TdDelegateWish;
/* *ret_field (may be NULL): a literal. */
gboolean td_delegation_add (TdInstance *instance, const TdViewer *viewer, int session, const TdDelegateWish *wish,
                            const char **ret_field, GError **error);
/* Takes somebody off it (their badge does not hold any more), or makes them its head. id: of the accreditation. */
gboolean td_delegation_change (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean head,
                               GError **error);
/* Whether everybody may read the whole list. A public change. */
gboolean td_delegation_set_public (TdInstance *instance, const TdViewer *viewer, int session, gboolean public_names,
                                   GError **error);

/* Of the session, by the code of the State; state not NULL: that one alone. Of TdDelegation, as the viewer may know them. */
GPtrArray *td_delegations (TdInstance *instance, const TdViewer *viewer, int session, const char *state,
                           GError **error);
