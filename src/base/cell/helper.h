/* A helper: a program of ours that turns bytes of ours into other bytes, outside the server's process.
 *
 * Unlike a cell (cell.h) it needs files: fonts, and the tables of libraries. What it is given was made here, so it is not
 * expected to be taken over; but if it were, it has no network, starts no program, changes no file, and reads no file that belongs to an
 * instance. The parent bounds wall time and output and kills what goes over. One piece of work a process; then it ends.
 *
 * Example:
 *   GBytes *pdf = td_helper_run (program, "pdf", json, strlen (json), 60, 64 << 20, &error);
 */
#pragma once

#include <glib.h>

/* ---- in the parent ---- */

/* Runs program (absolute path) with word as its argument and input on its standard input; answers what it wrote. Blocks; any
 * thread. Errors (TD_CELL_ERROR): TD_ERROR_OURS when it could not be started or did not end well, TD_ERROR_TOO_LARGE
 * when it took more than `seconds` or wrote more than `output` bytes. */
GBytes *td_helper_run (const char *program, const char *word, const void *input, gsize size, int seconds, gsize output,
                       GError **error);

/* The same for a program of others, which knows nothing of td_helper_enter and starts programs of its own (a pipeline): it is closed
 * between its birth and its first instruction, and so is all that it starts. No network; no file made, changed or removed, though what needs one for
 * a moment must do without; no signal to another process and no leaving of its group, which is killed as one; where the kernel has Landlock it reads
 * and runs what stands below /usr and the files that every program needs of /etc and /dev, so nothing of an instance. memory and
 * seconds of CPU hold for each of its processes. argv: the program's absolute path, its words, NULL. */
GBytes *td_helper_run_foreign (const char *const *argv, const void *input, gsize size, int seconds, gsize memory,
                               gsize output, GError **error);

/* ---- in the child ---- */

/* Closes what a helper does not need, before its first byte of input: no socket, no new program or process (threads stay), no file to
 * write, remove or rename; where the kernel has Landlock, files are read below the folders named alone (NULL-terminated;
 * those that are not there are left out). memory in bytes, seconds of CPU. On failure the program must exit. */
gboolean td_helper_enter (const char *const *folders, gsize memory, int seconds, GError **error);
