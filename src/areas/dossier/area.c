#include "areas/area.h"
#include "areas/dossier/dossier-area.h"
#include "areas/dossier/pages.h"
#include "text/words.h"

static const TdField cycle_field[] = { { "cycle", TD_FIELD_LINE, 2 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/states/{state}/coverage", TD_ACT_PUBLIC_READ, .fields = cycle_field, .handler = td_coverage_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Of which articles anybody spoke about a State") },
    { NULL },
};

extern const TdArea td_dossier_area;
const TdArea td_dossier_area = { .name = "dossier", .routes = routes, .commands = td_dossier_commands };
