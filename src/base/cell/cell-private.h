/* Between the files of the cell: how a child is born. */
#pragma once

#include "base/cell/cell.h"

#include <sys/types.h>

/* Starts program with one word as its only argument, input and output as descriptors 0 and 1, nothing on 2, no others, and no
 * environment but UTF-8. posix_spawn does not copy the server's memory and is safe beside other threads. 0 or an errno. */
int td_cell_spawn (const char *program, const char *word, int input, int output, pid_t *ret_pid);

/* The ends a child is born with must not lie on 0, 1 or 2: dup2 would tread on them. Moves *fd above. */
void td_cell_lift (int *fd);

/* Between the files of helpers. The filter (libseccomp's context, to be released) of what a helper may not do: no network, no file made,
 * changed or removed, no other process touched or left; where it starts no programs, no process started. NULL when there is not memory for it. */
gpointer td_helper_filter (gboolean starts_programs);
/* Landlock's rules: files below these folders may be read (and run where it starts programs), nothing else. *ret_rules: a descriptor to close, -1
 * where the kernel has no Landlock. FALSE with errno. */
gboolean td_helper_rules (const char *const *folders, gboolean starts_programs, int *ret_rules);

/* td_cell_spawn for a program of others (td_helper_run_foreign). */
int td_helper_spawn_foreign (const char *const *argv, int input, int output, gsize memory, int seconds, pid_t *ret_pid);
