/* The two pictures of a State's page; private to this area. Free with td_markup_free. */
#pragma once

#include "areas/calls/timetable.h"
#include "web/html.h"

/* The cycle line: the stages of the State's review with today's mark. like: whose locale and direction it takes. */
TdMarkup *td_state_cycle_picture (const TdTimetable *timetable, const TdState *state, const char *today,
                                  const TdHtml *like);
/* The coverage grid: which articles somebody wrote about; counts as td_submission_coverage gives them. */
TdMarkup *td_state_coverage_picture (const TdProfile *profile, const TdState *state, const GArray *counts,
                                     const TdHtml *like);
