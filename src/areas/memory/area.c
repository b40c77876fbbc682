#include "areas/area.h"
#include "areas/memory/memory-area.h"

extern const TdArea td_memory_area;
const TdArea td_memory_area = { .name = "memory", .commands = td_memory_commands };
