/* The token of a badge (badge.h): signing and reading it; private to this area. Pure but for the key it is given. */
#pragma once

#include "areas/accreditation/badge.h"
#include "journal/log.h"

/* badge: an id. session: below 65,536. until: an instant, kept to the second. Free it. */
char *td_badge_token_make (const TdLogKey *key, const char *badge, int session, gint64 until);
/* TD_BADGE_HOLDS: it is ours and whole (whether it ended or was taken back is the caller's to see), and what ret_… name is set. */
TdBadgeState td_badge_token_read (const TdLogKey *key, const char *token, char **ret_badge, int *ret_session,
                                  gint64 *ret_until);
