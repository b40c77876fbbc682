/* The open doors of one State in short, as a part of its page. For the pages of other areas. */
#pragma once

#include "profile/profile.h"
#include "web/route.h"

/* *ret_part is the caller's: td_markup_free. Reads the reader's time zone. */
gboolean td_now_short (TdRequest *request, const TdState *state, TdMarkup **ret_part, GError **error);
