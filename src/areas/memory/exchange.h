/* The memory and the glossary as files: bringing in, taking out (document/units.h). */
#pragma once

#include "areas/memory/glossary.h"
#include "areas/memory/memory.h"
#include "document/units.h"

typedef struct {
    gint64 units; /* in the file */
    gint64 pairs; /* of texts in them */
    gint64 added; /* of them new in the memory */
    gint64 codes; /* that were left out of texts */
} TdMemoryImported;

/* Brings in every translated unit of a file: of several languages each with each. from, to: languages where the file does not say them, or
 * NULL; "en-GB" counts as the profile's "en". name: what the memory calls the file. TD_ACT_TRANSLATION_KEEP. A long file is written in pieces, so that what came before a line that cannot be
 * read is there; bringing the mended file in again adds the rest. Blocks. */
gboolean td_memory_import (TdInstance *instance, const TdViewer *viewer, int fd, const char *name, const char *from,
                           const char *to, TdMemoryImported *ret, GError **error);
/* Writes pairs into a stream: of two languages, or with both NULL of all (TMX alone). Any format but TBX and DOCX. */
gboolean td_memory_export (TdInstance *instance, TdUnitsFormat format, const char *from, const char *to, FILE *out,
                           gint64 *ret_pairs, GError **error);

/* A file's concepts (TBX) or its pairs, each as a term. TD_ACT_TRANSLATION_KEEP. *ret_kept as of td_glossary_put. */
gboolean td_glossary_import (TdInstance *instance, const TdViewer *viewer, int fd, const char *name, gint64 *ret_kept,
                             GError **error);
/* All terms as TBX. Free it. */
char *td_glossary_tbx (const TdGlossary *glossary);
