/* A cell: a child process that can read its standard input and write its standard output, and nothing else.
 *
 * The child is a program of its own, started ahead of need (a pool of warm ones), closed by seccomp
 * (no sockets, no open, no exec, no fork), by Landlock where the kernel has it (no files at all; never
 * used for the network, whose rules Debian's kernel lacks) and by rlimits (memory, CPU time, no core,
 * no new files). One document a process; then it ends. The parent bounds wall time and output and kills
 * the whole of it. The child closes the doors itself (td_cell_enter) before it reads the first byte
 * from outside, and refuses to go on if it cannot.
 */
#pragma once

#include <glib.h>

#define TD_CELL_ERROR (td_cell_error_quark ())
GQuark td_cell_error_quark (void);

/* ---- in the child ---- */

/* Closes the doors. memory in bytes (on top of what is mapped already), seconds of CPU. On failure the
 * program must exit. Afterwards it may read descriptor 0, write descriptors 1 and 2, and take memory; any
 * other call of the kernel ends it (SIGSYS). So whatever opens a file (locales, converters, seeds) comes before. */
gboolean td_cell_enter (gsize memory, int seconds, GError **error);

/* After td_cell_enter: waits until the parent hands the file over and puts it on descriptor 0, whose
 * socket is gone from then on. FALSE without an error when the parent went away or has no more need. Where descriptor 0 is
 * no socket (a child run by hand, `program < file`) the file is there already and nothing happens. */
gboolean td_cell_receive (void);

/* Which version of Landlock holds this process: 0 where the kernel has none and seccomp stands alone. */
int td_cell_landlock (void);

/* ---- in the parent ---- */

typedef struct TdCellPool TdCellPool;

/* program: absolute path of the child's program, kept for starting; warm: how many wait started (0: none, started on demand). */
TdCellPool *td_cell_pool_new (const char *program, int warm);
void td_cell_pool_free (TdCellPool *pool); /* kills what waits */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCellPool, td_cell_pool_free)

/* Wall time and output a file may take, where they differ from limits.h (tests). Before the first run. */
void td_cell_pool_set_limits (TdCellPool *pool, int seconds, gsize output);

/* The only word of the child's command line, where it is another than "--cell" (treatydesk-reader's "--units"). A literal; before the first
 * run, with a pool that keeps none started. */
void td_cell_pool_set_word (TdCellPool *pool, const char *word);

/* One record of the child's answer, at most TD_LIMIT_CELL_RECORD bytes; FALSE with error stops (and kills). */
typedef gboolean (*TdCellRecordFunc) (const char *data, gsize size, gpointer user_data, GError **error);

/* Gives the child fd (already open; the child gets it as standard input) and reads its records: each a
 * 4-byte big-endian length and so many bytes. Blocks; any thread. Errors: TD_ERROR_INPUT with a
 * sentence for people when the child died, ran out of time, memory or output on this file (it is the file's
 * fault until shown otherwise); TD_ERROR_OURS when it could not be started. */
gboolean td_cell_run (TdCellPool *pool, int fd, TdCellRecordFunc on_record, gpointer user_data, GError **error);
