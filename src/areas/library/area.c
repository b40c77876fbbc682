#include "areas/area.h"
#include "areas/library/import-batch.h"
#include "areas/library/library-area.h"
#include "areas/library/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField list_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                       { "type", TD_FIELD_LINE, 60 },
                                       { "language", TD_FIELD_LINE, 35 },
                                       { "page", TD_FIELD_LINE, 4 },
                                       { NULL } };
static const TdField page_fields[] = { { "language", TD_FIELD_LINE, 35 }, { "page", TD_FIELD_LINE, 4 }, { NULL } };
/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
static const TdField import_fields[] = { { "file", TD_FIELD_FILE },
                                         { "symbol", TD_FIELD_LINE, 4 * TD_LIMIT_SYMBOL_CHARACTERS },
                                         { "language", TD_FIELD_LINE, 2 * TD_LIMIT_LANGUAGE_CHARACTERS },
                                         { "type", TD_FIELD_LINE, 60 },
                                         { "state", TD_FIELD_LINE, 3 },
                                         { "title", TD_FIELD_LINE, 4 * TD_LIMIT_TITLE_CHARACTERS },
                                         { "date", TD_FIELD_LINE, 40 },
                                         { "body", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                         { "replace", TD_FIELD_CHOICES, 1 },
                                         { NULL } };

static const TdField many_fields[] = { { "sheet", TD_FIELD_FILE },
                                       { "files", TD_FIELD_FILES, TD_LIMIT_IMPORT_BATCH_FILES },
                                       { NULL } };
static const TdField batch_fields[] = { { "page", TD_FIELD_LINE, 4 }, { NULL } };
static const TdField batch_post_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                             { "version", TD_FIELD_LINE, 12 },
                                             { "sheet", TD_FIELD_FILE },
                                             { "files", TD_FIELD_FILES, TD_LIMIT_IMPORT_BATCH_FILES },
                                             { "map-*", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                             { "keep_as", TD_FIELD_LINE, 4 * TD_LIMIT_SYMBOL_CHARACTERS },
                                             { "replace", TD_FIELD_CHOICES, 1 },
                                             { NULL } };

static const TdField beside_fields[] = { { "with", TD_FIELD_CHOICES, 6 }, { "page", TD_FIELD_LINE, 4 }, { NULL } };
static const TdField languages_fields[] = { { "page", TD_FIELD_LINE, 4 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/documents", TD_ACT_PUBLIC_READ, .fields = list_fields, .handler = td_documents_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Documents of the library") },
    { "GET", "/{lang}/documents/{symbol*}", TD_ACT_PUBLIC_READ, .fields = page_fields, .handler = td_document_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("A document at its symbol, or one of its paragraphs") },
    { "GET", "/{lang}/documents/{id}/files/{language}", TD_ACT_PUBLIC_READ, .handler = td_document_file_page,
      .pool = TD_POOL_SLOW, .summary = N_ ("The file of a document as it came") },
    { "GET", "/{lang}/documents/{id}/as/{language}/{format}", TD_ACT_PUBLIC_READ, .handler = td_document_export_page,
      .pool = TD_POOL_SLOW, .summary = N_ ("A document of the library as a file of another format") },
    { "GET", "/{lang}/documents/{id}/cite/{language}/{format}", TD_ACT_PUBLIC_READ, .handler = td_document_cite_page,
      .summary = N_ ("How a document is cited, for programs that keep citations") },
    { "GET", "/{lang}/documents/{id}/beside", TD_ACT_PUBLIC_READ, .fields = beside_fields,
      .handler = td_document_beside_page, .cache = TD_CACHE_PUBLIC,
      .summary = N_ ("A document in two or three languages side by side") },
    { "GET", "/{lang}/document-languages", TD_ACT_PUBLIC_READ, .fields = languages_fields,
      .handler = td_document_languages_page, .cache = TD_CACHE_PUBLIC, .json = TRUE,
      .summary = N_ ("Which document is there in which language") },
    { "GET", "/{lang}/desk/documents", TD_ACT_DOCUMENT_IMPORT, .handler = td_document_import_page,
      .summary = N_ ("Bring a document into the library") },
    { "POST", "/{lang}/desk/documents", TD_ACT_DOCUMENT_IMPORT, .fields = import_fields, .pool = TD_POOL_SLOW,
      .handler = td_document_import_post, .summary = N_ ("Bring a document into the library") },
    { "GET", "/{lang}/desk/documents/many", TD_ACT_DOCUMENT_IMPORT, .handler = td_import_many_page,
      .summary = N_ ("Bring many documents in") },
    { "POST", "/{lang}/desk/documents/many", TD_ACT_DOCUMENT_IMPORT, .fields = many_fields, .pool = TD_POOL_SLOW,
      .handler = td_import_many_post, .summary = N_ ("Bring many documents in") },
    { "GET", "/{lang}/desk/documents/many/{batch}", TD_ACT_DOCUMENT_IMPORT, .fields = batch_fields,
      .handler = td_import_batch_page, .summary = N_ ("What a spreadsheet and its files would bring in") },
    { "POST", "/{lang}/desk/documents/many/{batch}", TD_ACT_DOCUMENT_IMPORT, .fields = batch_post_fields,
      .pool = TD_POOL_SLOW, .handler = td_import_batch_post,
      .summary = N_ ("What a spreadsheet and its files would bring in") },
    { NULL },
};

static const TdChore chores[] = { { "spreadsheets that wait", 3600, td_import_batches_purge }, { NULL } };

extern const TdArea td_library_area;
const TdArea td_library_area = {
    .name = "library", .routes = routes, .commands = td_library_commands, .chores = chores
};
