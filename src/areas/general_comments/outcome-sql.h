/* Rows of released dispositions; private to this area. */
#pragma once

#include "areas/general_comments/outcome.h"

gboolean td_outcome_load (TdTx *tx, const char *draft, TdOutcomeRelease *ret_release, GError **error);
/* *ret_new FALSE: it was there. */
gboolean td_outcome_put (TdTx *tx, const char *draft, const char *actor, gint64 at, gboolean *ret_new, GError **error);

typedef enum { TD_WRITER_PERSON, TD_WRITER_ORGANISATION, TD_WRITER_STATE } TdWriterKind;
typedef struct {
    TdWriterKind kind;
    char *id; /* iso3 of a State */
} TdDraftWriter;
/* Whoever wrote on the draft from an account, each once. Of TdDraftWriter. */
GPtrArray *td_outcome_writers (TdTx *tx, const char *draft, GError **error);
