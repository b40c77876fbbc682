#include "areas/calls/deadline.h"

#include "areas/calls/timetable.h"
#include "base/clock.h"
#include "base/errors.h"
#include "text/words.h"

char *td_deadline_from (const char *day, int weeks, const char *hour)
{
    g_autofree char *date = td_date_add_days (day, 7 * weeks);

    return date != NULL ? g_strconcat (date, "T", hour, NULL) : NULL;
}

static char *local_of (gint64 instant, GTimeZone *zone)
{
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
    g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

    return there != NULL ? g_date_time_format (there, "%Y-%m-%dT%H:%M") : NULL;
}

/* NULL, or why people could not agree on when this is: the clocks leap over it, or show it twice. No zone changes by more than
 * three hours. */
static const char *clocks_say (const char *local, const char *zone, gint64 instant)
{
    g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (zone);
    g_autofree char *shown = tz != NULL ? local_of (instant, tz) : NULL;

    if (shown == NULL)
        return NULL;
    if (!g_str_equal (shown, local))
        return "The clocks are put forward then, and this time does not exist. Give one before or after it.";
    for (int minutes = 15; minutes <= 180; minutes += 15) {
        g_autofree char *later = local_of (instant + minutes * G_TIME_SPAN_MINUTE, tz);
        if (g_str_equal (later, local))
            return "The clocks are put back then, and show this time twice. Give one before or after it.";
    }
    return NULL;
}

gboolean td_deadline_read (const char *text, const char *hour, const char *zone, char **ret_local, gint64 *ret_instant,
                           GError **error)
{
    g_autofree char *local = g_strdup (text);
    const char *refused;

    g_strstrip (local);
    if (td_date_precision (local) == TD_DATE_DAY && hour != NULL) {
        char *whole = g_strconcat (local, "T", hour, NULL);
        g_free (local);
        local = whole;
    } else if (strlen (local) == 16 && local[10] == ' ') {
        local[10] = 'T';
    }
    if (!td_instant_from_local (local, zone, ret_instant, NULL)) {
        g_set_error_literal (
            error, TD_CALLS_ERROR, TD_ERROR_INPUT,
            "This is not a day and time. Write it like 2026-12-18T18:00, as the clocks show it where the "
            "Committee meets.");
        return FALSE;
    }
    refused = clocks_say (local, zone, *ret_instant);
    if (refused != NULL) {
        g_set_error_literal (error, TD_CALLS_ERROR, TD_ERROR_INPUT, refused);
        return FALSE;
    }
    *ret_local = g_steal_pointer (&local);
    return TRUE;
}

const char *td_zone_city (const char *zone)
{
    return g_strcmp0 (zone, "Europe/Zurich") == 0 ? N_ ("Geneva") : NULL;
}

char *td_deadline_words (gint64 instant, const char *zone, const char *locale)
{
    g_autofree char *when = td_words_instant (locale, instant, zone);
    g_autofree char *city = td_words_zone_city (locale, zone);

    return td_words_fill (td_words (locale, N_ ("{when} in {city}")), "when", when, "city", city, NULL);
}

static gboolean same_day (gint64 instant, const char *zone, const char *here)
{
    g_autofree char *there = td_instant_to_local (instant, zone), *local = td_instant_to_local (instant, here);

    return there != NULL && local != NULL && strncmp (there, local, strlen ("2026-12-18")) == 0;
}

char *td_deadline_words_for (gint64 instant, const char *zone, const char *here, const char *locale)
{
    g_autofree char *there = td_deadline_words (instant, zone, locale);
    g_autofree char *local = NULL;

    if (here == NULL || !td_zone_known (here))
        return g_steal_pointer (&there);
    local = same_day (instant, zone, here) ? td_words_time (locale, instant, here)
                                           : td_words_instant (locale, instant, here);
    return td_words_fill (td_words (locale, N_ ("{there}, {here} where you are")), "there", there, "here", local, NULL);
}

char *td_deadline_distance (gint64 instant, gint64 now, const char *locale)
{
    gint64 seconds = ABS (instant - now) / G_USEC_PER_SEC;
    gboolean ahead = instant >= now;
    gint64 n = seconds >= 86400 ? seconds / 86400 : seconds / 3600;
    g_autofree char *number = td_words_number (locale, n);
    const char *words;

    if (seconds < 3600)
        return g_strdup (td_words (locale, ahead ? N_ ("in less than an hour") : N_ ("less than an hour ago")));
    if (seconds >= 86400)
        words = ahead ? td_words_n (locale, "in {n} day", "in {n} days", n)
                      : td_words_n (locale, "{n} day ago", "{n} days ago", n);
    else
        words = ahead ? td_words_n (locale, "in {n} hour", "in {n} hours", n)
                      : td_words_n (locale, "{n} hour ago", "{n} hours ago", n);
    return td_words_fill (words, "n", number, NULL);
}
