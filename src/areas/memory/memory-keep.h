/* Long writes to the memory, in pieces, so that others are not kept waiting; private to this area. */
#pragma once

#include "areas/memory/memory.h"

/* Puts pairs in place of what came from there between two languages. *ret_new counts those that were not there. TD_ACT_TRANSLATION_KEEP. */
gboolean td_memory_replace (TdInstance *instance, const TdViewer *viewer, TdMemoryOrigin origin, const char *name,
                            const char *from, const char *to, const TdMemoryPair *pairs, gsize n, gint64 *ret_new,
                            GError **error);
