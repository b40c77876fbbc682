#include "areas/area.h"

extern const TdArea td_cases_area;
const TdArea td_cases_area = { .name = "cases" };
