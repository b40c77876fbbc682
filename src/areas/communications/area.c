#include "areas/area.h"

extern const TdArea td_communications_area;
const TdArea td_communications_area = { .name = "communications" };
