#include "areas/area.h"
#include "areas/consultations/follow.h"

static const TdSubscriber subscribers[] = { { "consultations", td_consultation_follow }, { NULL } };

extern const TdArea td_consultations_area;
const TdArea td_consultations_area = { .name = "consultations", .subscribers = subscribers };
