#include "areas/area.h"

extern const TdArea td_general_comments_area;
const TdArea td_general_comments_area = { .name = "general_comments" };
