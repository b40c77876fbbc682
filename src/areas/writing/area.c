#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_writing_area;
const TdArea td_writing_area = { .name = "writing", .routes = routes };
