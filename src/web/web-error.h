/* The error domain of this room, for its parsers, which need nothing else of route.h. */
#pragma once

#include <glib.h>

#define TD_WEB_ERROR (td_web_error_quark ())
GQuark td_web_error_quark (void);
