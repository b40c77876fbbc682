/* OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html): what is public, for libraries that harvest.
 *
 * Verbs: Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords, GetRecord; format oai_dc; granularity to the second; deleted records are
 * kept for ever ("persistent"). Sets: "documents", "submissions", "state:GHA", "type:concluding-observations". An item is
 * "oai:HOST:ID". Each error of the protocol is answered as it says, with status 200.
 */
#pragma once

#include "areas/open_data/record.h"

typedef struct {
    const char *name, *value;
} TdOaiArgument;

/* The whole answer, UTF-8. arguments: as they came, repeated ones too. NULL with error only where the store fails. Free it. */
char *td_oai (TdInstance *instance, const TdOaiArgument *arguments, gsize n, GError **error);
