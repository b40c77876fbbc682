#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_library_area;
const TdArea td_library_area = { .name = "library", .routes = routes };
