#include "areas/area.h"

extern const TdArea td_memory_area;
const TdArea td_memory_area = { .name = "memory" };
