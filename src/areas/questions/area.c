#include "areas/area.h"

extern const TdArea td_questions_area;
const TdArea td_questions_area = { .name = "questions" };
