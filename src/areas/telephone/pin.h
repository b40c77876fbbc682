/* PINs: who may come into a meeting by telephone, and as whom.
 *
 * A PIN is eight random digits for one person and one meeting. It is told once, to whom it was made for (on their page and in a
 * letter) or to the secretariat, who gives one to a guest without an account; the store has a keyed hash. A newer one ends the one before. It
 * ends some hours after the meeting, and then its row goes. Whoever may not attend the meeting (any more) has none that works: the door is
 * asked again at each call, with the account's rights of that moment and the trust of the session that asked for the PIN.
 *
 * Guessing: of one caller's number (kept as a keyed hash) and of all together only so many wrong PINs are taken; each is journalled, and
 * that a caller was locked too. A wrong PIN, one that is over or withdrawn, and one of a meeting that one may not know of any
 * more have one answer, so no PIN tells anything of a meeting.
 *
 * Errors: TD_TELEPHONE_ERROR and the door's.
 */
#pragma once

#include "areas/live/live.h"

#define TD_TELEPHONE_ERROR (td_telephone_error_quark ())
GQuark td_telephone_error_quark (void);

typedef struct {
    char *id, *meeting;
    char *person;  /* or NULL: a guest */
    char *speaker; /* for which speaker of the list a guest speaks, or NULL */
    char *shown;   /* the name by which they are called up */
    char *locale;
    TdTrust trust;
    gint64 expires, withdrawn, created;
} TdPhonePin;
void td_phone_pin_free (TdPhonePin *pin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPhonePin, td_phone_pin_free)

/* A new one for the viewer's own account, who may attend the meeting; told to them by letter too. shown: a name, or NULL: the one in the list
 * of speakers, else their account's. *ret_digits: free it. TD_ERROR_CONFLICT: the meeting is over. */
gboolean td_phone_pin_make (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *shown,
                            const char *locale, char **ret_digits, GError **error);
/* The viewer's own that works; *ret_pin NULL: they have none. TD_ERROR_NOT_FOUND: they may not know of the meeting. */
gboolean td_phone_pin_own (TdInstance *instance, const TdViewer *viewer, const char *meeting, TdPhonePin **ret_pin,
                           GError **error);
gboolean td_phone_pin_drop (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);

/* For a guest: TD_ACT_MEETING_PLAN on the meeting. speaker: an id of the meeting's list, or NULL. */
gboolean td_phone_pin_give (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *shown,
                            const char *speaker, char **ret_digits, GError **error);
/* All of a meeting, oldest first; TD_ACT_MEETING_PLAN. Of TdPhonePin. */
GPtrArray *td_phone_pins (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);
/* Ends one of them. */
gboolean td_phone_pin_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* ---- at the telephone ---- */

typedef enum { TD_PHONE_PIN_RIGHT, TD_PHONE_PIN_WRONG, TD_PHONE_PIN_LOCKED } TdPhonePinAnswer;
/* caller: the number, or the call's own name where none is told. *ret_pin where it is right. */
gboolean td_phone_pin_check (TdInstance *instance, const char *caller, const char *digits, TdPhonePinAnswer *ret_answer,
                             TdPhonePin **ret_pin, GError **error);
/* Who the caller is, with the rights of now: the account's, or a guest's own. The caller clears it. *ret_may FALSE: they may not be in the meeting
 * (any more). */
gboolean td_phone_pin_viewer (TdTx *tx, TdInstance *instance, const TdPhonePin *pin, const TdMeeting *meeting,
                              TdViewer *ret_viewer, gboolean *ret_may, GError **error);
/* Whether this speaker's turn is the caller's. */
gboolean td_phone_pin_is_speaker (TdTx *tx, const TdPhonePin *pin, const TdViewer *viewer, const TdSpeaker *speaker,
                                  gboolean *ret_is, GError **error);
/* By whom the caller is known in raised hands: the account's id, else the PIN's. */
const char *td_phone_pin_who (const TdPhonePin *pin);

/* A chore: what is over goes, with its callback and number. */
gboolean td_phone_forget (TdInstance *instance, GError **error);
