/* What a harvester asks, read from its arguments by the protocol's rules (OAI-PMH 2.0, sections 3.3, 3.5, 3.6, 4). Pure; private to this area. */
#pragma once

#include "areas/open_data/oai.h"

typedef struct {
    const char *verb;       /* a literal; NULL with code */
    const char *identifier; /* borrowed from the arguments; or NULL */
    TdOpenSearch search;    /* of the two lists */
    gboolean resuming;      /* by a resumption token */
    gboolean echo;          /* the request's arguments may be said again */
    const char *code;       /* an error of the protocol, or NULL */
    const char *sentence;
    char *kind, *state, *type; /* what search borrows */
} TdOaiAsk;
void td_oai_ask_clear (TdOaiAsk *ask);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdOaiAsk, td_oai_ask_clear)

void td_oai_ask (const TdOaiArgument *arguments, gsize n, TdOaiAsk *ret_ask);
/* The token with which the same list goes on behind a position; it holds all of the question. Free it. */
char *td_oai_token (const TdOaiAsk *ask, gint64 position);
