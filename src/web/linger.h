/* Lets those who are refused in the middle of an upload read why.
 *
 * A socket closed while bytes of the other side still come in is reset, and the browser then shows "connection reset" instead of
 * our page that says the file is too large. So such a socket is kept a while longer by a second descriptor, and what comes is
 * dropped unread, until the other side has seen the end: at most TD_LINGER_SECONDS and TD_LINGER_BYTES, at most TD_LINGERERS at once.
 */
#pragma once

#include <glib.h>

enum { TD_LINGER_SECONDS = 30, TD_LINGER_BYTES = 64 * 1024 * 1024, TD_LINGERERS = 64 };

typedef struct TdLinger TdLinger;

TdLinger *td_linger_new (void); /* starts its thread */
void td_linger_free (TdLinger *linger);
/* Takes another descriptor of this socket; any thread. Too many: does nothing. */
void td_linger_add (TdLinger *linger, int fd);
