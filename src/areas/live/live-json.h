/* A meeting as it runs, as JSON (docs/FORMATS.md). */
#pragma once

#include "areas/live/live-view.h"
#include <jansson.h>

json_t *td_live_to_json (const TdLiveView *view);
