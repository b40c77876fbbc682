#include "areas/area.h"

extern const TdArea td_telephone_area;
const TdArea td_telephone_area = { .name = "telephone" };
