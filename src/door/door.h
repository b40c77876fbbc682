/* One door: may this person do this to that thing?
 *
 * One function decides for pages, API, search, feeds, files and commands, from role, relation,
 * phase and confidentiality; lists filter by the same rule in SQL (td_door_filter). Rules stand in one table in
 * door.c; tests/door/ walks every act with every role and every state of a thing.
 *
 * A thing that a viewer may not know of answers as one that does not exist (TD_ERROR_NOT_FOUND), so that an
 * address tells nothing. A refusal of an act on a known thing says who may ("if you signed in, you could").
 */
#pragma once

#include "door/acts.h"
#include "store/store.h"

#define TD_DOOR_ERROR (td_door_error_quark ())
GQuark td_door_error_quark (void);

const char *td_act_word (TdAct act);
const char *td_act_meaning (TdAct act); /* "publish, refuse or withhold a submission" */
const char *td_role_word (TdRole role);
const char *td_role_meaning (TdRole role);
gboolean td_role_from_word (const char *word, TdRole *ret_role);

/* Who asks. Nobody signed in: role PUBLIC, person NULL. */
typedef struct {
    TdRole role;
    const char *person;  /* id or NULL */
    const char *state;   /* a member's own State (iso3): no part in its review. A member whose State is not
                          * known (NULL) reads what the public reads, since the conflict cannot be told */
    const char *session; /* sign-in session id or NULL */
} TdViewer;

typedef enum {
    TD_STATUS_DRAFT,     /* being written; its sender alone */
    TD_STATUS_RECEIVED,  /* sent; for its sender and the Committee */
    TD_STATUS_PUBLISHED, /* its sender chose public and the secretariat said yes */
    TD_STATUS_REFUSED,   /* not taken; its sender and the secretariat see it with the reason */
    TD_STATUS_WITHHELD,  /* taken, but not shown to the public; with a reason */
} TdStatus;

typedef enum {
    TD_VISIBILITY_COMMITTEE,     /* "confidential": the Committee alone; also what silence means */
    TD_VISIBILITY_NAME_WITHHELD, /* text public, sender's name for the Committee alone */
    TD_VISIBILITY_PUBLIC,
} TdVisibility;

const char *td_status_word (TdStatus status);
gboolean td_status_from_word (const char *word, TdStatus *ret);
const char *td_visibility_word (TdVisibility visibility); /* "confidential", "name-withheld", "public" */
gboolean td_visibility_from_word (const char *word, TdVisibility *ret);

/* What is asked about. All zero for acts without a thing. */
typedef struct {
    TdStatus status;
    TdVisibility visibility;
    const char *state; /* iso3 it is about */
    gboolean mine;     /* the viewer sent it: by account or by the draft's key */
} TdThing;

/* Whether the role alone opens the act, without any relation: for menus and for "Who can see what". */
gboolean td_door_role_may (TdRole role, TdAct act);
/* Whether being the sender of a thing opens the act on it, whatever the role. */
gboolean td_door_relation_may (TdAct act);

/* TRUE: yes. FALSE with TD_ERROR_NOT_FOUND or TD_ERROR_NOT_ALLOWED. thing NULL for acts without one. */
gboolean td_door_may (const TdViewer *viewer, TdAct act, const TdThing *thing, GError **error);
/* The one answer for what is not there and for what the viewer may not know of: the same words, so that an
 * address tells nothing. Returns FALSE. */
gboolean td_door_unknown (GError **error);
/* Whether the viewer may see the sender's name of this thing. */
gboolean td_door_may_see_name (const TdViewer *viewer, const TdThing *thing);

/* Adds " and (…)" that keeps the rows the viewer may read of table submission under the alias s
 * (columns status, visibility, state, person). Drafts are in no list, their sender's neither: the way to one is its key. */
void td_door_filter (TdQuery *query, const TdViewer *viewer);
