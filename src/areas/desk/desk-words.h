/* Words and addresses that the pages of the desk share. */
#pragma once

#include "areas/desk/desk.h"
#include "web/route.h"

/* "3 days": since an instant. Free it. */
char *td_desk_wait_words (const char *locale, gint64 since, gint64 now);
/* What a report is called where it has no title. */
const char *td_desk_title (const TdWaiting *waiting, const char *locale);
/* Its language, where it has a title of its own; or NULL. */
const char *td_desk_title_language (const TdWaiting *waiting);
const char *td_desk_state_name (const TdProfile *profile, const char *iso3, const char *locale);
/* The label of a kind of sender (English, for td_words). */
const char *td_desk_kind_label (const TdProfile *profile, const char *slug);
