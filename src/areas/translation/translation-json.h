/* Translations as JSON; docs/FORMATS.md has the keys. Free with json_decref. */
#pragma once

#include "areas/translation/translation.h"

#include <jansson.h>

/* {languages[{language, name, translations, sentences{…}}], translations[…]}: list of TdTranslation. */
json_t *td_translation_status_to_json (const GPtrArray *list);
/* {id, kind, thing, title, source, language, organisation, created, changed, shown, sentences{total, empty, draft, translated, reviewed, sent_back}}, and
 * with segments (of TdSegment; may be NULL) segments[{n, paragraph, number, source, words[], state, version, machine}]. */
json_t *td_translation_to_json (const TdTranslation *translation, const GPtrArray *segments);
