#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_uptake_area;
const TdArea td_uptake_area = { .name = "uptake", .routes = routes };
