/* The pieces of this area's registration; private to it. */
#pragma once

#include "areas/search/search.h"
#include "base/command.h"
#include <jansson.h>

extern const TdCommand td_search_commands[];
/* The answer as `search --json` prints it, for the page's .json too. */
json_t *td_search_answer_to_json (const TdSearchAnswer *answer);
