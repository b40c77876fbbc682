#include "areas/area.h"

extern const TdArea td_citations_area;
const TdArea td_citations_area = { .name = "citations" };
