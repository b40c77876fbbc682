#include "base/clock.h"
#include "base/errors.h"

enum { EPOCH_JULIAN = 719163 }; /* GDate's number of 1 January 1970 */

TdClock td_clock_real (void)
{
    return (TdClock){ .rehearsal = FALSE, .offset = 0 };
}

gint64 td_clock_now_real (const TdClock *clock G_GNUC_UNUSED)
{
    return g_get_real_time ();
}

gint64 td_clock_now (const TdClock *clock)
{
    return g_get_real_time () + clock->offset;
}

/* Two digits at text, 0 to max; FALSE otherwise. */
static gboolean two_digits (const char *text, int max, int *ret_value)
{
    if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
        return FALSE;
    *ret_value = (text[0] - '0') * 10 + (text[1] - '0');
    return *ret_value <= max;
}

/* Seconds since 1970 of "YYYY-MM-DDTHH:MM" at the start of text, as if it were UTC. */
static gboolean seconds_of_minute (const char *text, gint64 *ret_seconds)
{
    g_autofree char *date = g_strndup (text, 10);
    int year, hour, minute;
    GDate day;

    if (td_date_precision (date) != TD_DATE_DAY || (text[10] != 'T' && text[10] != 't')
        || !two_digits (text + 11, 23, &hour) || text[13] != ':' || !two_digits (text + 14, 59, &minute))
        return FALSE;
    year = (int) g_ascii_strtoll (date, NULL, 10);
    g_date_clear (&day, 1);
    g_date_set_dmy (&day, (GDateDay) g_ascii_strtoll (date + 8, NULL, 10),
                    (GDateMonth) g_ascii_strtoll (date + 5, NULL, 10), (GDateYear) year);
    *ret_seconds = ((gint64) g_date_get_julian (&day) - EPOCH_JULIAN) * 86400 + hour * 3600 + minute * 60;
    return TRUE;
}

/* The offset at the end of an instant: "Z" or "+HH:MM", in seconds. */
static gboolean offset_of_text (const char *text, gint64 *ret_offset)
{
    int hour, minute;

    if ((text[0] == 'Z' || text[0] == 'z') && !text[1]) {
        *ret_offset = 0;
        return TRUE;
    }
    if ((text[0] != '+' && text[0] != '-') || !two_digits (text + 1, 23, &hour) || text[3] != ':'
        || !two_digits (text + 4, 59, &minute) || text[6])
        return FALSE;
    *ret_offset = (text[0] == '-' ? -1 : 1) * (hour * 3600 + minute * 60);
    return TRUE;
}

gboolean td_instant_from_text (const char *text, gint64 *ret_instant, GError **error)
{
    gint64 seconds, offset, fraction = 0, unit = 100000;
    int second;
    const char *rest;

    if (!text || strnlen (text, 20) < 20 || !seconds_of_minute (text, &seconds) || text[16] != ':'
        || !two_digits (text + 17, 60, &second)) /* 60: a leap second, RFC 3339 section 5.7 */
        goto wrong;
    rest = text + 19;
    if (*rest == '.') {
        if (!g_ascii_isdigit (*++rest))
            goto wrong;
        for (; g_ascii_isdigit (*rest); rest++, unit /= 10)
            fraction += (*rest - '0') * unit;
    }
    if (!offset_of_text (rest, &offset))
        goto wrong;
    *ret_instant = (seconds + second - offset) * G_USEC_PER_SEC + fraction;
    return TRUE;
wrong:
    g_set_error (error, TD_BASE_ERROR, TD_ERROR_INPUT,
                 "This is not a date and time. Write it like 2026-12-18T18:00:00Z.");
    return FALSE;
}

gboolean td_clock_at (const char *text, TdClock *ret_clock, GError **error)
{
    g_autofree char *midnight = NULL;
    gint64 instant;

    if (td_date_precision (text) == TD_DATE_DAY)
        midnight = g_strconcat (text, "T00:00:00Z", NULL);
    if (!td_instant_from_text (midnight ? midnight : text, &instant, NULL)) {
        g_set_error (error, TD_BASE_ERROR, TD_ERROR_INPUT,
                     "This is neither a date nor a moment. Write it like 2026-12-31 or 2026-12-31T18:00:00Z.");
        return FALSE;
    }
    *ret_clock = (TdClock){ .rehearsal = TRUE, .offset = instant - g_get_real_time () };
    return TRUE;
}

static gint64 floor_seconds (gint64 instant)
{
    return instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0);
}

/* "YYYY-MM-DD" of seconds since 1970. */
static char *date_of_seconds (gint64 seconds, gint64 *ret_in_day)
{
    gint64 days = seconds / 86400 - (seconds % 86400 < 0);
    gint64 julian = CLAMP (days + EPOCH_JULIAN, 1, 3652059); /* the years 1 to 9999 */
    GDate day;

    g_date_clear (&day, 1);
    g_date_set_julian (&day, (guint32) julian);
    *ret_in_day = seconds - days * 86400;
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
}

char *td_instant_to_text (gint64 instant)
{
    gint64 in_day;
    g_autofree char *date = date_of_seconds (floor_seconds (instant), &in_day);

    return g_strdup_printf ("%sT%02d:%02d:%02dZ", date, (int) (in_day / 3600), (int) (in_day / 60 % 60),
                            (int) (in_day % 60));
}

/* GLib reads a zone's rules anew when nobody holds it: 0.2 ms each time, and a page words many times. So they are
 * held; after a minute they are let go, so that a machine's new tzdata counts. */
#define ZONES_HELD (60 * G_USEC_PER_SEC)

static GTimeZone *zone_held (const char *name)
{
    static GMutex lock;
    static GHashTable *held;
    static gint64 since;
    gint64 now = g_get_monotonic_time ();
    GTimeZone *zone;

    g_mutex_lock (&lock);
    if (held == NULL)
        held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
    if (now - since > ZONES_HELD) {
        g_hash_table_remove_all (held);
        since = now;
    }
    zone = g_hash_table_lookup (held, name);
    if (zone == NULL && (zone = g_time_zone_new_identifier (name)) != NULL)
        g_hash_table_insert (held, g_strdup (name), zone); /* as many as the machine has */
    if (zone != NULL)
        g_time_zone_ref (zone);
    g_mutex_unlock (&lock);
    return zone;
}

/* An IANA name alone: no path, no offset, no POSIX rule. */
static GTimeZone *zone_named (const char *name)
{
    if (!name || !g_ascii_isalpha (name[0]) || strstr (name, "..")
        || name[strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-")])
        return NULL;
    return zone_held (name);
}

static gint64 zone_offset (GTimeZone *zone, gint64 seconds)
{
    int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

    return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval);
}

char *td_clock_today (const TdClock *clock, const char *zone)
{
    g_autoptr (GTimeZone) tz = zone_named (zone);
    gint64 seconds = floor_seconds (td_clock_now (clock)), in_day;

    return date_of_seconds (seconds + (tz ? zone_offset (tz, seconds) : 0), &in_day);
}

gboolean td_zone_known (const char *zone)
{
    g_autoptr (GTimeZone) tz = zone_named (zone);

    return tz != NULL;
}

gint64 td_zone_offset (gint64 instant, const char *zone)
{
    g_autoptr (GTimeZone) tz = zone_named (zone);

    return tz != NULL ? zone_offset (tz, floor_seconds (instant)) : 0;
}

char *td_instant_to_local (gint64 instant, const char *zone)
{
    g_autoptr (GTimeZone) tz = zone_named (zone);
    g_autofree char *date = NULL;
    gint64 in_day;

    if (tz == NULL)
        return NULL;
    date = date_of_seconds (floor_seconds (instant) + zone_offset (tz, floor_seconds (instant)), &in_day);
    return g_strdup_printf ("%sT%02d:%02d", date, (int) (in_day / 3600), (int) (in_day / 60 % 60));
}

/* The instant of a local time. A zone changes at most once in two days, so the offsets a day before
 * and a day after are the only candidates. Both hold in an overlap, neither in a gap. */
static gint64 resolve_local (GTimeZone *zone, gint64 local)
{
    gint64 before = zone_offset (zone, local - 86400), after = zone_offset (zone, local + 86400);
    gint64 first = local - before, second = local - after;
    gboolean first_holds = zone_offset (zone, first) == before;
    gboolean second_holds = zone_offset (zone, second) == after;

    if (first_holds && second_holds)
        return MIN (first, second);
    if (first_holds || second_holds)
        return first_holds ? first : second;
    /* The change lies after second (still the old offset) and not after first. */
    while (first - second > 1) {
        gint64 middle = second + (first - second) / 2;

        if (zone_offset (zone, middle) == after)
            first = middle;
        else
            second = middle;
    }
    return first;
}

gboolean td_instant_from_local (const char *local, const char *zone, gint64 *ret_instant, GError **error)
{
    g_autoptr (GTimeZone) tz = zone_named (zone);
    gint64 seconds;

    if (!tz) {
        g_set_error (error, TD_BASE_ERROR, TD_ERROR_INPUT,
                     "This time zone is not known here. Write its IANA name, like Europe/Zurich.");
        return FALSE;
    }
    if (!local || strnlen (local, 17) != 16 || !seconds_of_minute (local, &seconds)) {
        g_set_error (error, TD_BASE_ERROR, TD_ERROR_INPUT,
                     "This is not a local date and time. Write it like 2026-12-18T18:00.");
        return FALSE;
    }
    *ret_instant = resolve_local (tz, seconds) * G_USEC_PER_SEC;
    return TRUE;
}
