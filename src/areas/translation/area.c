#include "areas/area.h"
#include "areas/translation/pages.h"
#include "areas/translation/translation-area.h"
#include "base/limits.h"
#include "text/words.h"

enum { LANGUAGE = 4 * TD_LIMIT_LANGUAGE_CHARACTERS };

static const TdField list_fields[] = { { "language", TD_FIELD_LINE, LANGUAGE },
                                       { "page", TD_FIELD_LINE, 4 },
                                       { NULL } };
static const TdField propose_fields[] = { { "language", TD_FIELD_LINE, LANGUAGE },
                                          { "source", TD_FIELD_LINE, LANGUAGE },
                                          { "organisation", TD_FIELD_LINE, 16 },
                                          { NULL } };
static const TdField project_fields[] = {
    { "state", TD_FIELD_LINE, 20 }, { "after", TD_FIELD_LINE, 7 }, { "done", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField do_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                     { "credit", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                     { "reason", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                     { NULL } };
/* saved, reviewed, beside: the sentence of which the page says that; use: which words of the memory stand in the field. */
static const TdField segment_fields[] = { { "edit", TD_FIELD_LINE, 1 },   { "use", TD_FIELD_LINE, 10 },
                                          { "saved", TD_FIELD_LINE, 7 },  { "reviewed", TD_FIELD_LINE, 7 },
                                          { "beside", TD_FIELD_LINE, 7 }, { NULL } };
static const TdField write_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                        { "version", TD_FIELD_LINE, 9 },
                                        { "beside", TD_FIELD_LINE, 16 },
                                        { "edit", TD_FIELD_LINE, 1 },
                                        { "use", TD_FIELD_LINE, 10 },
                                        { "saved", TD_FIELD_LINE, 7 },
                                        { "reviewed", TD_FIELD_LINE, 7 },
                                        { "excuse", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                        { "reason", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                        { "words-*", TD_FIELD_TEXT, TD_LIMIT_TRANSLATION_CHARACTERS },
                                        { NULL } };

static const TdField came_fields[] = { { "taken", TD_FIELD_LINE, 7 }, { "beside", TD_FIELD_LINE, 7 }, { NULL } };
static const TdField file_fields[] = { { "file", TD_FIELD_FILE }, { NULL } };

/* What is translated changes without a public change, so that no page is kept in the cache. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/translation", TD_ACT_PUBLIC_READ, .fields = list_fields, .handler = td_translations_page,
      .json = TRUE, .summary = N_ ("The translation workshop: which languages, how far, what waits for review") },
    { "GET", "/{lang}/translation/document/{document}", TD_ACT_PUBLIC_READ, .handler = td_translation_document_page,
      .summary = N_ ("Into which languages a document is translated by people") },
    { "POST", "/{lang}/translation/document/{document}", TD_ACT_TRANSLATION_WRITE, .fields = propose_fields,
      .handler = td_translation_document_post, .summary = N_ ("Begin the translation of a document") },
    { "GET", "/{lang}/translation/{id}", TD_ACT_PUBLIC_READ, .fields = project_fields, .handler = td_translation_page,
      .json = TRUE, .summary = N_ ("One translation and its sentences") },
    { "POST", "/{lang}/translation/{id}", TD_ACT_TRANSLATION_WRITE, .fields = do_fields, .handler = td_translation_post,
      .summary = N_ ("Show a translation in the library, choose one’s name, or take it off") },
    { "GET", "/{lang}/translation/{id}/{n}", TD_ACT_TRANSLATION_WRITE, .fields = segment_fields,
      .handler = td_translation_segment_page, .summary = N_ ("Translate or review one sentence") },
    { "POST", "/{lang}/translation/{id}/{n}", TD_ACT_TRANSLATION_WRITE, .fields = write_fields, .pool = TD_POOL_SLOW,
      .handler = td_translation_segment_post, .summary = N_ ("Translate or review one sentence") },
    { "GET", "/{lang}/translation-files/{id}", TD_ACT_PUBLIC_READ, .fields = came_fields,
      .handler = td_translation_files_page, .summary = N_ ("A translation as files, and bringing one back") },
    { "POST", "/{lang}/translation-files/{id}", TD_ACT_TRANSLATION_WRITE, .fields = file_fields, .pool = TD_POOL_SLOW,
      .handler = td_translation_files_post, .summary = N_ ("Bring back a file of a translation") },
    { "GET", "/{lang}/translation-files/{id}/as/{format}", TD_ACT_PUBLIC_READ, .pool = TD_POOL_SLOW,
      .handler = td_translation_file_page, .summary = N_ ("A translation as a file") },
    { "GET", "/{lang}/translation-files/{id}/came/{idimport}", TD_ACT_TRANSLATION_WRITE,
      .handler = td_translation_came_page, .summary = N_ ("What a file that came back would change") },
    { "POST", "/{lang}/translation-files/{id}/came/{idimport}", TD_ACT_TRANSLATION_WRITE, .pool = TD_POOL_SLOW,
      .handler = td_translation_came_post, .summary = N_ ("Take what a file that came back changes") },
    { NULL },
};

extern const TdArea td_translation_area;
const TdArea td_translation_area = { .name = "translation", .routes = routes, .commands = td_translation_commands };
