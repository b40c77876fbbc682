/* A text that was written here, as what a file would have been: bytes to keep and to hash, and a document with paragraphs.
 *
 * The bytes are Markdown, made by our own code alone: the same text gives the same bytes for ever (whoever changes how they are made
 * breaks nothing that is kept, since what is kept is kept as bytes). They can be read by anybody without a program of ours.
 *
 * Threads: any; pure functions.
 */
#pragma once

#include "document/document.h"
#include "document/text-model.h"

/* Headings by level under the title, paragraphs with their numbers, quotations, rows of tables, and the articles that a
 * paragraph was said to be about below it. UTF-8, LF, one line end at the end. text is numbered already (td_text_number). */
GBytes *td_text_to_markdown (const TdText *text);

/* Notes of a text become paragraphs of the document that td_document_from_text made of it, each behind its own. tagger may be NULL. */
void td_document_put_notes (TdDocument *document, const TdText *text, const TdTagger *tagger);

/* How a document is made of a text. */
typedef struct {
    const char *questions, *recommendations; /* ids of the sections whose paragraphs propose such; or NULL */
    const TdTagger *tagger;                  /* or NULL */
    const TdPageRule *rule;
} TdTextReading;
/* td_document_from_text for who knows more of the text than a file says: which sections propose something, the articles that the text
 * itself says (confidence 1), notes as paragraphs of their own. format is "markdown". */
TdDocument *td_document_of_text (const TdText *text, const TdTextReading *reading);
