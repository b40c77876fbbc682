/* People with an account. How they prove who they are is in passwords.h, sign-in.h, second-factor.h, mail-link.h;
 * what that opens in sessions.h. */
#pragma once

#include "areas/people/roles.h"

#define TD_PEOPLE_ERROR (td_people_error_quark ())
GQuark td_people_error_quark (void);

/* What an account begins with. */
typedef struct {
    const char *address, *password;
    const char *name, *locale; /* or NULL */
    TdTermGiven term;          /* role ORGANISATION: an account and no more */
} TdPersonNew;

/* TD_ACT_USER_ADD; journalled. A member needs a nationality (the term's state). TD_ERROR_CONFLICT when the address
 * has an account already, or for a rule of roles.h. *ret_id: free it. Slow on purpose. */
gboolean td_person_add_new (TdInstance *instance, const TdViewer *viewer, const TdPersonNew *new_one, char **ret_id,
                            GError **error);
/* The same for the command line, from today on and without an end. */
gboolean td_person_add (TdInstance *instance, const char *address, const char *password, TdRole role, const char *state,
                        char **ret_id, GError **error);

/* Whoever has the folder and its keys may do what an administrator and the secretariat may. */
#define TD_VIEWER_COMMAND                                                                                              \
    {                                                                                                                  \
        .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (SECRETARIAT) | TD_ROLE_BIT (ADMINISTRATOR),                       \
        .trust = TD_TRUST_SECOND, .actor = "command"                                                                   \
    }

/* A name as it is kept: one line of 1 to TD_LIMIT_NAME_CHARACTERS characters, without control characters and marks
 * of direction. NULL: TD_ERROR_INPUT. Free it. */
char *td_person_name (const char *typed, GError **error);
/* Whether letters are written in this language. */
gboolean td_person_locale_ok (const char *locale, GError **error);
/* An address as accounts keep it: in small letters, without spaces around. Free it. */
char *td_person_address (const char *typed);
