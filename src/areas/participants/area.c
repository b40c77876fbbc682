#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_participants_area;
const TdArea td_participants_area = { .name = "participants", .routes = routes };
