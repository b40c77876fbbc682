/* Whose next report is due since when, by whole years; private to this area.
 *
 * A report is overdue after the last day on which it can be due, unless its review has its session already or it fell due
 * when the profile's data end: then nobody knows here whether it came (profile.h). What the secretariat recorded counts
 * (td_timetable_overdue).
 */
#pragma once

#include "areas/calls/timetable.h"

typedef struct {
    const TdState *state;
    TdReportDue due;
    int years; /* 0: less than one; -1: not overdue */
} TdOverdue;

/* Those overdue longest first; with all also the others, by when theirs are due, those of which nothing is known last. Of
 * TdOverdue. */
GArray *td_overdue_list (const TdTimetable *timetable, const char *today, gboolean all);
/* {today, known_until, states[{state, name, due, latest, basis, because, overdue_years}], by_years[{years, states}]}; counts
 * are of those overdue. */
json_t *td_overdue_to_json (const TdTimetable *timetable, const GArray *list, const char *locale, const char *today);
/* How many are overdue by each number of whole years, from 0 to the longest; of int. */
GArray *td_overdue_by_years (const GArray *list);
