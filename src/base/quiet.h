/* A process that leaves little behind of what it was told: for the server.
 *
 * What glibc frees stays in memory as it was until somebody else writes there. Two of its documented settings (glibc.malloc.perturb,
 * glibc.malloc.tcache_count: "Tunables" in its manual) let it overwrite each piece as it is freed; they are read when a program starts, so the process
 * starts itself anew with them, once, under the same number. GLib's own allocator of small pieces is left out for the same reason. The process
 * dumps no core, and nobody but root may look into it.
 */
#pragma once

/* At the very start, before a thread or a file is open. Returns in the process as it then is; where it cannot be started anew (a /proc that is not
 * there) it goes on as it was. */
void td_quiet_process (void);

/* At the end of work on what somebody sent: overwrites what it left below on this thread's stack and in the processor's vector registers (a thread that
 * waits keeps in them what it copied last). Some microseconds. */
void td_quiet_leave (void);
