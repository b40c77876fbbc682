/* Between the parts of document/: what the reader's records said, checked, before texts are understood. */
#pragma once

#include "document/document.h"
#include "document/spreadsheet.h"

typedef enum { TD_BLOCK_PARAGRAPH, TD_BLOCK_HEADING, TD_BLOCK_ITEM, TD_BLOCK_FOOTNOTE, TD_BLOCK_ROW } TdBlockType;

typedef struct {
    TdBlockType type;
    int page, level;
    char *number; /* or NULL */
    char *text;
    const char *language; /* interned, where it is known; or NULL */
    GArray *spans;        /* of TdWordSpan, or NULL */
} TdBlock;

typedef struct {
    const char *format;
    int pages; /* 0: the format has none and gave no hint */
    gboolean pages_estimated, no_text;
    char *title;
    GArray *blocks;    /* of TdBlock */
    GPtrArray *beside; /* of TdBeside */
    gboolean head, ended;
    int last_page;
    guint spans; /* of all blocks */
} TdAnswer;

TdDocument *td_document_new (void);

/* Asks the reader about fd; every record is checked. NULL with a sentence. */
TdAnswer *td_reader_ask (TdCellPool *cells, int fd, GError **error);
void td_answer_free (TdAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAnswer, td_answer_free)

/* Takes one record into answer, as td_cell_run hands it over; user_data is a TdAnswer. FALSE when the record is
 * none that a well-behaved reader sends (fuzzed by fuzz/fuzz-records.c). */
TdAnswer *td_answer_new (void);
gboolean td_answer_take (const char *data, gsize size, gpointer user_data, GError **error);

/* Whether a reader's text may be shown: no control characters, at most so many bytes. */
gboolean td_answer_text_good (const char *text, gsize most);

/* For fuzz/: an empty sheet, and one record after a head that was right. */
TdSpreadsheet *td_spreadsheet_new (void);
gboolean td_spreadsheet_take (TdSpreadsheet *sheet, const char *data, gsize size, GError **error);

/* From blocks to a document: heading paths, languages, kinds, articles, pages. Takes what it likes of the answer. */
TdDocument *td_document_of_answer (TdAnswer *answer, const TdTagger *tagger, const TdPageRule *rule);

/* Words of a text: runs of letters and digits; of Chinese, where words are not set apart, ten characters count as six
 * words (the ratio in which translators count). */
gint64 td_count_words (const char *text);

/* Fills pages, the paragraphs' pages where they are estimated, and pages_counted. */
void td_document_count_pages (TdDocument *document, const TdPageRule *rule);
