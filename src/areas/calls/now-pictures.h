/* The next deadlines on one line of time; private to this area. */
#pragma once

#include "areas/calls/opening.h"
#include "web/html.h"

/* The anchor of an opening on the page: what a mark leads to. Free it. */
char *td_now_anchor (const TdOpening *opening);
char *td_now_expected_anchor (const TdExpected *expected);
/* At most eight deadlines, the next ones first, of what is open, planned or to be expected; NULL where there is none. From
 * right to left where the page's line runs so. Free it. */
TdMarkup *td_now_bar_picture (const TdProfile *profile, const TdOpenings *openings, const TdHtml *like);
