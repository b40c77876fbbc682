/* Queries of belonging and of whom letters go to; private to this area. */
#pragma once

#include "areas/people/membership.h"

/* *ret_level NONE: does not belong. *ret_leads, *ret_others: of the organisation besides this person, whose
 * accounts are open. */
gboolean td_membership_look (TdTx *tx, const char *person, const char *organisation, TdLevel *ret_level,
                             gint64 *ret_leads, gint64 *ret_others, GError **error);
gboolean td_membership_put (TdTx *tx, const char *person, const char *organisation, TdLevel level, gint64 now,
                            GError **error);
gboolean td_membership_delete (TdTx *tx, const char *person, const char *organisation, GError **error);

/* Somebody a letter goes to. */
typedef struct {
    char *address, *locale; /* locale: may be NULL */
    char *zone;             /* in which they read, or NULL */
    gboolean detail;        /* chose that letters say what they are about */
} TdReceiver;
void td_receiver_free (TdReceiver *receiver);

/* Accounts that are open. Of TdReceiver. */
GPtrArray *td_receivers_person (TdTx *tx, const char *person, GError **error);
GPtrArray *td_receivers_organisation (TdTx *tx, const char *organisation, TdLevel least, GError **error);
/* today: a day in the Committee's zone. */
GPtrArray *td_receivers_role (TdTx *tx, TdRole role, const char *today, GError **error);
/* Those of its permanent mission and its ministries. */
GPtrArray *td_receivers_mission (TdTx *tx, const char *state, const char *today,
                                 GError **error); /* the mission alone */
GPtrArray *td_receivers_state (TdTx *tx, const char *state, const char *today, GError **error);
