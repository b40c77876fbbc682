/* Roles of the body and of States, each for a term.
 *
 * A term has its first and its last day in the Committee's zone, both inclusive; without a last day it lasts until
 * somebody ends it. Whoever has an account is TD_ROLE_ORGANISATION without any term. What a term gives is asked
 * anew at every request: one whose last day was yesterday in Geneva gives nothing today, in an open session
 * either.
 *
 * Rules: a country rapporteur (of one State) and a chair are members over their whole term, and end with it;
 * nobody is rapporteur of a State in whose review they take no part; permanent mission and ministry are of a State
 * party, of one at a time; nobody is member or secretariat and acts for a State in the same days; the last
 * administrator stays. Whoever belongs to an organisation may be anything.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef struct {
    char *id;
    TdRole role;
    char *state;         /* iso3, or NULL */
    char *starts, *ends; /* days; ends may be NULL */
    gint64 given, ended; /* instants; ended 0: nobody ended it */
    gboolean in_force;   /* on the day of the list */
} TdTerm;
void td_term_free (TdTerm *term);

typedef struct {
    TdRole role;
    const char *state;  /* any case. Of a member: their nationality (conflicts.h), NULL where it is recorded already */
    const char *starts; /* NULL: today */
    const char *ends;   /* NULL: until it is ended */
} TdTermGiven;

/* TD_ACT_USER_ROLE. Journalled; the person is told by mail that something changed. TD_ERROR_NOT_FOUND: no such
 * account; TD_ERROR_CONFLICT: a rule above. *ret_id (may be NULL): free it. */
gboolean td_role_give (TdInstance *instance, const TdViewer *viewer, const char *person, const TdTermGiven *given,
                       char **ret_id, GError **error);
/* Ends a term now. TD_ACT_USER_ROLE; or TD_ACT_STATE_PEOPLE for a ministry's person of the viewer's own State:
 * what is not theirs is TD_ERROR_NOT_FOUND. */
gboolean td_role_end (TdInstance *instance, const TdViewer *viewer, const char *person, const char *term,
                      GError **error);

/* All terms, those in force or to come first, newest first; the rules are the caller's to have asked. Of TdTerm. */
GPtrArray *td_role_list (TdTx *tx, const char *person, const char *today, GError **error);

/* In a transaction of this area's own, whose actor was asked already: neither journals nor tells. */
gboolean td_role_give_in (TdTx *tx, TdInstance *instance, const char *person, const TdTermGiven *given, char **ret_id,
                          GError **error);
/* TD_ERROR_CONFLICT if nobody else whose account is open is an administrator today. */
gboolean td_role_not_last_administrator (TdTx *tx, TdInstance *instance, const char *person, GError **error);
