/* A tar archive (POSIX ustar), written as it comes; private to this area. Reading such files is others' work. */
#pragma once

#include <glib.h>

typedef gboolean (*TdTarSink) (const guint8 *bytes, gsize n, gpointer data, GError **error);

/* The head of one file. name: at most 99 bytes, plain. at: seconds since 1970. */
gboolean td_tar_head (const char *name, gint64 size, gint64 at, TdTarSink sink, gpointer data, GError **error);
/* Blanks up to the next block, behind size bytes of a file. */
gboolean td_tar_pad (gint64 size, TdTarSink sink, gpointer data, GError **error);
/* Two empty blocks: the end. */
gboolean td_tar_end (TdTarSink sink, gpointer data, GError **error);
