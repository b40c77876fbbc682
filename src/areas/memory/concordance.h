/* Concordance: how words were translated, in their sentences. Searched in one language, in the other, or in both at once. */
#pragma once

#include "areas/memory/memory.h"

typedef struct {
    const char *from, *to;
    const char *words; /* that a text of from has all; or "" */
    const char *other; /* that its translation has all; or "" */
    int offset, most;
} TdConcordanceQuery;

typedef struct {
    char *source, *target;
    GArray *in_source, *in_target; /* where the words stand: of TdToken (text/analyzer.h), text NULL */
    TdMemoryOrigin origin;
    char *name, *place; /* place or NULL */
} TdConcordanceRow;

typedef struct {
    GPtrArray *rows; /* of TdConcordanceRow, official documents first within a text, the oldest text first */
    gboolean more;   /* behind them */
} TdConcordance;
void td_concordance_free (TdConcordance *concordance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdConcordance, td_concordance_free)

/* TD_ERROR_INPUT when there is no word to search. */
TdConcordance *td_concordance (TdInstance *instance, const TdConcordanceQuery *query, GError **error);
/* {from, to, words, other, more, rows[{source, target, in_source[[start, end]], in_target, origin, name, place}]}; places in bytes of UTF-8. Free with
 * json_decref. */
json_t *td_concordance_to_json (const TdConcordanceQuery *query, const TdConcordance *concordance);
