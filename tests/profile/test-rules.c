/* Entry into force and reports due, with the CMW's numbers. */
#include "profile/profile.h"

static TdProfile *profile;

static const TdState *state (const char *iso3)
{
    const TdState *found = td_profile_state (profile, iso3);
    g_assert_nonnull (found);
    return found;
}

static void test_entry (void)
{
    static const struct {
        const char *iso3, *date;
    } rows[] = {
        { "EGY", "2003-07-01" }, { "PHL", "2003-07-01" }, { "SLV", "2003-07-01" }, { "GTM", "2003-07-01" },
        { "MLI", "2003-10-01" }, { "BEN", "2018-11-01" }, { "IDN", "2012-09-01" }, { "ALB", "2007-10-01" },
        { "VCT", "2011-02-01" }, { "ZWE", "2025-03-01" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *date = td_profile_entry_into_force (profile, state (rows[i].iso3));
        g_assert_cmpstr (date, ==, rows[i].date);
    }
}

static void test_entry_of_a_year (void)
{
    g_auto (TdEntry) entry = { 0 };

    td_profile_entry (profile, state ("MOZ"), &entry);
    g_assert_cmpstr (entry.date, ==, "2013");
    g_assert_cmpstr (entry.earliest, ==, "2013-05-01");
    g_assert_cmpstr (entry.latest, ==, "2014-04-01");
    g_assert_cmpint (entry.basis, ==, TD_BASIS_CALCULATED);
    g_autofree char *because = td_profile_entry_because (profile, &entry, "en");
    g_assert_nonnull (strstr (because, "between"));
    g_assert_nonnull (strstr (because, "87"));
}

/* All days of some months, leap days and ends of months among them: always the first of the fourth month on.
 */
static void test_entry_any_day (void)
{
    static const struct {
        const char *deposit, *date;
    } rows[] = {
        { "2004-02-29", "2004-06-01" }, { "2004-11-30", "2005-03-01" }, { "2004-12-31", "2005-04-01" },
        { "2005-03-01", "2005-07-01" }, { "2005-01-31", "2005-05-01" }, { "2003-03-31", "2003-07-01" },
        { "2003-04-01", "2003-08-01" }, { "2002", "2003-07-01" },       { "2004-08", "2004-12-01" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        TdState invented = { .iso3 = "QMA", .adherence_date = rows[i].deposit };
        g_autofree char *date = td_profile_entry_into_force (profile, &invented);
        g_assert_cmpstr (date, ==, rows[i].date);
    }
    TdState unknown = { .iso3 = "QMA" };
    g_assert_null (td_profile_entry_into_force (profile, &unknown));
}

static void check_due (const char *iso3, const char *today, const char *date, const char *latest, TdDueRule rule,
                       int cycle, int overdue)
{
    g_auto (TdReportDue) due = { 0 };

    td_profile_next_report_on (profile, state (iso3), today, &due);
    g_assert_cmpstr (due.date, ==, date);
    g_assert_cmpstr (due.latest, ==, latest);
    g_assert_cmpint (due.rule, ==, rule);
    g_assert_cmpint (due.cycle, ==, cycle);
    g_assert_cmpint (td_report_due_overdue (&due, today), ==, overdue);
    g_assert_cmpint (due.basis, ==, date == NULL ? TD_BASIS_NOT_GIVEN : TD_BASIS_CALCULATED);
    g_assert_cmpuint (strlen (due.because), >, 20);
}

static void test_next_report (void)
{
    /* Never reviewed: a year after entry into force. */
    check_due ("FJI", "2020-12-01", "2020-12-01", "2020-12-01", TD_DUE_FIRST, 1, -1);
    check_due ("FJI", "2020-12-02", "2020-12-01", "2020-12-01", TD_DUE_FIRST, 1, 0);
    check_due ("FJI", "2026-11-23", "2020-12-01", "2020-12-01", TD_DUE_FIRST, 1, 5);
    check_due ("FJI", "2026-12-01", "2020-12-01", "2020-12-01", TD_DUE_FIRST, 1, 6);
    /* The deposit is known to the year: overdue only once it is surely so. */
    check_due ("TGO", "2022-03-31", "2021", "2022-04-01", TD_DUE_FIRST, 1, -1);
    check_due ("TGO", "2022-04-02", "2021", "2022-04-01", TD_DUE_FIRST, 1, 0);
    /* Reviewed: five years after the end of the session. */
    check_due ("GHA", "2026-11-23", "2019-09-05", "2019-09-05", TD_DUE_INTERVAL, 2, 7);
    check_due ("LBY", "2026-11-23", "2024-04", "2024-04-30", TD_DUE_INTERVAL, 2, 2);
    check_due ("LKA", "2012-01-01", "2014", "2014-12-31", TD_DUE_INTERVAL, 2, -1);
    /* Due after the data end: whether it came is not known. */
    check_due ("ZWE", "2026-11-23", "2026-03-01", "2026-03-01", TD_DUE_FIRST, 1, -1);
    check_due ("BEN", "2026-11-23", "2029-12-13", "2029-12-13", TD_DUE_INTERVAL, 2, -1);
}

/* A review whose session lies ahead does not count yet, and its report is not called overdue. */
static void test_planned (void)
{
    check_due ("IDN", "2025-11-01", "2022-09-13", "2022-09-13", TD_DUE_INTERVAL, 2, -1);
    check_due ("IDN", "2025-12-05", "2022-09-13", "2022-09-13", TD_DUE_INTERVAL, 2, -1);
    check_due ("IDN", "2025-12-12", "2030-12-11", "2030-12-11", TD_DUE_INTERVAL, 3, -1);
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (profile, state ("IDN"), &n);
    g_assert_cmpuint (n, ==, 2);
    g_assert_cmpint (td_review_time (&reviews[1], "2025-11-30"), ==, TD_REVIEW_PLANNED);
    g_assert_cmpint (td_review_time (&reviews[1], "2025-12-01"), ==, TD_REVIEW_NOW);
    g_assert_cmpint (td_review_time (&reviews[1], "2025-12-11"), ==, TD_REVIEW_NOW);
    g_assert_cmpint (td_review_time (&reviews[1], "2025-12-12"), ==, TD_REVIEW_HELD);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TdProfile) loaded = td_profile_load ("cmw", &error);
    g_assert_no_error (error);
    profile = loaded;
    g_test_add_func ("/profile/rules/entry", test_entry);
    g_test_add_func ("/profile/rules/entry-of-a-year", test_entry_of_a_year);
    g_test_add_func ("/profile/rules/entry-any-day", test_entry_any_day);
    g_test_add_func ("/profile/rules/next-report", test_next_report);
    g_test_add_func ("/profile/rules/planned", test_planned);
    return g_test_run ();
}
