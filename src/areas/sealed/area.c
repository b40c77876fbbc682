#include "areas/area.h"

extern const TdArea td_sealed_area;
const TdArea td_sealed_area = { .name = "sealed" };
