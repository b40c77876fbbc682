#include "areas/area.h"
#include "areas/floor/floor-area.h"

extern const TdArea td_floor_area;
const TdArea td_floor_area = { .name = "floor", .commands = td_floor_commands };
