#include "base/errors.h"
#include "journal/journal.h"

TD_DEFINE_ERROR (journal)
