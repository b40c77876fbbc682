#include "areas/area.h"
#include "areas/memory/memory-area.h"
#include "areas/memory/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField concordance_fields[] = { { "from", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                              { "to", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                              { "words", TD_FIELD_LINE, 200 },
                                              { "other", TD_FIELD_LINE, 200 },
                                              { "page", TD_FIELD_LINE, 4 },
                                              { NULL } };
static const TdField glossary_fields[] = { { "from", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                           { "to", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                           { "page", TD_FIELD_LINE, 4 },
                                           { NULL } };
static const TdField file_fields[] = { { "file", TD_FIELD_FILE }, { NULL } };
static const TdField remove_fields[] = { { "term", TD_FIELD_LINE, 100 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/translation/concordance", TD_ACT_PUBLIC_READ, .fields = concordance_fields,
      .handler = td_concordance_page, .cache = TD_CACHE_PUBLIC, .pool = TD_POOL_SLOW, .json = TRUE,
      .summary = N_ ("How words were translated, sentence beside sentence") },
    { "GET", "/{lang}/translation/glossary", TD_ACT_PUBLIC_READ, .fields = glossary_fields, .handler = td_glossary_page,
      .json = TRUE, .summary = N_ ("The glossary: terms in their languages") },
    { "GET", "/{lang}/translation/glossary/tbx", TD_ACT_PUBLIC_READ, .handler = td_glossary_file,
      .summary = N_ ("The glossary as a file for translation programs") },
    { "POST", "/{lang}/translation/glossary", TD_ACT_TRANSLATION_KEEP, .fields = file_fields,
      .handler = td_glossary_post, .pool = TD_POOL_SLOW, .summary = N_ ("Bring terms into the glossary") },
    { "POST", "/{lang}/translation/glossary/remove", TD_ACT_TRANSLATION_KEEP, .fields = remove_fields,
      .handler = td_glossary_remove_post, .summary = N_ ("Take a term out of the glossary") },
    { NULL },
};

extern const TdArea td_memory_area;
const TdArea td_memory_area = { .name = "memory", .routes = routes, .commands = td_memory_commands };
