/* Failures on demand, for the crash tests: the n-th write, sync or rename fails.
 *
 * Off unless the environment has, when the program starts,
 *   TREATYDESK_FAULT=KIND:N[+][:HOW]
 * KIND write, sync or rename; N the how-manieth of this process, from 1; "+": and all after it (a disk
 * that is full stays full); HOW ENOSPC, EIO (if left out) or KILL (the process ends there by SIGKILL, before
 * the operation). A failure says so on standard error, so that a test that counts up knows when to stop.
 * Counted are those of blobs (and of whoever else calls td_fault) and, through SQLite's file layer, those of the
 * embedded store. Off, it costs one test of a variable beside a system call.
 *
 *   TREATYDESK_FAULT=write:17:ENOSPC treatydesk submit …
 *   TREATYDESK_FAULT=sync:3:KILL treatydesk serve …
 *
 * Threads: any.
 */
#pragma once

#include <glib.h>

typedef enum { TD_FAULT_WRITE, TD_FAULT_SYNC, TD_FAULT_RENAME } TdFaultKind;

extern gboolean td_faults_on; /* set before main, never changed after */

gboolean td_fault_hit (TdFaultKind kind);

/* Ask before each such operation. TRUE: don't do it, errno is set. */
static inline gboolean td_fault (TdFaultKind kind)
{
    return G_UNLIKELY (td_faults_on) && td_fault_hit (kind);
}

/* Puts itself between SQLite and its files; called once, by sqlite.c, when faults are on. */
void td_faults_watch_sqlite (void);
