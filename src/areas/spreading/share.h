/* What one takes along: a picture card of a paragraph or a phrase of it, a leaflet. Made of what everybody reads; contract of the files in
 * document/spread-file.h.
 *
 * A quotation is the text's own words: a phrase that does not stand in the paragraph as it is written is refused, one that begins or ends within it
 * gets an ellipsis, and what is too long for a card is refused, never cut.
 */
#pragma once

#include "areas/spreading/summary.h"
#include "document/spread-file.h"

typedef struct {
    const char *document; /* id or symbol */
    const char *anchor;   /* "p23" */
    const char *language; /* NULL: the leading one */
    const char *phrase;   /* NULL or "": the whole paragraph */
    TdCardShape shape;
    const char *locale; /* for words of ours where the language is none of the interface's */
} TdCardWish;

typedef struct {
    TdLibraryDocument *document;
    char *language, *anchor;
    char *paragraph;     /* whole */
    char *quotation;     /* as it stands on the card, with its marks; NULL: too long, or not of the paragraph */
    char *symbol;        /* "CMW/C/GC/2, paragraph 23" */
    char *title;         /* of the document in that language */
    char *alt;           /* what the picture says, for those who do not see it */
    const char *problem; /* N_(): why there is no quotation; NULL: there is one */
} TdCard;
void td_card_clear (TdCard *card);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdCard, td_card_clear)
/* TD_ERROR_NOT_FOUND: there is no such document, language or paragraph. */
gboolean td_card_make (TdInstance *instance, const TdCardWish *wish, TdCard *ret_card, GError **error);
/* The picture; TD_ERROR_INPUT with the card's problem. Blocks. *ret_name: of the file; free it. */
GBytes *td_card_picture (TdInstance *instance, const TdCardWish *wish, char **ret_name, GError **error);

typedef struct {
    const char *document, *language; /* language NULL: the leading one */
    const char *summary;             /* id, or NULL: without one */
    const char *const *anchors;      /* NULL-terminated */
    const char *locale;
} TdLeafletWish;
/* TD_ERROR_INPUT: nothing was chosen, or too much. Blocks. *ret_name: of the file; free it. */
GBytes *td_leaflet_make (TdInstance *instance, const TdLeafletWish *wish, char **ret_name, GError **error);
