#include "areas/area.h"

extern const TdArea td_accreditation_area;
const TdArea td_accreditation_area = { .name = "accreditation" };
