#include "areas/area.h"

extern const TdArea td_programme_area;
const TdArea td_programme_area = { .name = "programme" };
