#include "areas/area.h"

extern const TdArea td_live_area;
const TdArea td_live_area = { .name = "live" };
