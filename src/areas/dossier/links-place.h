/* The page on which a sender says which recommendations their submission speaks of. */
#pragma once

#include "areas/submissions/own-place.h"

extern const TdOwnPlace td_links_place;
