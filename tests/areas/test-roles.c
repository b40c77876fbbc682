/* Roles with terms, and conflicts. */
#include "people-house.h"

static gboolean has (House *house, const char *person, TdRole role)
{
    g_auto (TdViewer) viewer = { 0 };

    viewer_now (house, person, &viewer);
    return td_viewer_has (&viewer, role);
}

/* ---- terms ---- */

static void test_edges (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *p = NULL;
    g_autofree char *cookie = NULL;
    g_auto (TdViewer) viewer = { 0 };

    set_day (house, "2027-01-01");
    p = add (house, "a@example.org", TD_ROLE_ORGANISATION, NULL);
    must_give (house, p, TD_ROLE_OBSERVER, NULL, "2027-03-01", "2027-03-10");
    set_day (house, "2027-02-28");
    g_assert_false (has (house, p, TD_ROLE_OBSERVER));
    set_day (house, "2027-03-01");
    g_assert_true (has (house, p, TD_ROLE_OBSERVER));
    set_day (house, "2027-03-10");
    g_assert_true (has (house, p, TD_ROLE_OBSERVER));
    /* A session that is open loses it with the day: at 23:59 in Geneva it holds, at 00:01 it does not. */
    td_clock_at ("2027-03-10T22:59:00Z", &house->instance->clock, NULL);
    cookie = open_session (house, p, TD_TRUST_SECOND);
    viewer_of (house, cookie, &viewer);
    g_assert_true (td_viewer_has (&viewer, TD_ROLE_OBSERVER));
    td_viewer_clear (&viewer);
    house->instance->clock.offset += 2 * G_TIME_SPAN_MINUTE;
    viewer_of (house, cookie, &viewer);
    g_assert_nonnull (viewer.person);
    g_assert_false (td_viewer_has (&viewer, TD_ROLE_OBSERVER));
    g_assert_true (td_viewer_has (&viewer, TD_ROLE_ORGANISATION));
}

static void test_days (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *p = add (house, "a@example.org", TD_ROLE_ORGANISATION, NULL);

    not_given (house, p, TD_ROLE_OBSERVER, NULL, "2027-03-02", "2027-03-01", TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_OBSERVER, NULL, "2027-02-30", NULL, TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_OBSERVER, NULL, "2027-02", NULL, TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_OBSERVER, NULL, NULL, "soon", TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_PUBLIC, NULL, NULL, NULL, TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_ORGANISATION, NULL, NULL, NULL, TD_ERROR_INPUT);
    not_given (house, "0000000000000000", TD_ROLE_OBSERVER, NULL, NULL, NULL, TD_ERROR_NOT_FOUND);
    /* The same role twice in the same days; the day after is another term. */
    must_give (house, p, TD_ROLE_OBSERVER, NULL, "2027-03-01", "2027-03-10");
    not_given (house, p, TD_ROLE_OBSERVER, NULL, "2027-03-10", NULL, TD_ERROR_CONFLICT);
    not_given (house, p, TD_ROLE_OBSERVER, NULL, "2027-01-01", "2027-03-01", TD_ERROR_CONFLICT);
    must_give (house, p, TD_ROLE_OBSERVER, NULL, "2027-03-11", NULL);
}

/* ---- chair and rapporteur ---- */

static void test_members_alone (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *p = NULL;
    g_autofree char *other = NULL;

    set_day (house, "2027-01-15");
    p = add (house, "m@example.org", TD_ROLE_ORGANISATION, NULL);
    other = add (house, "o@example.org", TD_ROLE_OBSERVER, NULL);
    not_given (house, other, TD_ROLE_CHAIR, NULL, NULL, NULL, TD_ERROR_CONFLICT);
    not_given (house, other, TD_ROLE_RAPPORTEUR, "MAR", NULL, NULL, TD_ERROR_CONFLICT);
    must_give (house, p, TD_ROLE_MEMBER, "gha", "2027-01-01", "2028-12-31");
    /* Within the member's term, first and last day included; one day past either is too much. */
    not_given (house, p, TD_ROLE_CHAIR, NULL, "2026-12-31", "2027-12-31", TD_ERROR_CONFLICT);
    not_given (house, p, TD_ROLE_CHAIR, NULL, "2027-01-01", "2029-01-01", TD_ERROR_CONFLICT);
    not_given (house, p, TD_ROLE_CHAIR, NULL, "2027-01-01", NULL, TD_ERROR_CONFLICT);
    must_give (house, p, TD_ROLE_CHAIR, NULL, "2027-01-01", "2028-12-31");
    g_assert_true (has (house, p, TD_ROLE_CHAIR));
    /* Two terms without a day between are one time; with a day between they are not. */
    must_give (house, p, TD_ROLE_MEMBER, NULL, "2029-01-01", "2030-12-31");
    must_give (house, p, TD_ROLE_RAPPORTEUR, "MAR", "2027-01-01", "2030-06-30");
    must_give (house, p, TD_ROLE_MEMBER, NULL, "2031-01-02", NULL);
    not_given (house, p, TD_ROLE_RAPPORTEUR, "MEX", "2030-12-01", "2031-02-01", TD_ERROR_CONFLICT);
    must_give (house, p, TD_ROLE_RAPPORTEUR, "MEX", "2031-01-02", NULL);
    not_given (house, p, TD_ROLE_RAPPORTEUR, NULL, NULL, "2028-01-01", TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_RAPPORTEUR, "XXX", NULL, "2028-01-01", TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_CHAIR, "MAR", "2029-01-01", "2029-02-01", TD_ERROR_INPUT);
}

static void test_ends_with_the_member (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *p = add (house, "m@example.org", TD_ROLE_MEMBER, "GHA");
    g_auto (TdViewer) viewer = { 0 };
    g_autofree char *none = NULL;

    must_give (house, p, TD_ROLE_CHAIR, NULL, NULL, NULL);
    must_give (house, p, TD_ROLE_RAPPORTEUR, "MAR", NULL, NULL);
    viewer_now (house, p, &viewer);
    g_assert_cmpstr (viewer.rapporteur_of[0], ==, "MAR");
    td_viewer_clear (&viewer);
    must_end (house, p, TD_ROLE_MEMBER);
    viewer_now (house, p, &viewer);
    g_assert_cmpuint (viewer.roles, ==, TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION));
    g_assert_null (viewer.rapporteur_of);
    none = term_of (house, p, TD_ROLE_CHAIR);
    g_assert_null (none);
}

/* ---- of States ---- */

static void test_states (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *p = add (house, "a@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *officer = add (house, "o@example.org", TD_ROLE_SECRETARIAT, NULL);
    g_autofree char *member = add (house, "m@example.org", TD_ROLE_MEMBER, "GHA");
    g_auto (TdViewer) viewer = { 0 };

    not_given (house, p, TD_ROLE_MISSION, NULL, NULL, NULL, TD_ERROR_INPUT);
    not_given (house, p, TD_ROLE_MINISTRY, "XXX", NULL, NULL, TD_ERROR_INPUT);
    not_given (house, officer, TD_ROLE_MISSION, "GHA", NULL, NULL, TD_ERROR_CONFLICT);
    not_given (house, member, TD_ROLE_MINISTRY, "GHA", NULL, NULL, TD_ERROR_CONFLICT);
    must_give (house, p, TD_ROLE_MISSION, "gha", NULL, "2031-12-31");
    not_given (house, p, TD_ROLE_MEMBER, "MAR", NULL, NULL, TD_ERROR_CONFLICT);
    not_given (house, p, TD_ROLE_SECRETARIAT, NULL, "2031-12-31", NULL, TD_ERROR_CONFLICT);
    not_given (house, p, TD_ROLE_MINISTRY, "MAR", "2031-12-31", NULL, TD_ERROR_CONFLICT);
    must_give (house, p, TD_ROLE_SECRETARIAT, NULL, "2032-01-01", NULL);
    viewer_now (house, p, &viewer);
    g_assert_true (td_viewer_has (&viewer, TD_ROLE_MISSION));
    g_assert_cmpstr (viewer.state, ==, "GHA");
}

/* Without a second factor a session lacks the roles that need one. */
static void test_trust (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *p = add (house, "a@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *cookie = open_session (house, p, TD_TRUST_PASSWORD);
    g_autofree char *link = open_session (house, p, TD_TRUST_LINK);
    g_auto (TdViewer) viewer = { 0 };

    must_give (house, p, TD_ROLE_OBSERVER, NULL, NULL, NULL);
    viewer_of (house, cookie, &viewer);
    g_assert_cmpuint (viewer.roles, ==, TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (OBSERVER));
    td_viewer_clear (&viewer);
    viewer_of (house, link, &viewer);
    g_assert_cmpuint (viewer.roles, ==, TD_ROLE_BIT (PUBLIC));
}

/* ---- who may ---- */

static void test_who_may (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *p = add (house, "a@example.org", TD_ROLE_OBSERVER, NULL);
    g_autofree char *officer = add (house, "o@example.org", TD_ROLE_SECRETARIAT, NULL);
    g_autofree char *boss = add (house, "b@example.org", TD_ROLE_ADMINISTRATOR, NULL);
    g_autofree char *term = term_of (house, p, TD_ROLE_OBSERVER);
    const TdTermGiven given = { .role = TD_ROLE_TRANSLATOR };
    g_auto (TdViewer) as_officer = { 0 };
    g_auto (TdViewer) as_boss = { 0 };
    g_autoptr (GError) error = NULL;

    viewer_now (house, officer, &as_officer);
    viewer_now (house, boss, &as_boss);
    g_assert_false (td_role_give (house->instance, &nobody, p, &given, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_role_give (house->instance, &as_officer, p, &given, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_role_end (house->instance, &as_officer, p, term, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_role_give (house->instance, &as_boss, p, &given, NULL, &error));
    g_assert_true (td_role_end (house->instance, &as_boss, p, term, &error));
    g_assert_false (td_role_end (house->instance, &as_boss, p, term, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    /* The last administrator stays, whoever asks. */
    g_free (term);
    term = term_of (house, boss, TD_ROLE_ADMINISTRATOR);
    g_assert_false (td_role_end (house->instance, &as_boss, boss, term, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    must_give (house, officer, TD_ROLE_ADMINISTRATOR, NULL, NULL, NULL);
    g_assert_true (td_role_end (house->instance, &as_boss, boss, term, &error));
}

/* The person hears that something changed, and the letter says no more. */
static void test_told (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *p = add (house, "a@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *text = NULL;
    gint64 n = 0;

    must_give (house, p, TD_ROLE_MISSION, "GHA", NULL, NULL);
    text = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (text, "/en/account"));
    g_assert_null (strstr (text, "Ghana"));
    g_assert_null (strstr (text, "GHA"));
    g_assert_null (strstr (text, "mission"));
}

/* ---- conflicts ---- */

static gboolean conflicted (House *house, const char *person, const char *state)
{
    g_auto (TdViewer) viewer = { 0 };

    viewer_now (house, person, &viewer);
    g_assert_nonnull (viewer.conflicts);
    return g_strv_contains (viewer.conflicts, state);
}

static void test_conflicts (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *m = add (house, "m@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *officer = add (house, "o@example.org", TD_ROLE_SECRETARIAT, NULL);
    g_auto (TdViewer) as_member = { 0 };
    g_auto (TdViewer) as_officer = { 0 };
    g_autoptr (GError) error = NULL;
    TdInstance *i = house->instance;

    viewer_now (house, m, &as_member);
    viewer_now (house, officer, &as_officer);
    not_given (house, m, TD_ROLE_RAPPORTEUR, "GHA", NULL, NULL, TD_ERROR_CONFLICT);
    must_give (house, m, TD_ROLE_RAPPORTEUR, "MAR", NULL, NULL);
    /* Declared by the member: at once, and the rapporteur's term ends with it. */
    g_assert_true (td_conflict_add (i, &as_member, m, "mar", TD_GROUND_DECLARATION, &error));
    g_assert_true (td_conflict_add (i, &as_member, m, "MAR", TD_GROUND_DECLARATION, &error));
    g_assert_true (conflicted (house, m, "MAR"));
    g_assert_false (has (house, m, TD_ROLE_RAPPORTEUR));
    not_given (house, m, TD_ROLE_RAPPORTEUR, "MAR", NULL, NULL, TD_ERROR_CONFLICT);
    /* Other grounds, and others' conflicts, are the secretariat's. */
    g_assert_false (td_conflict_add (i, &as_member, m, "MEX", TD_GROUND_RESIDENCE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_conflict_add (i, &as_member, officer, "MEX", TD_GROUND_DECLARATION, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_conflict_remove (i, &as_member, m, "MAR", TD_GROUND_DECLARATION, "No more.", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_conflict_add (i, &as_officer, m, "MEX", TD_GROUND_OFFICE, &error));
    g_assert_true (conflicted (house, m, "MEX"));
    g_assert_false (td_conflict_add (i, &as_officer, m, "XXX", TD_GROUND_OFFICE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_conflict_add (i, &as_officer, "0000000000000000", "MEX", TD_GROUND_OFFICE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    /* Taken back with a reason. */
    g_assert_false (td_conflict_remove (i, &as_officer, m, "MEX", TD_GROUND_OFFICE, " \n", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_conflict_remove (i, &as_officer, m, "MEX", TD_GROUND_OFFICE, "Left it.", &error));
    g_assert_false (conflicted (house, m, "MEX"));
    g_assert_false (td_conflict_remove (i, &as_officer, m, "MEX", TD_GROUND_OFFICE, "Left it.", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* Without a recorded nationality nothing confidential opens, and nobody is rapporteur. */
static void test_no_nationality (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *m = add (house, "m@example.org", TD_ROLE_MEMBER, "GHA");
    const TdThing sealed = {
        .kind = TD_THING_SUBMISSION, .status = TD_STATUS_RECEIVED, .visibility = TD_VISIBILITY_COMMITTEE, .state = "MAR"
    };
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;

    viewer_now (house, m, &viewer);
    g_assert_true (td_door_may (&viewer, TD_ACT_SUBMISSION_READ, &sealed, &error));
    td_viewer_clear (&viewer);
    g_assert_true (td_conflict_add (house->instance, &command, m, "MEX", TD_GROUND_RESIDENCE, &error));
    g_assert_true (td_conflict_remove (house->instance, &command, m, "GHA", TD_GROUND_NATIONALITY, "Wrong.", &error));
    viewer_now (house, m, &viewer);
    g_assert_null (viewer.conflicts);
    g_assert_false (td_door_may (&viewer, TD_ACT_SUBMISSION_READ, &sealed, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    not_given (house, m, TD_ROLE_RAPPORTEUR, "MAR", NULL, NULL, TD_ERROR_CONFLICT);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/roles/edges", test_edges);
    g_test_add_func ("/roles/days", test_days);
    g_test_add_func ("/roles/members-alone", test_members_alone);
    g_test_add_func ("/roles/ends-with-the-member", test_ends_with_the_member);
    g_test_add_func ("/roles/states", test_states);
    g_test_add_func ("/roles/trust", test_trust);
    g_test_add_func ("/roles/who-may", test_who_may);
    g_test_add_func ("/roles/told", test_told);
    g_test_add_func ("/roles/conflicts", test_conflicts);
    g_test_add_func ("/roles/no-nationality", test_no_nationality);
    return g_test_run ();
}
