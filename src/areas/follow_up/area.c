#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_follow_up_area;
const TdArea td_follow_up_area = { .name = "follow_up", .routes = routes };
