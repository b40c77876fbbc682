/* A ZIP in memory, as OPC and ODF want it: no times, no extra fields, UTF-8 names, the same bytes for the same text. (libarchive writes
 * extra fields, which ODF forbids for its first member; so this is ours, with zlib to compress.) */
#pragma once

#include <glib.h>

typedef struct Zip Zip;

Zip *zip_new (void);
/* stored: not compressed, as ODF wants its mimetype. Takes member. */
void zip_add (Zip *zip, const char *name, GBytes *take_member, gboolean stored);
GBytes *zip_end (Zip *zip); /* frees zip */
