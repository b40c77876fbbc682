/* Between the files of the text model. */
#pragma once

#include "document/text-model.h"

TdTextParagraph *td_text_paragraph_new (TdTextKind kind); /* without id */
void td_text_paragraph_free (gpointer paragraph);
TdTextParagraph *td_text_paragraph_copy (const TdTextParagraph *paragraph);
TdTextSection *td_text_section_new (const char *id, const char *title, int level);
void td_text_section_free (gpointer section);
char *td_text_paragraph_id_new (void);

/* "", or a new array of a row's cells with one more in it. */
void td_text_add_cell (TdTextParagraph *row, GPtrArray *take_runs);

/* Valid, on one line, of good characters alone. NULL is "". Free it. */
char *td_text_clean (const char *words);
/* A character that may stand in a text: no control character, none that XML cannot hold. */
gboolean td_text_character_good (gunichar c);
/* The bare words of a paragraph whatever its kind: those of a row's cells apart by " | ". Free it. */
char *td_text_paragraph_plain (const TdTextParagraph *paragraph);
