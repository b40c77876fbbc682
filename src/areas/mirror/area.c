#include "areas/area.h"

extern const TdArea td_mirror_area;
const TdArea td_mirror_area = { .name = "mirror" };
