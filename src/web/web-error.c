#include "web/web-error.h"
#include "base/errors.h"

TD_DEFINE_ERROR (web)
