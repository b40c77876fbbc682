/* Being called: whoever has a PIN for a meeting may leave a number, and the gateway calls it through the trunk when the meeting opens or when their
 * turn comes near, and asks for the PIN likewise.
 *
 * The number is kept encrypted, is shown to nobody, and goes with the meeting, with the PIN, or when its owner says so. One for each
 * PIN. A call that is not answered is tried again, TD_LIMIT_PHONE_DIALS times in all. Which numbers may be called: `prefixes` of phone.ini.
 */
#pragma once

#include "areas/telephone/pin.h"

typedef struct {
    char *id, *pin;
    gboolean at_turn;
    char *status; /* "waits", "calls", "answered", "failed" */
    int tries;
    gint64 due, created;
    char *locale;   /* of who waits */
    GBytes *number; /* encrypted; private */
} TdPhoneCallback;
void td_phone_callback_free (TdPhoneCallback *callback);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPhoneCallback, td_phone_callback_free)

/* For the viewer's own PIN, in place of one before. typed: as people write numbers. TD_ERROR_INPUT; TD_ERROR_CONFLICT: they have no PIN, or nobody
 * can be called back. */
gboolean td_phone_callback_ask (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *typed,
                                gboolean at_turn, GError **error);
gboolean td_phone_callback_drop (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);
/* *ret_callback NULL: none. */
gboolean td_phone_callback_own (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                TdPhoneCallback **ret_callback, GError **error);

/* ---- the machinery's ---- */

/* To be called now. Of TdPhoneCallback. */
GPtrArray *td_phone_callbacks_due (TdInstance *instance, GError **error);
/* FALSE: it cannot be read. Free it. */
gboolean td_phone_callback_number (const TdInstance *instance, const TdPhoneCallback *callback, char **ret_number);
/* It is called now, was answered, or was not (and is tried again in two minutes, if there are tries left). Journalled. */
gboolean td_phone_callback_note (TdInstance *instance, const char *id, const char *status, GError **error);
