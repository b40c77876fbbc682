/* Rows of citations; private to this area. */
#pragma once

#include "areas/citations/citation-use.h"

/* Where citations stand: one of both. */
typedef struct {
    const char *submission, *document;
} TdCiting;

gboolean td_citation_forget (TdTx *tx, const TdCiting *citing, GError **error);
/* symbol "": the concluding observations on state. */
gboolean td_citation_put (TdTx *tx, const TdCiting *citing, int n, const char *symbol, const char *state, int first,
                          int last, GError **error);

/* A paragraph that may cite. Of TdCitingParagraph, in order. */
typedef struct {
    int n;
    char *text;
} TdCitingParagraph;
/* *ret_state, *ret_symbol: of the text, or NULL; free them. An empty list where there is no such text. */
GPtrArray *td_citation_paragraphs (TdTx *tx, const TdCiting *citing, char **ret_state, char **ret_symbol,
                                   GError **error);

/* What cites any of these symbols (of char *), or with state "the concluding observations" on it; the newest first, submissions then documents.
 * Appends TdUse. */
gboolean td_citation_select (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const GPtrArray *symbols,
                             const char *state, GPtrArray *uses, GError **error);
/* What one text cites, in its order. Appends TdUse. */
gboolean td_citation_select_of (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdCiting *citing,
                                GPtrArray *uses, GError **error);
/* Symbols and ids of documents whose symbol is joint: appends id, symbol, id, symbol … */
gboolean td_citation_joint (TdTx *tx, GPtrArray *pairs, GError **error);
