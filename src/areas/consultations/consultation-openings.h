/* A State's consultation is an opening for civil society: for areas.c. */
#pragma once

#include "areas/calls/opening.h"

extern const TdOpeningSource td_consultation_opening_source;
