/* Time: instants, civil dates with their precision, zones, and the clock that is passed in.
 *
 * An instant is int64 microseconds since 1970 UTC (rows), RFC 3339 with Z (JSON).
 * A civil date is text, "2018", "2018-07" or "2018-07-06": its precision is its length, so that
 * what is only known to the year is never shown to the day.
 * No code reads the machine's clock but clock.c; everything else asks a TdClock, so that tests
 * and rehearsals (--now) can live in any year.
 */
#pragma once

#include <glib.h>

typedef struct {
    gboolean rehearsal; /* set by --now: acts are marked as rehearsal wherever they are kept */
    gint64 offset;      /* microseconds added to the machine's clock */
} TdClock;

/* The machine's own clock. */
TdClock td_clock_real (void);

/* A clock that starts at text: a date ("2026-12-31": midnight UTC) or an RFC 3339 instant, and
 * runs on from there. TD_ERROR_INPUT when text is neither. */
gboolean td_clock_at (const char *text, TdClock *ret_clock, GError **error);

gint64 td_clock_now (const TdClock *clock);                    /* instant as the clock shows it */
gint64 td_clock_now_real (const TdClock *clock);               /* the machine's, rehearsal or not */
char *td_clock_today (const TdClock *clock, const char *zone); /* "YYYY-MM-DD" there; UTC's if unknown */

char *td_instant_to_text (gint64 instant); /* RFC 3339, UTC, seconds, Z */
gboolean td_instant_from_text (const char *text, gint64 *ret_instant, GError **error);
/* Local "YYYY-MM-DDTHH:MM" in an IANA zone to an instant. In a gap of daylight saving the
 * first moment after it, in an overlap the earlier one. */
gboolean td_instant_from_local (const char *local, const char *zone, gint64 *ret_instant, GError **error);

/* The local time there at an instant, "YYYY-MM-DDTHH:MM"; NULL where the zone is not known. */
char *td_instant_to_local (gint64 instant, const char *zone);
/* By the machine's tzdata alone, as everything here: libraries with zone tables of their own word dates, they know no zone. */
gboolean td_zone_known (const char *zone);
/* Seconds ahead of UTC there at an instant; 0 where the zone is not known. */
gint64 td_zone_offset (gint64 instant, const char *zone);

typedef enum { TD_DATE_NONE, TD_DATE_YEAR, TD_DATE_MONTH, TD_DATE_DAY } TdDatePrecision;

TdDatePrecision td_date_precision (const char *date); /* TD_DATE_NONE if it is no date */
/* Calendar sums on dates of any precision; the result has the same precision.
 * A day that the month lacks becomes its last day. NULL if date is no date. */
char *td_date_add_months (const char *date, int months);
char *td_date_add_days (const char *date, int days); /* only for days; NULL for months and years */
/* strcmp-like over the shared precision: "2018" equals "2018-07-06". */
int td_date_compare (const char *a, const char *b);
