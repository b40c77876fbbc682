/* Codes of an authenticator app: RFC 6238 over RFC 4226. SHA-1, 30 seconds, 6 digits, the step before and after taken too.
 *
 * Pure: no store, no clock. Whoever takes a code keeps its step and takes none at or before it again.
 */
#pragma once

#include <glib.h>

enum { TD_TOTP_SECRET_BYTES = 20, TD_TOTP_DIGITS = 6, TD_TOTP_SECONDS = 30 };

/* RFC 4226's code of that many digits (at most 8) for a counter. */
guint32 td_hotp (const guint8 *secret, gsize size, guint64 counter, int digits);
/* The step in which an instant lies. */
gint64 td_totp_step (gint64 now);
/* Whether text (spaces are passed over) is the code of the step of now, the one before or the one behind, and later
 * than the step after; *ret_step: which. */
gboolean td_totp_match (const guint8 secret[TD_TOTP_SECRET_BYTES], const char *text, gint64 now, gint64 after,
                        gint64 *ret_step);

/* Base 32 (RFC 4648) without filling. Free it. */
char *td_totp_secret_text (const guint8 secret[TD_TOTP_SECRET_BYTES]);
/* "otpauth://totp/…" as apps read it. issuer, account: shown by the app. Free it. */
char *td_totp_uri (const guint8 secret[TD_TOTP_SECRET_BYTES], const char *issuer, const char *account);
