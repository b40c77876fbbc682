/* The reader's time zone: the account's, else the one of a cookie that names the zone and nothing more. */
#pragma once

#include "web/route.h"

#define TD_ZONE_COOKIE "td_zone"

/* *ret_zone NULL: not known; an unknown name in the cookie is none. A page that asks is this browser's alone where it
 * knows one. Free it. */
gboolean td_reader_zone (TdRequest *request, char **ret_zone, GError **error);
/* Remembers it for a year, or forgets it (""). */
gboolean td_reader_set_zone (TdRequest *request, const char *zone, GError **error);
