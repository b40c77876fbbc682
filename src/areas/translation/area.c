#include "areas/area.h"

extern const TdArea td_translation_area;
const TdArea td_translation_area = { .name = "translation" };
