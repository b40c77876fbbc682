/* The Committee's papers as owners of texts (areas/writing), for areas/areas.c. */
#pragma once

#include "areas/writing/writing.h"

extern const TdWritingOwner td_paper_writing_owner;
