/* Public texts of other areas in the search: questions and answers at a public meeting, what was said there,
 * drafts of general comments.
 *
 * An area puts a text here in the transaction in which it becomes public or changes, and removes it in the one in which it is public no more. Everything
 * here is read by everybody: a text of a closed part, or one that its writer wants for the Committee alone, never comes here. No name of a
 * person or organisation is kept beside it.
 *
 * To add a kind: a row in public-text.c, and its words.
 */
#pragma once

#include "store/store.h"

typedef struct {
    gint64 search_key;    /* of td_index_take_keys; its own for good */
    const char *kind;     /* "question", "answer", "caption", "draft" */
    const char *source;   /* word of the kind of source that said it (areas/library/source.h); NULL: not told */
    const char *state;    /* iso3 or NULL */
    const char *language; /* tag */
    int number;           /* of a question among those of its meeting, of a paragraph; 0: none */
    const char *path;     /* "/questions/ID": its address behind the language */
    const char *text;
    gint64 at;
    const GArray *articles; /* of int, may be NULL */
} TdPublicText;

/* Puts or replaces it. */
gboolean td_public_text_put (TdTx *tx, const TdPublicText *text, GError **error);
/* What is not there is no error. */
gboolean td_public_text_remove (TdTx *tx, gint64 search_key, GError **error);

/* What a text of this kind is called, English for td_words_fill with {number}; NULL: there is no such kind. */
const char *td_public_text_title (const char *kind);
