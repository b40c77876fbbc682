#include "areas/area.h"

extern const TdArea td_reprisals_area;
const TdArea td_reprisals_area = { .name = "reprisals" };
