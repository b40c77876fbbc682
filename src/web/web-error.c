#include "web/web-error.h"

G_DEFINE_QUARK (td - web - error - quark, td_web_error)
