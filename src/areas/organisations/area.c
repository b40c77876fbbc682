#include "areas/area.h"
#include "areas/organisations/organisations-area.h"

extern const TdArea td_organisations_area;
const TdArea td_organisations_area = { .name = "organisations", .commands = td_organisation_commands };
