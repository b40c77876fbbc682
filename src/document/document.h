/* A document from outside, as the reader found it.
 *
 * Files are parsed by treatydesk-reader, a program of its own in a cell (base/cell/cell.h); this part asks it
 * and distrusts its answer: every record is checked (known keys, types, bounds, valid UTF-8, pages that rise)
 * before it becomes a TdDocument. Then text/ adds languages, articles and kinds; that is no parsing
 * of formats and happens here.
 *
 * What is found: paragraphs in reading order with their heading path; headers, footers and page
 * numbers are dropped, hyphenated line ends joined, columns read down, right-to-left lines in reading
 * order. A heading "Recommendations" or "Questions" (six languages) turns what stands under it
 * into items: each numbered or bulleted item becomes a paragraph of that kind.
 */
#pragma once

#include "base/cell/cell.h"
#include "document/text-model.h"
#include "text/tagger.h"
#include <glib.h>
#include <jansson.h>

#define TD_DOCUMENT_ERROR (td_document_error_quark ())
GQuark td_document_error_quark (void);

typedef enum {
    TD_PARAGRAPH_TEXT,
    TD_PARAGRAPH_HEADING,
    TD_PARAGRAPH_QUESTION,
    TD_PARAGRAPH_RECOMMENDATION,
    TD_PARAGRAPH_FOOTNOTE,
    TD_PARAGRAPH_TABLE, /* one row; cells joined by " | " */
} TdParagraphKind;

const char *td_paragraph_kind_name (TdParagraphKind kind); /* "text", "heading", … */
gboolean td_paragraph_kind_from_name (const char *name, TdParagraphKind *ret_kind);

/* How bytes [from, to) of a paragraph's text stand in its file. */
typedef enum {
    TD_SPAN_STRONG = 1 << 0,
    TD_SPAN_EMPHASIS = 1 << 1,
    TD_SPAN_NOTE = 1 << 2, /* the call of a note, alone: "[3]" of the footnote with number "3" */
} TdWordStyle;
typedef struct {
    guint from, to, style; /* bits of TdWordStyle */
} TdWordSpan;

typedef struct {
    int n;     /* 1, 2, … in reading order */
    int page;  /* 1, 2, …; estimated where the format has no pages */
    int level; /* of a heading, 1 to 6; else 0 */
    TdParagraphKind kind;
    char *number;  /* as printed before the text: "12.", "(a)", or NULL */
    char *heading; /* the path of headings above it, " › " between, or NULL */
    char *text;
    const char *language; /* interned tag */
    GArray *articles;     /* of TdTag, best first */
    GArray *spans;        /* of TdWordSpan, ascending; NULL: none. Of DOCX and ODT alone; kept nowhere */
} TdParagraph;
TdParagraph *td_paragraph_new (void); /* empty, with no articles */
void td_paragraph_free (TdParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdParagraph, td_paragraph_free)

/* What a PDF says beside its text: properties, margins, outline, annotations. */
typedef struct {
    char *where; /* "properties", … */
    char *text;
} TdBeside;

typedef struct {
    const char *format; /* "pdf", "docx", "odt", "text", "markdown"; interned */
    int pages;
    gboolean pages_estimated;
    int pages_counted; /* towards the limit, by the profile's rule (without title page, contents, annexes, endnotes) */
    gint64 words;
    const char *language;  /* of the whole; interned */
    char *title;           /* or NULL */
    gboolean no_text;      /* a scan: pages with pictures and without text */
    GPtrArray *paragraphs; /* of TdParagraph */
    GPtrArray *beside;     /* of TdBeside; NULL: none. Kept nowhere */
} TdDocument;

void td_document_free (TdDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocument, td_document_free)

/* What of the whole does not count towards a limit of pages; from the profile. */
typedef struct {
    gboolean without_title_page, without_contents, without_annexes, without_endnotes;
    int words_a_page; /* for the estimate, e.g. 450 */
} TdPageRule;

/* Reads the file behind fd (from its start). tagger may be NULL: then no articles.
 * Blocks until the cell is done; any thread. TD_ERROR_INPUT with one plain sentence and the next step for: empty,
 * encrypted, damaged, not a document that we read, too much of it. A scan is no error: no_text is set. */
TdDocument *td_document_read (TdCellPool *cells, int fd, const TdTagger *tagger, const TdPageRule *rule,
                              GError **error);

/* The same for those who load a profile while the cell works: needs is called once, when the cell has answered, and gives
 * what td_document_read is given at the start. Its FALSE ends the reading. */
typedef gboolean (*TdDocumentNeeds) (gpointer data, const TdTagger **ret_tagger, const TdPageRule **ret_rule,
                                     GError **error);
TdDocument *td_document_read_with (TdCellPool *cells, int fd, TdDocumentNeeds needs, gpointer data, GError **error);

/* A text that was written here (document/text-model.h), as the same file would have been read: numbers as they are worked out, kinds and
 * articles found, languages as the text says. format is "text". rule is for the estimate of pages. Any thread. */
TdDocument *td_document_from_text (const TdText *text, const TdTagger *tagger, const TdPageRule *rule);

/* What to say of a document whose no_text is set: what that means and what to do. */
const char *td_document_no_text_advice (void);

/* The JSON of `treatydesk read --json` (issue's keys), and back (for rows at rest). Free with json_decref. */
json_t *td_document_to_json (const TdDocument *document);
