#include "base/clock.h"
#include "base/errors.h"

static void round_trip (const char *text, const char *expected)
{
    gint64 instant = -1;
    GError *error = NULL;
    g_autofree char *back = NULL;

    g_assert_true (td_instant_from_text (text, &instant, &error));
    g_assert_no_error (error);
    back = td_instant_to_text (instant);
    g_assert_cmpstr (back, ==, expected);
}

static void test_text (void)
{
    gint64 instant = -1;

    round_trip ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
    round_trip ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z");
    round_trip ("2026-12-18T18:00:00+01:00", "2026-12-18T17:00:00Z");
    round_trip ("2026-12-31T20:30:00-05:30", "2027-01-01T02:00:00Z");
    round_trip ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
    round_trip ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    round_trip ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
    g_assert_true (td_instant_from_text ("1970-01-01T00:00:01.25Z", &instant, NULL));
    g_assert_cmpint (instant, ==, 1250000);

    const char *const wrong[] = { "",
                                  "2026-12-18",
                                  "2026-12-18T18:00Z",
                                  "2026-12-18T18:00:00",
                                  "2026-02-30T18:00:00Z",
                                  "2026-12-18T24:00:00Z",
                                  "2026-12-18T18:00:00.Z",
                                  "2026-12-18T18:00:00ZZ",
                                  "2026-12-18T18:00:00+0100",
                                  "2026-12-18T18:00:00+24:00",
                                  "20261218T180000Z....",
                                  "2026-12-18T18:00:00+01:000" };

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GError) error = NULL;

        instant = 7;
        g_assert_false (td_instant_from_text (wrong[i], &instant, &error));
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
        g_assert_cmpint (instant, ==, 7);
    }
    g_assert_false (td_instant_from_text (NULL, &instant, NULL));
}

static void local (const char *text, const char *zone, const char *expected)
{
    gint64 instant = -1;
    GError *error = NULL;
    g_autofree char *utc = NULL;

    g_assert_true (td_instant_from_local (text, zone, &instant, &error));
    g_assert_no_error (error);
    utc = td_instant_to_text (instant);
    g_assert_cmpstr (utc, ==, expected);
}

static void test_local (void)
{
    local ("2026-12-18T18:00", "UTC", "2026-12-18T18:00:00Z");
    local ("2026-12-18T18:00", "Europe/Zurich", "2026-12-18T17:00:00Z");
    local ("2026-07-18T18:00", "Europe/Zurich", "2026-07-18T16:00:00Z");
    local ("2040-07-18T18:00", "Europe/Zurich", "2040-07-18T16:00:00Z"); /* beyond the table of tzdata */
    local ("2026-12-18T18:00", "Africa/Accra", "2026-12-18T18:00:00Z");
    local ("2026-12-18T18:00", "Asia/Kathmandu", "2026-12-18T12:15:00Z");
    local ("2026-12-18T18:00", "America/Argentina/Buenos_Aires", "2026-12-18T21:00:00Z");
}

static void test_daylight (void)
{
    /* a gap: 02:00 to 03:00 on 29 March 2026 does not exist */
    local ("2026-03-29T01:59", "Europe/Zurich", "2026-03-29T00:59:00Z");
    local ("2026-03-29T02:00", "Europe/Zurich", "2026-03-29T01:00:00Z");
    local ("2026-03-29T02:30", "Europe/Zurich", "2026-03-29T01:00:00Z");
    local ("2026-03-29T03:00", "Europe/Zurich", "2026-03-29T01:00:00Z");
    /* an overlap: 02:00 to 03:00 on 25 October 2026 comes twice */
    local ("2026-10-25T01:59", "Europe/Zurich", "2026-10-24T23:59:00Z");
    local ("2026-10-25T02:30", "Europe/Zurich", "2026-10-25T00:30:00Z");
    local ("2026-10-25T03:00", "Europe/Zurich", "2026-10-25T02:00:00Z");
    /* half an hour of daylight saving */
    local ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00Z");
    /* a day left out: Samoa crossed the date line */
    local ("2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00:00Z");
    local ("2011-12-31T00:30", "Pacific/Apia", "2011-12-30T10:30:00Z");
}

static void test_local_wrong (void)
{
    const char *const zones[] = { "",       "Nowhere/City",          "../../../etc/passwd", "/etc/localtime",
                                  "+01:00", "EST5EDT,M3.2.0,M11.1.0" };
    const char *const times[] = { "", "2026-12-18", "2026-12-18T18:00:00", "2026-12-18 18:00", "2026-12-18T25:00" };
    gint64 instant = 7;

    for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
        g_assert_false (td_instant_from_local ("2026-12-18T18:00", zones[i], &instant, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
        g_assert_false (td_instant_from_local (times[i], "UTC", &instant, NULL));
    g_assert_false (td_instant_from_local ("2026-12-18T18:00", NULL, &instant, NULL));
    g_assert_cmpint (instant, ==, 7);
}

static void test_clock (void)
{
    TdClock clock = td_clock_real ();
    g_autofree char *today = NULL, *there = NULL;

    g_assert_false (clock.rehearsal);
    g_assert_cmpint (ABS (td_clock_now (&clock) - td_clock_now_real (&clock)), <, G_USEC_PER_SEC);

    g_assert_true (td_clock_at ("2031-12-31", &clock, NULL));
    g_assert_true (clock.rehearsal);
    today = td_clock_today (&clock, "UTC");
    there = td_clock_today (&clock, "America/New_York");
    g_assert_cmpstr (today, ==, "2031-12-31");
    g_assert_cmpstr (there, ==, "2031-12-30");
    g_assert_cmpint (td_clock_now (&clock) - td_clock_now_real (&clock), !=, 0);

    g_assert_true (td_clock_at ("2031-12-31T23:30:00+00:00", &clock, NULL));
    g_free (there);
    there = td_clock_today (&clock, "Europe/Zurich");
    g_assert_cmpstr (there, ==, "2032-01-01");
    g_assert_false (td_clock_at ("2031-12", &clock, NULL));
    g_assert_false (td_clock_at ("tomorrow", &clock, NULL));
}

/* What the clocks show at an instant: before and after summer time begins and ends, on a leap day, over the date line. */
static void test_to_local (void)
{
    static const struct {
        const char *utc, *zone, *local;
    } cases[] = {
        { "2027-03-28T00:59:00Z", "Europe/Zurich", "2027-03-28T01:59" },
        { "2027-03-28T01:00:00Z", "Europe/Zurich", "2027-03-28T03:00" },
        { "2027-10-31T00:30:00Z", "Europe/Zurich", "2027-10-31T02:30" },
        { "2027-10-31T01:30:00Z", "Europe/Zurich", "2027-10-31T02:30" },
        { "2028-02-29T17:00:00Z", "Pacific/Apia", "2028-03-01T06:00" },
        { "2028-02-29T17:00:00Z", "America/Mexico_City", "2028-02-29T11:00" },
        { "1969-12-31T23:59:59Z", "UTC", "1969-12-31T23:59" },
        { "2028-02-29T17:00:00Z", "Moon/Base", NULL },
        { "2028-02-29T17:00:00Z", "../../etc/passwd", NULL },
        { "2028-02-29T17:00:00Z", NULL, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        gint64 at = 0;
        g_autofree char *local = NULL;
        g_assert_true (td_instant_from_text (cases[i].utc, &at, NULL));
        local = td_instant_to_local (at, cases[i].zone);
        g_assert_cmpstr (local, ==, cases[i].local);
        g_assert_cmpint (td_zone_known (cases[i].zone), ==, cases[i].local != NULL);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/clock/text", test_text);
    g_test_add_func ("/clock/local", test_local);
    g_test_add_func ("/clock/daylight", test_daylight);
    g_test_add_func ("/clock/local-wrong", test_local_wrong);
    g_test_add_func ("/clock/to-local", test_to_local);
    g_test_add_func ("/clock/clock", test_clock);
    return g_test_run ();
}
