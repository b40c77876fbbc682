#include "areas/area.h"
#include "areas/service/service-area.h"

extern const TdArea td_service_area;
const TdArea td_service_area = { .name = "service", .commands = td_service_commands };
