#include "areas/area.h"

extern const TdArea td_organisations_area;
const TdArea td_organisations_area = { .name = "organisations" };
