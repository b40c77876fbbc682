/* Setting up, replacing and removing a second factor. Each ends in a journal entry "person.second-factor".
 *
 * Who has none yet sets up the first with the session alone; afterwards every change asks for the password and a code. What is set
 * up holds only when a code of it was typed in; until then what was there holds. Then every other session of the person ends and
 * this browser gets a new cookie.
 */
#pragma once

#include "areas/people/second-factor.h"

enum { TD_SECOND_SET_UP_SECONDS = 30 * 60 };

typedef struct {
    const char *password, *code;
    gboolean about_code; /* out: whether a refusal speaks of the code */
} TdProof;

/* Whether td_second_begin_… and td_second_remove will ask for a code too: not where all printed ones are used up and this session
 * was opened with one. */
gboolean td_second_asks_code (const TdViewer *viewer, const TdSecond *second);

/* Makes a secret that waits; shown by td_second_app_waiting until it is confirmed or 30 minutes are over. */
gboolean td_second_begin_app (TdInstance *instance, const TdViewer *viewer, TdProof *proof, GError **error);
/* Secret and address ("otpauth:…") of what waits; NULL where nothing does. Free them. */
gboolean td_second_app_waiting (TdInstance *instance, const TdViewer *viewer, char **ret_secret, char **ret_uri,
                                GError **error);
gboolean td_second_confirm_app (TdInstance *instance, const TdViewer *viewer, const char *code, TdSignIn *ret,
                                GError **error);

/* TD_SECOND_CODES codes, told this once; they hold when one was typed in, which uses it up. Free with g_strfreev. */
gboolean td_second_begin_codes (TdInstance *instance, const TdViewer *viewer, TdProof *proof, GStrv *ret_codes,
                                GError **error);
gboolean td_second_confirm_codes (TdInstance *instance, const TdViewer *viewer, const char *code, TdSignIn *ret,
                                  GError **error);

/* The app, or else the codes. Without any left, the sessions are those of a password. */
gboolean td_second_remove (TdInstance *instance, const TdViewer *viewer, gboolean app, TdProof *proof, GError **error);

/* ---- an administrator, by command ---- */

typedef enum { TD_SECOND_RESET_APP, TD_SECOND_RESET_CODES, TD_SECOND_RESET_REMOVE } TdSecondReset;

/* Takes away what somebody had and gives them a new one, which holds at once; ends all their sessions. *ret_secret and *ret_uri,
 * or *ret_codes: told this once; NULL where not asked for. TD_ERROR_NOT_FOUND: no such account. */
gboolean td_second_reset (TdInstance *instance, const char *address, TdSecondReset reset, char **ret_secret,
                          char **ret_uri, GStrv *ret_codes, GError **error);
/* What somebody has. TD_ERROR_NOT_FOUND: no such account. */
gboolean td_second_of_address (TdInstance *instance, const char *address, TdSecond *ret, GError **error);
