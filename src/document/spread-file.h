/* What one spreads: a picture card with a quotation as PNG, a leaflet as PDF. Both are made by treatydesk-writer (writer.h), with Pango, Cairo
 * and Noto: right to left where the language is so.
 *
 * A quotation is never cut: what does not fit into a card is refused, and td_card_fits says so before.
 */
#pragma once

#include <glib.h>

typedef enum { TD_CARD_WIDE, TD_CARD_SQUARE, TD_N_CARDS } TdCardShape;
const char *td_card_shape_word (TdCardShape shape); /* "wide", "square" */
gboolean td_card_shape_from_word (const char *word, TdCardShape *ret_shape);
/* 1200 by 630, as pages that link elsewhere show it; 1080 by 1080. */
void td_card_size (TdCardShape shape, int *ret_width, int *ret_height);
/* Whether a quotation is short enough to be read on a card: at most TD_LIMIT_CARD_CHARACTERS, those of Chinese counted twice. */
gboolean td_card_fits (const char *quotation);

typedef struct {
    TdCardShape shape;
    const char *language;  /* of the quotation, a tag */
    const char *quotation; /* with the marks that its language puts around it */
    const char *source;    /* "General comment No. 2 (2013)", or NULL */
    const char *symbol;    /* "CMW/C/GC/2, paragraph 23" */
    const char *body;      /* "Committee on Migrant Workers" */
    const char *address;   /* where to read it, or NULL */
} TdCardFile;
/* program: td_instance_writer_path. PNG. Errors as td_text_write's. */
GBytes *td_card_write (const char *program, const TdCardFile *card, GError **error);

typedef struct {
    const char *number; /* "23", or NULL */
    const char *text;
} TdLeafletParagraph;

typedef struct {
    const char *language; /* a tag */
    const char *body, *title, *symbol;
    const char *about;   /* what the summary is: "In short, by …: not the Committee's words"; NULL: there is none */
    const char *summary; /* lines; or NULL */
    const char *summary_language; /* a tag; NULL where there is no summary */
    const char *chosen;           /* what stands above the paragraphs: "From the text" */
    const TdLeafletParagraph *paragraphs;
    gsize n_paragraphs;
    const char *more;           /* "Read all of it, in other languages too" */
    const char *address;        /* what the code holds, as it can be typed */
    const char *const *modules; /* of td_code_modules */
} TdLeafletFile;
/* PDF, A4, one page or both sides of one. */
GBytes *td_leaflet_write (const char *program, const TdLeafletFile *leaflet, GError **error);

/* The rows of a QR code that holds a text, '1' dark and '0' light. NULL: it does not fit, which no address of ours does. g_strfreev it. */
char **td_code_modules (const char *text);
