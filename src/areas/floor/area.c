#include "areas/area.h"

extern const TdArea td_floor_area;
const TdArea td_floor_area = { .name = "floor" };
