#include "areas/area.h"
#include "areas/library/library-area.h"
#include "areas/library/pages.h"
#include "text/words.h"

static const TdField list_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                       { "type", TD_FIELD_LINE, 60 },
                                       { "language", TD_FIELD_LINE, 35 },
                                       { "page", TD_FIELD_LINE, 4 },
                                       { NULL } };
static const TdField page_fields[] = { { "language", TD_FIELD_LINE, 35 }, { "page", TD_FIELD_LINE, 4 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/documents", TD_ACT_PUBLIC_READ, .fields = list_fields, .handler = td_documents_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Documents of the library") },
    { "GET", "/{lang}/documents/{symbol*}", TD_ACT_PUBLIC_READ, .fields = page_fields, .handler = td_document_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("A document at its symbol, or one of its paragraphs") },
    { "GET", "/{lang}/documents/{id}/files/{language}", TD_ACT_PUBLIC_READ, .handler = td_document_file_page,
      .pool = TD_POOL_SLOW, .summary = N_ ("The file of a document as it came") },
    { NULL },
};

extern const TdArea td_library_area;
const TdArea td_library_area = { .name = "library", .routes = routes, .commands = td_library_commands };
