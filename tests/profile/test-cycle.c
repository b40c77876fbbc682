#include "profile/cycle.h"

static TdProfile *profile;

static void check (const char *iso3, const char *today, const char *slug, const char *status, const char *date,
                   const char *symbol)
{
    g_auto (TdCycle) cycle = { 0 };
    const TdState *state = td_profile_state (profile, iso3);

    g_assert_nonnull (state);
    td_profile_cycle (profile, state, today, &cycle);
    g_assert_cmpuint (cycle.stages->len, ==, profile->n_stages);
    for (guint i = 0; i < cycle.stages->len; i++) {
        const TdCycleStage *stage = &g_array_index (cycle.stages, TdCycleStage, i);
        if (!g_str_equal (stage->stage->slug, slug))
            continue;
        g_assert_cmpstr (td_stage_status_name (stage->status), ==, status);
        g_assert_cmpstr (stage->date, ==, date);
        g_assert_cmpstr (stage->symbol, ==, symbol);
        return;
    }
    g_error ("there is no stage %s", slug);
}

static void test_reviewed (void)
{
    const char *today = "2026-11-23";

    check ("GHA", today, "report-due", "done", "2004-07-01", NULL);
    check ("GHA", today, "list-prior", "done", NULL, "CMW/C/GHA/QPR/1");
    check ("GHA", today, "report", "done", NULL, "CMW/C/GHA/1");
    check ("GHA", today, "list-of-issues", "unknown", NULL, NULL);
    check ("GHA", today, "replies", "unknown", NULL, NULL);
    check ("GHA", today, "dialogue", "done", "2014-09-01", NULL);
    check ("GHA", today, "observations", "done", NULL, "CMW/C/GHA/CO/1");
    check ("GHA", today, "follow-up", "now", NULL, NULL);
    check ("GHA", today, "next-report", "overdue", "2019-09-05", NULL);
    check ("BEN", today, "next-report", "next", "2029-12-13", NULL);
    check ("BEN", today, "observations", "unknown", NULL, NULL);
}

static void test_never_reviewed (void)
{
    check ("MWI", "2023-05-01", "report-due", "next", "2024-01-01", NULL);
    check ("MWI", "2026-11-23", "report-due", "overdue", "2024-01-01", NULL);
    check ("ZWE", "2026-02-23", "report-due", "next", "2026-03-01", NULL);
    check ("ZWE", "2026-11-23", "report-due", "unknown", "2026-03-01", NULL);
    check ("MWI", "2026-11-23", "dialogue", "unknown", NULL, NULL);
    check ("MWI", "2026-11-23", "next-report", "unknown", NULL, NULL);
}

/* Belize was reviewed in the absence of its report: it is not merely unknown, nor overdue any more. */
static void test_no_report (void)
{
    check ("BLZ", "2026-11-23", "report", "absent", NULL, NULL);
    check ("BLZ", "2026-11-23", "report-due", "absent", "2004-07-01", NULL);
    check ("BLZ", "2026-11-23", "dialogue", "done", "2014-09-01", NULL);
}

static void test_ahead (void)
{
    check ("HND", "2025-10-01", "dialogue", "next", "2025-12-01", NULL);
    check ("HND", "2025-10-01", "report", "done", NULL, "CMW/C/HND/2");
    check ("HND", "2025-10-01", "follow-up", "unknown", NULL, NULL);
    check ("HND", "2025-12-02", "dialogue", "now", "2025-12-01", NULL);
    check ("HND", "2026-01-01", "dialogue", "done", "2025-12-01", NULL);
}

static void test_json (void)
{
    const TdState *state = td_profile_state (profile, "gha");
    json_t *json = td_profile_state_to_json (profile, state, "en", "2026-11-23");
    json_t *next = json_object_get (json, "next_report");

    g_assert_cmpstr (json_string_value (json_object_get (json, "name")), ==, "Ghana");
    g_assert_cmpstr (json_string_value (json_object_get (json_object_get (json, "entry_into_force"), "date")), ==,
                     "2003-07-01");
    g_assert_cmpstr (json_string_value (json_object_get (next, "date")), ==, "2019-09-05");
    g_assert_cmpstr (json_string_value (json_object_get (next, "basis")), ==, "calculated");
    g_assert_cmpint (json_integer_value (json_object_get (next, "overdue_years")), ==, 7);
    g_assert_cmpint (json_integer_value (json_object_get (next, "cycle")), ==, 2);
    g_assert_cmpuint (json_array_size (json_object_get (json, "reviews")), ==, 1);
    g_assert_cmpuint (json_array_size (json_object_get (json, "cycle_line")), ==, profile->n_stages);
    json_decref (json);
    for (gsize i = 0; i < profile->n_states; i++) {
        json = td_profile_state_to_json (profile, &profile->states[i], "fr", "2026-11-23");
        g_assert_nonnull (json);
        json_decref (json);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TdProfile) loaded = td_profile_load ("cmw", &error);
    g_assert_no_error (error);
    profile = loaded;
    g_test_add_func ("/profile/cycle/reviewed", test_reviewed);
    g_test_add_func ("/profile/cycle/never-reviewed", test_never_reviewed);
    g_test_add_func ("/profile/cycle/no-report", test_no_report);
    g_test_add_func ("/profile/cycle/ahead", test_ahead);
    g_test_add_func ("/profile/cycle/json", test_json);
    return g_test_run ();
}
