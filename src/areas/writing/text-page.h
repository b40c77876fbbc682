/* A text of ours as a part of a page: numbered paragraphs with ids, notes, tables, articles in the margin, changes marked. One renderer for
 * papers, reports, the library and the dossier. */
#pragma once

#include "document/text-model.h"
#include "web/html.h"

typedef struct {
    gboolean no_articles; /* nothing in the margin */
    gboolean low;         /* headings are h3 (below a page's own h2) */
    gboolean sources;     /* TdTextParagraph.source is shown: only for those who may know */
    const char *locale;   /* in whose letters lists of articles are written; NULL: like's */
    /* A path (with language) that leads from a section's heading to it, or NULL; NULL: none. Free it. */
    char *(*edit) (const char *section, gpointer data);
    gpointer data;
} TdTextLook;

/* Numbers are those of the text (td_text_number). like: of the page it goes into. Free with td_markup_free. */
TdMarkup *td_text_markup (const TdText *text, const TdTextLook *look, const TdHtml *like);
/* The words of one paragraph alone, without its number and notes. */
TdMarkup *td_text_runs_markup (const GPtrArray *runs, const TdHtml *like);

/* For pages that show paragraphs one by one: words with the calls of their notes, and then those notes as a list. */
typedef struct TdTextNotes TdTextNotes;
TdTextNotes *td_text_notes_new (int before); /* so many notes of the text stand before the first paragraph */
void td_text_notes_free (TdTextNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTextNotes, td_text_notes_free)
TdMarkup *td_text_noted_markup (TdTextNotes *notes, const GPtrArray *runs, const TdHtml *like);
/* Those that were called so far. NULL: none. */
TdMarkup *td_text_notes_markup (const TdTextNotes *notes, const TdHtml *like);
/* How many notes hang on a paragraph. */
int td_text_notes_of (const TdTextParagraph *paragraph);
