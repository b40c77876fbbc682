/* An account and what its owner and administrators may do with it.
 *
 * Closing ends every session at once and takes back the invitations that its owner wrote. Erasing destroys the
 * rows: address, name, password, roles, conflicts, memberships, sessions, factors, and the secret by which the
 * journal's hashes could be tied to a person. What they sent stays, without a person, or as their organisation's;
 * the journal's chain still holds.
 */
#pragma once

#include "areas/people/conflicts.h"
#include "areas/people/roles.h"

typedef struct {
    char *id, *address, *name, *locale; /* name, locale: NULL where none was given */
    gboolean mail_detail, disabled;
    gint64 created;
    GPtrArray *terms;     /* of TdTerm */
    GPtrArray *conflicts; /* of TdConflict */
} TdPerson;
void td_person_free (TdPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPerson, td_person_free)

/* One's own (TD_ACT_ACCOUNT_OWN), or anybody's (TD_ACT_USER_LIST). TD_ERROR_NOT_FOUND. */
TdPerson *td_person_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* By mail address as typed; TD_ACT_USER_LIST. */
TdPerson *td_person_by_address (TdInstance *instance, const TdViewer *viewer, const char *address, GError **error);

typedef struct {
    const char *words; /* in name or address; or NULL */
    const char *role;  /* word of a role in force; or NULL */
    int limit, offset; /* limit 0: 50 */
} TdPersonFilter;
/* TD_ACT_USER_LIST. Of TdPerson, by address. *ret_total (may be NULL): without the limit. */
GPtrArray *td_person_list (TdInstance *instance, const TdViewer *viewer, const TdPersonFilter *filter,
                           gint64 *ret_total, GError **error);

/* One's own name, language of letters, and whether letters may say what they are about. TD_ACT_ACCOUNT_OWN;
 * journalled. */
gboolean td_account_change (TdInstance *instance, const TdViewer *viewer, const char *name, const char *locale,
                            gboolean mail_detail, GError **error);
/* Closes or reopens. TD_ACT_USER_DISABLE; journalled; TD_ERROR_CONFLICT for the last administrator. Twice is once. */
gboolean td_account_disable (TdInstance *instance, const TdViewer *viewer, const char *person, gboolean disable,
                             GError **error);
/* TD_ACT_USER_DISABLE; journalled as "user.erase"; TD_ERROR_CONFLICT for the last administrator. Its owner is told
 * by mail. */
gboolean td_account_erase (TdInstance *instance, const TdViewer *viewer, const char *person, GError **error);

/* ---- those who act for a State ---- */

/* A permanent mission's view of its ministries' people: accounts with a term as ministry of the viewer's State.
 * TD_ACT_STATE_PEOPLE. Of TdPerson, whose terms are those alone; conflicts NULL. */
GPtrArray *td_state_people (TdInstance *instance, const TdViewer *viewer, GError **error);
/* Those it invited who have not come yet. Of TdInvitation. */
GPtrArray *td_state_invitations (TdInstance *instance, const TdViewer *viewer, GError **error);
/* Invites somebody to be a ministry's person of the viewer's own State. ends: a day or NULL. TD_ACT_STATE_PEOPLE;
 * journalled. */
gboolean td_state_invite (TdInstance *instance, const TdViewer *viewer, const char *address, const char *locale,
                          const char *ends, GError **error);
gboolean td_state_take_back (TdInstance *instance, const TdViewer *viewer, const char *invitation, GError **error);
