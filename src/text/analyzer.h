/* One analyzer: text of any language becomes tokens once; those tokens feed the search index of both
 * engines, highlighting, similarity and the tagger.
 *
 * Steps: ICU word segmentation (dictionary for Chinese), case folding, NFKC, marks removed where
 * they carry no meaning (Arabic tashkil and tatweel, alef and ya forms; Latin accents are
 * folded after stemming so that "détenus" and "detenus" meet), Snowball stem of the language, then
 * a small lexicon of irregulars (text/lexicon/LANG.csv: detained and detention meet; juez and
 * jueces). Each token is letters and digits only, at most 64 bytes.
 *
 * A query is analyzed with every interface language that its script allows, since nobody says in
 * which language they search: td_analyze_query gives the alternatives of each word.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *text;    /* the token */
    guint32 start; /* bytes into the text it came from */
    guint32 end;
} TdToken;

typedef struct {
    GArray *tokens; /* of TdToken */
} TdTokens;

TdTokens *td_analyze (const char *utf8, gssize length, const char *language);
void td_tokens_free (TdTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTokens, td_tokens_free)

/* All tokens, one space between: what the search index takes. Free it. */
char *td_tokens_join (const TdTokens *tokens);

/* The words of a query, each with its stems in the languages it may be of: a GPtrArray (of GStrv, none empty,
 * without doubles inside). Stop words are left out unless nothing else remains. At most TD_LIMIT_SEARCH_TERMS
 * words. language: a filter language or NULL for any. */
GPtrArray *td_analyze_query (const char *utf8, const char *language);

/* Where words of the query stand in utf8 (of language): byte ranges, ascending, not overlapping, as a GArray
 * of TdToken with text NULL. query as from td_analyze_query. */
GArray *td_analyze_highlights (const char *utf8, const char *language, const GPtrArray *query);
