#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_papers_area;
const TdArea td_papers_area = { .name = "papers", .routes = routes };
