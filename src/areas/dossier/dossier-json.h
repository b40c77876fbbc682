/* The dossier as data. */
#pragma once

#include "areas/dossier/dossier.h"

/* {state, cycle, from, until, sources[{source, papers[{submission, document, symbol, title, who, type, day, received, public, address}]}],
 * articles[{article, state, un, regional, nhri, civil_society, committee, paragraphs[{source, submission, document, symbol, who, n, page, anchor, language,
 * priority, confidence, text, address, file}]}], unreported[{symbol, paragraph, text, only_state, maybe}]}. Of each article and source the
 * TD_LIMIT_DOSSIER_EXTRACTS first paragraphs. What of it is not public is noted as read. */
json_t *td_dossier_to_json (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle, GError **error);
