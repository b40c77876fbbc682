/* Countries and territories of ISO 3166, as ICU knows them: a Committee's work reaches States that are no parties. */
#pragma once

#include <glib.h>

/* All alpha-3 codes in order, NULL-terminated. Any thread. */
const char *const *td_regions (void);
/* The alpha-3 code as it stands in td_regions, or NULL; any case. */
const char *td_region_find (const char *iso3);
/* The name in a locale, or the code where ICU has none. Free it. */
char *td_region_name (const char *locale, const char *iso3);
