#include "areas/area.h"

extern const TdArea td_spreading_area;
const TdArea td_spreading_area = { .name = "spreading" };
