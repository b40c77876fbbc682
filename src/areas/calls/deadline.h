/* Deadlines as people say them: a local day and time in the Committee's zone. */
#pragma once

#include <glib.h>

/* So many weeks from a day, at that time of day: "2026-12-07", -4, "18:00" gives "2026-11-09T18:00". Days of the calendar:
 * a change to or from summer time between the two moves no deadline by an hour. NULL when day is no day. Free it. */
char *td_deadline_from (const char *day, int weeks, const char *hour);
/* What a person wrote, "2026-12-18T18:00", "2026-12-18 18:00", or a day alone, which takes hour (NULL: refused), as local text
 * and instant in zone. A time that the clocks leap over or show twice, as summer time begins or ends, is refused: people
 * could not agree on it. TD_ERROR_INPUT. *ret_local is the caller's. */
gboolean td_deadline_read (const char *text, const char *hour, const char *zone, char **ret_local, gint64 *ret_instant,
                           GError **error);
/* "Friday 18 December 2026, 18:00 in Geneva": the city by which the zone is known. Free it. */
char *td_deadline_words (gint64 instant, const char *zone, const char *locale);
/* The same with the reader's own time: "Friday 18 December 2026, 18:00 in Geneva, 17:00 where you are"; with the day where it is
 * another there. here NULL, or not known: as above. Free it. */
char *td_deadline_words_for (gint64 instant, const char *zone, const char *here, const char *locale);
/* "in 12 days", "in 5 hours", "12 days ago" as seen at now. Free it. */
char *td_deadline_distance (gint64 instant, gint64 now, const char *locale);
/* "Geneva" for Europe/Zurich, where the Committee sits; English, for td_words. NULL where a zone has no word of the house:
 * td_words_zone_city has one in the reader's language for each. */
const char *td_zone_city (const char *zone);
