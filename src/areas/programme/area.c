#include "areas/area.h"
#include "areas/programme/programme-area.h"

extern const TdArea td_programme_area;
const TdArea td_programme_area = { .name = "programme", .commands = td_programme_commands };
