/* Languages of one document beside each other, paragraph by paragraph.
 *
 * Printed numbers are what the languages share: a paragraph 34 is paragraph 34 in each of them. What stands between two numbers (headings,
 * items, notes) is set one to one where each language has as many of the same kinds; where they differ, all of it stands in one row. A pure
 * function: nothing here reads the store. */
#pragma once

#include "areas/library/library.h"

typedef struct {
    const char *anchor; /* of the first language that has the row's first paragraph; borrowed */
    guint *from, *n;    /* for each language: which of its paragraphs, from 0; n 0: it lacks them */
} TdBesideRow;

/* texts: for each language its paragraphs (of TdLibraryParagraph), n_texts at least 1. Of TdBesideRow, in order; each paragraph of each language
 * stands in one row, in its own order. Free with g_ptr_array_unref; borrows from texts. */
GPtrArray *td_beside (const GPtrArray *const *texts, guint n_texts);
