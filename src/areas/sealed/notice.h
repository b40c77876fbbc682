/* A mail that says that there is something new, for whoever came by the code of words and asked for it.
 *
 * Nobody is mailed who did not ask. The mail names nothing: no Committee, no State, no filing, and holds no link (TdMail.neutral). It goes out
 * once a day at most, at one hour for all (TD_SEALED_NOTICE_HOUR, UTC), so that neither its hour nor how many come tell what was done when.
 *
 * The server has to read the address to be able to send, so it cannot be sealed to officers. It stands apart from the filings: a row that names
 * its filing by a keyed hash alone, the address encrypted under a key that follows from the instance's pepper. So a stolen database tells neither;
 * whoever has it together with the server's keys can read both. No page, list, search or export shows it, not even to whoever gave it.
 *
 * Taken back, the row is erased at once, and a mail that waits is called back. When the filing or its case closes the row is erased; a mail
 * that waits then still goes, as it tells of the end.
 *
 * The journal says that somebody asked or took back, under a number that is drawn for the entry alone.
 *
 * Threads: any. Functions ending in _in are part of the caller's transaction, which it journals.
 */
#pragma once

#include "instance/instance.h"

enum { TD_SEALED_NOTICE_HOUR = 6 };

/* FALSE: this server sends no mail, so nobody can ask for one. */
gboolean td_sealed_notice_possible (const TdInstance *instance);

/* root: of a form (sending.h). An address that stands is replaced. locale: the mail's. TD_ERROR_INPUT: no address; TD_ERROR_CONFLICT: the filing is
 * closed, or this server sends no mail; TD_ERROR_NOT_FOUND: no such root. */
gboolean td_sealed_notice_ask (TdInstance *instance, const char *root, const char *address, const char *locale,
                               GError **error);
/* Twice is once. */
gboolean td_sealed_notice_take_back (TdInstance *instance, const char *root, GError **error);

gboolean td_sealed_notice_is_in (TdTx *tx, const TdInstance *instance, const char *filing, gboolean *ret_is,
                                 GError **error);
/* Something new stands there: sets the next mail, unless one is set already or nobody asked. */
gboolean td_sealed_notice_tell_in (TdTx *tx, TdInstance *instance, const char *filing, GError **error);
/* The filing, or its case, is closed: the address is erased. */
gboolean td_sealed_notice_end_in (TdTx *tx, const TdInstance *instance, const char *filing, GError **error);
