#include "areas/area.h"

static const TdRoute routes[] = { { NULL } };

extern const TdArea td_dossier_area;
const TdArea td_dossier_area = { .name = "dossier", .routes = routes };
