/* Closes what the gateway does not need, once its sockets and files are open.
 *
 * Afterwards it may speak by IPv4, IPv6 and Unix sockets, wait, and take memory. It opens no file (seccomp names what is allowed and
 * Landlock, where the kernel has it, knows no folder), starts no program and no process, gains no right, dumps no core.
 * SIP and RTP are read in a process that has nothing else to give away than the calls themselves.
 */
#pragma once

#include <glib.h>

/* sockets: how many it may have open. On failure the program must exit. */
gboolean phone_confine (int sockets, GError **error);
