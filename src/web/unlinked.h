/* Temporary files without a name: they vanish with their descriptor, or with the process. */
#pragma once

#include <glib.h>

/* Open for reading and writing in this folder. -1 with errno. */
int td_unlinked_open (const char *folder);
/* All of it. FALSE with errno. */
gboolean td_unlinked_write (int fd, const void *bytes, gsize size);
