#include "areas/area.h"
#include "areas/mirror/mirror-area.h"

extern const TdArea td_mirror_area;
const TdArea td_mirror_area = { .name = "mirror", .commands = td_mirror_commands };
