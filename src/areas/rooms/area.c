#include "areas/area.h"

extern const TdArea td_rooms_area;
const TdArea td_rooms_area = { .name = "rooms" };
