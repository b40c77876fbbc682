/* Filling the memory with a document that stands in two languages: paragraph by paragraph (areas/library/beside.h), then sentence by sentence. */
#pragma once

#include "areas/memory/memory.h"

typedef struct {
    gint64 paragraphs; /* rows in which both languages have something */
    gint64 pairs;      /* of sentences found there */
    gint64 added;      /* of them new in the memory */
} TdAligned;

/* Aligns two languages of a document of the library and puts the pairs in, in place of those that the same document gave between them before. Pairs
 * of which one side is empty, headings apart from text, and what is the same in both languages (numbers, symbols) are left out. TD_ACT_TRANSLATION_KEEP.
 * TD_ERROR_NOT_FOUND where the document lacks one of them. */
gboolean td_memory_align_document (TdInstance *instance, const TdViewer *viewer, const char *symbol_or_id,
                                   const char *from, const char *to, TdAligned *ret, GError **error);
/* The same for two files of one text (DOCX, PDF, text), which are read in their cells and beside each other by their printed numbers; name: what the
 * memory calls them. */
gboolean td_memory_align_files (TdInstance *instance, const TdViewer *viewer, int fd_a, const char *from, int fd_b,
                                const char *to, const char *name, TdAligned *ret, GError **error);
