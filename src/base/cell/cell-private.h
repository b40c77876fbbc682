/* Between the files of the cell: how a child is born. */
#pragma once

#include "base/cell/cell.h"

#include <sys/types.h>

/* Starts program with one word as its only argument, input and output as descriptors 0 and 1, nothing on 2, no others, and no
 * environment but UTF-8. posix_spawn does not copy the server's memory and is safe beside other threads. 0 or an errno. */
int td_cell_spawn (const char *program, const char *word, int input, int output, pid_t *ret_pid);

/* The ends a child is born with must not lie on 0, 1 or 2: dup2 would tread on them. Moves *fd above. */
void td_cell_lift (int *fd);
