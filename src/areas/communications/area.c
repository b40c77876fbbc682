#include "areas/area.h"
#include "areas/communications/communications-area.h"

extern const TdArea td_communications_area;
const TdArea td_communications_area = { .name = "communications", .commands = td_communication_commands };
