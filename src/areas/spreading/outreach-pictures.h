/* The map of outreach: dots for countries; private to this area. */
#pragma once

#include "areas/spreading/spreading-words.h"

/* Free it with td_markup_free. */
TdMarkup *td_outreach_map (TdSpreadPage *page, const TdOutreachFigures *figures);
