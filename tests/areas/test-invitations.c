/* Invitations, registering, those who act for a State; accounts closed and erased. */
#include "people-house.h"

#include "areas/people/sign-in.h"
#include "base/limits.h"

#define UNION "0000000000000001"

/* ---- inviting ---- */

struct inviting {
    House *house;
    TdInvite invite;
    char *id;
};

static gboolean invite_in (TdTx *tx, gpointer data, GError **error)
{
    struct inviting *i = data;

    g_clear_pointer (&i->id, g_free);
    return td_invite (tx, i->house->instance, &i->invite, &i->id, error);
}

static gboolean invite (House *house, TdInvite what, char **ret_id, GError **error)
{
    struct inviting i = { .house = house, .invite = what };
    gboolean done = td_store_keep (house->instance->store, invite_in, &i, error);

    if (done && ret_id != NULL)
        *ret_id = g_steal_pointer (&i.id);
    g_free (i.id);
    return done;
}

/* The token of the last link in these letters. */
static char *token_in (const char *text)
{
    const char *at = g_strrstr (text, "/invitations/");

    g_assert_nonnull (at);
    at += strlen ("/invitations/");
    return g_strndup (at, strspn (at, "0123456789abcdef"));
}

static char *invited (House *house, TdInvite what)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    gint64 n = 0;

    invite (house, what, NULL, &error);
    g_assert_no_error (error);
    text = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    return token_in (text);
}

static TdInvite to_union (const char *address, const char *inviter)
{
    return (TdInvite){ .address = address,
                       .inviter = inviter,
                       .organisation = UNION,
                       .title = "Union of Tests",
                       .level = TD_LEVEL_CONTRIBUTOR };
}

static void assert_dead (House *house, const char *token)
{
    g_autoptr (GError) error = NULL;
    char *person = NULL;

    g_assert_null (td_invitation_open (house->instance, token, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_invitation_accept (house->instance, token, "A Name", "en", PASSWORD, &person, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void test_accept (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *token = invited (house, to_union (" New@Example.org", a));
    g_autofree char *forged = g_strdup (token);
    g_autoptr (TdInvitation) open = NULL;
    g_autofree char *person = NULL;
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;
    gboolean known = TRUE;

    /* Looking uses nothing up. */
    open = td_invitation_open (house->instance, token, &known, &error);
    g_assert_no_error (error);
    g_assert_false (known);
    g_assert_cmpstr (open->address, ==, "new@example.org");
    g_assert_cmpstr (open->title, ==, "Union of Tests");
    forged[0] = forged[0] == '0' ? '1' : '0';
    assert_dead (house, forged);
    assert_dead (house, "");
    assert_dead (house, open->id);
    /* What is wrong with the answers uses nothing up either. */
    g_assert_false (td_invitation_accept (house->instance, token, "", "en", PASSWORD, &person, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_invitation_accept (house->instance, token, "A Name", "en", "short", &person, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (
        td_invitation_accept (house->instance, token, "<b>A\u202e Name</b>", "en", PASSWORD, &person, NULL, &error));
    g_assert_no_error (error);
    viewer_now (house, person, &viewer);
    g_assert_cmpint (td_viewer_level (&viewer, UNION), ==, TD_LEVEL_CONTRIBUTOR);
    {
        g_autoptr (TdPerson) p = td_person_get (house->instance, &viewer, person, &error);
        g_assert_cmpstr (p->name, ==, "<b>A Name</b>");
        g_assert_cmpstr (p->locale, ==, "en");
    }
    /* A second time it opens nothing. */
    assert_dead (house, token);
    g_assert_true (td_journal_check (house->instance->store, &(gint64){ 0 }, &error));
}

static void test_expires (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *token = invited (house, to_union ("b@example.org", a));
    g_autoptr (TdInvitation) open = NULL;

    house->instance->clock.offset += TD_LIMIT_INVITATION_DAYS * G_TIME_SPAN_DAY - G_TIME_SPAN_MINUTE;
    open = td_invitation_open (house->instance, token, NULL, NULL);
    g_assert_nonnull (open);
    house->instance->clock.offset += 2 * G_TIME_SPAN_MINUTE;
    assert_dead (house, token);
}

/* Who may not invite any more has invited nobody. */
static void test_inviter_leaves (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *b = add_lead (house, "b@example.org", UNION);
    g_autofree char *officer = add (house, "o@example.org", TD_ROLE_SECRETARIAT, NULL);
    g_autofree char *token = invited (house, to_union ("c@example.org", a));
    g_autofree char *of_officer = invited (house, to_union ("d@example.org", officer));
    g_autoptr (TdInvitation) open = NULL;

    set_level (house, a, UNION, TD_LEVEL_CONTRIBUTOR);
    assert_dead (house, token);
    open = td_invitation_open (house->instance, of_officer, NULL, NULL);
    g_assert_nonnull (open);
    must_end (house, officer, TD_ROLE_SECRETARIAT);
    assert_dead (house, of_officer);
}

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from invitation", error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *(gint64 *) data = td_rows_int (rows, 0);
    return TRUE;
}

/* The address of who never came is not kept. */
static void test_forgets (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *token = invited (house, to_union ("b@example.org", a));
    gint64 n = 0;

    g_assert_true (td_invitation_forget (house->instance, NULL));
    g_assert_true (td_store_read (house->instance->store, count_in, &n, NULL));
    g_assert_cmpint (n, ==, 1);
    house->instance->clock.offset += TD_LIMIT_INVITATION_DAYS * G_TIME_SPAN_DAY;
    g_assert_true (td_invitation_forget (house->instance, NULL));
    g_assert_true (td_store_read (house->instance->store, count_in, &n, NULL));
    g_assert_cmpint (n, ==, 0);
}

/* Whose address has an account already hears the same, and accepts by signing in. */
static void test_known (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *b = add (house, "b@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *token = invited (house, to_union ("b@example.org", a));
    g_autofree char *person = NULL;
    g_autoptr (TdInvitation) open = NULL;
    g_auto (TdViewer) as_a = { 0 };
    g_auto (TdViewer) as_b = { 0 };
    g_autoptr (GError) error = NULL;
    gboolean known = FALSE;

    open = td_invitation_open (house->instance, token, &known, &error);
    g_assert_true (known);
    g_assert_false (td_invitation_accept (house->instance, token, "B", "en", PASSWORD, &person, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    viewer_now (house, a, &as_a);
    viewer_now (house, b, &as_b);
    g_assert_false (td_invitation_accept_as (house->instance, &as_a, token, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_invitation_accept_as (house->instance, &nobody, token, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_invitation_accept_as (house->instance, &as_b, token, &error));
    g_assert_false (td_invitation_accept_as (house->instance, &as_b, token, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    td_viewer_clear (&as_b);
    viewer_now (house, b, &as_b);
    g_assert_cmpint (td_viewer_level (&as_b, UNION), ==, TD_LEVEL_CONTRIBUTOR);
}

struct taking_back {
    const char *organisation, *state, *id;
};

static gboolean take_back_in (TdTx *tx, gpointer data, GError **error)
{
    const struct taking_back *t = data;

    return td_invitation_take_back (tx, t->organisation, t->state, t->id, error);
}

static void test_take_back (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *id = NULL;
    g_autofree char *token = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    struct taking_back t = { .organisation = "0000000000000002" };
    gint64 n = 0;

    g_assert_true (invite (house, to_union ("b@example.org", a), &id, &error));
    text = letters (house, &n);
    token = token_in (text);
    t.id = id;
    /* Another organisation's, or a State's, is nothing that they know of. */
    g_assert_false (td_store_keep (house->instance->store, take_back_in, &t, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    t = (struct taking_back){ .state = "GHA", .id = id };
    g_assert_false (td_store_keep (house->instance->store, take_back_in, &t, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    t = (struct taking_back){ .organisation = UNION, .id = id };
    g_assert_true (td_store_keep (house->instance->store, take_back_in, &t, &error));
    assert_dead (house, token);
    /* One that waits for its letter is not sent any more. */
    g_clear_pointer (&id, g_free);
    g_assert_true (invite (house, to_union ("c@example.org", a), &id, &error));
    t.id = id;
    g_assert_true (td_store_keep (house->instance->store, take_back_in, &t, &error));
    g_free (letters (house, &n));
    g_assert_cmpint (n, ==, 0);
}

/* An invitation of the same to the same replaces the one before. */
static void test_replaces (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *first = invited (house, to_union ("b@example.org", a));
    g_autofree char *second = invited (house, to_union ("B@example.org ", a));
    g_autoptr (TdInvitation) open = NULL;

    assert_dead (house, first);
    open = td_invitation_open (house->instance, second, NULL, NULL);
    g_assert_nonnull (open);
}

static void test_bad_addresses (void)
{
    static const char *const bad[] = { "",
                                       "nobody",
                                       "a@b",
                                       "a b@example.org",
                                       "a@example.org\nBcc: b@example.org",
                                       "a@example.org,b@example.org",
                                       "<a@example.org>" };
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_assert_false (invite (house, to_union (bad[i], a), NULL, &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    g_free (letters (house, &n));
    g_assert_cmpint (n, ==, 0);
}

/* ---- ten thousand ---- */

static gint64 try_many (House *house, int many, const char *inviter, const char *organisation)
{
    gint64 taken = 0;

    for (int n = 0; n < many; n++) {
        g_autofree char *address = g_strdup_printf ("p%d@%.4s.example.org", n, inviter);
        TdInvite what = to_union (address, inviter);
        g_autoptr (GError) error = NULL;
        what.organisation = organisation;
        if (invite (house, what, NULL, &error))
            taken++;
        else
            g_assert_cmpint (td_error_code (error), ==, TD_ERROR_BUSY);
    }
    return taken;
}

static void test_ten_thousand (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    gint64 n = 0, all = 0;

    g_assert_cmpint (try_many (house, 10000, a, UNION), ==, TD_LIMIT_INVITATIONS_PER_HOUR);
    g_free (letters (house, &n));
    g_assert_cmpint (n, ==, TD_LIMIT_INVITATIONS_PER_HOUR);
    /* Hour by hour over a day: no more than a day's. */
    all = n;
    for (int hour = 0; hour < 20; hour++) {
        house->instance->clock.offset += G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND;
        all += try_many (house, 30, a, UNION);
    }
    g_assert_cmpint (all, ==, TD_LIMIT_INVITATIONS_PER_DAY);
    /* A day later the person may again. */
    house->instance->clock.offset += G_TIME_SPAN_DAY;
    g_assert_cmpint (try_many (house, 30, a, UNION), ==, TD_LIMIT_INVITATIONS_PER_HOUR);
}

/* Many people of one organisation together. */
static void test_together (void)
{
    g_autoptr (House) house = house_new (FALSE);
    gint64 all = 0;

    for (int n = 0; n < 12; n++) {
        g_autofree char *person = g_strdup_printf ("%04d000000000000", n);
        g_autofree char *address = g_strdup_printf ("lead%d@example.org", n);
        g_autofree char *id = add (house, address, TD_ROLE_ORGANISATION, NULL);
        all += try_many (house, TD_LIMIT_INVITATIONS_PER_HOUR, id, UNION);
    }
    g_assert_cmpint (all, ==, TD_LIMIT_INVITATIONS_OF_ORGANISATION);
}

/* ---- registering ---- */

static void test_register (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add (house, "known@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *text = NULL;
    g_autofree char *token = NULL;
    g_autofree char *person = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    g_assert_true (td_register (house->instance, "New@example.org", "fr", &error));
    text = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (text, "/fr/invitations/"));
    token = token_in (text);
    g_assert_true (td_invitation_accept (house->instance, token, "New", "en", PASSWORD, &person, NULL, &error));
    assert_dead (house, token);
    /* One that has an account: the same answer, and a letter as well. */
    g_assert_true (td_register (house->instance, "known@example.org", "en", &error));
    g_free (letters (house, &n));
    g_assert_cmpint (n, ==, 1);
    /* However often: always yes, and no more than a few letters. */
    for (int i = 0; i < 50; i++)
        g_assert_true (td_register (house->instance, "often@example.org", "en", &error));
    g_free (letters (house, &n));
    g_assert_cmpint (n, <=, TD_LIMIT_REGISTRATIONS_PER_ADDRESS);
    g_assert_false (td_register (house->instance, "no address", "en", &error));
    assert_code (&error, TD_ERROR_INPUT);
}

static void test_register_many (void)
{
    g_autoptr (House) house = house_new (FALSE);
    gint64 taken = 0;

    for (int i = 0; i < TD_LIMIT_REGISTRATIONS_PER_HOUR + 20; i++) {
        g_autofree char *address = g_strdup_printf ("p%d@example.org", i);
        g_autoptr (GError) error = NULL;
        if (td_register (house->instance, address, "en", &error))
            taken++;
        else
            g_assert_cmpint (td_error_code (error), ==, TD_ERROR_BUSY);
    }
    g_assert_cmpint (taken, ==, TD_LIMIT_REGISTRATIONS_PER_HOUR);
}

/* ---- those who act for a State ---- */

static void test_mission (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *other = add (house, "other@example.org", TD_ROLE_MISSION, "MAR");
    g_autofree char *theirs = add (house, "theirs@example.org", TD_ROLE_MINISTRY, "MAR");
    g_autofree char *text = NULL;
    g_autofree char *token = NULL;
    g_autofree char *person = NULL;
    g_autofree char *term = NULL;
    g_auto (TdViewer) as_mission = { 0 };
    g_auto (TdViewer) as_other = { 0 };
    g_auto (TdViewer) as_ministry = { 0 };
    g_autoptr (GPtrArray) people = NULL;
    g_autoptr (GPtrArray) waiting = NULL;
    g_autoptr (GError) error = NULL;
    TdInstance *i = house->instance;
    gint64 n = 0;

    viewer_now (house, mission, &as_mission);
    viewer_now (house, other, &as_other);
    g_assert_false (td_state_invite (i, &nobody, "cap@example.org", "en", NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_state_invite (i, &as_mission, "cap@example.org", "en", "2020-01-01", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_state_invite (i, &as_mission, "cap@example.org", "en", NULL, &error));
    text = letters (house, &n);
    g_assert_null (strstr (text, "Ghana"));
    token = token_in (text);
    waiting = td_state_invitations (i, &as_mission, &error);
    g_assert_cmpuint (waiting->len, ==, 1);
    /* The other mission neither sees it nor takes it back. */
    {
        const TdInvitation *invitation = waiting->pdata[0];
        g_autoptr (GPtrArray) none = td_state_invitations (i, &as_other, &error);
        g_assert_cmpuint (none->len, ==, 0);
        g_assert_false (td_state_take_back (i, &as_other, invitation->id, &error));
        assert_code (&error, TD_ERROR_NOT_FOUND);
    }
    g_assert_true (td_invitation_accept (i, token, "Capital", "en", PASSWORD, &person, NULL, &error));
    viewer_now (house, person, &as_ministry);
    g_assert_true (td_viewer_has (&as_ministry, TD_ROLE_MINISTRY));
    g_assert_cmpstr (as_ministry.state, ==, "GHA");
    /* A ministry names nobody; each mission sees and ends its own State's. */
    g_assert_false (td_state_invite (i, &as_ministry, "x@example.org", "en", NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    people = td_state_people (i, &as_mission, &error);
    g_assert_cmpuint (people->len, ==, 1);
    g_assert_cmpstr (((const TdPerson *) people->pdata[0])->id, ==, person);
    term = term_of (house, theirs, TD_ROLE_MINISTRY);
    g_assert_false (td_role_end (i, &as_mission, theirs, term, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_free (term);
    term = term_of (house, mission, TD_ROLE_MISSION);
    g_assert_false (td_role_end (i, &as_mission, mission, term, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_free (term);
    term = term_of (house, person, TD_ROLE_MINISTRY);
    g_assert_true (td_role_end (i, &as_mission, person, term, &error));
    td_viewer_clear (&as_ministry);
    viewer_now (house, person, &as_ministry);
    g_assert_false (td_viewer_has (&as_ministry, TD_ROLE_MINISTRY));
    g_assert_null (as_ministry.state);
}

/* What a mission invited to holds no longer than the mission's own word. */
static void test_mission_ends (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *token = invited (
        house,
        (TdInvite){ .address = "cap@example.org", .inviter = mission, .role = TD_ROLE_MINISTRY, .state = "GHA" });

    must_end (house, mission, TD_ROLE_MISSION);
    assert_dead (house, token);
}

/* A member of the Committee can not be made a ministry's person by a letter. */
static void test_mission_and_member (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *member = add (house, "m@example.org", TD_ROLE_MEMBER, "MAR");
    g_autofree char *token = invited (
        house, (TdInvite){ .address = "m@example.org", .inviter = mission, .role = TD_ROLE_MINISTRY, .state = "GHA" });
    g_auto (TdViewer) as_member = { 0 };
    g_autoptr (GError) error = NULL;

    viewer_now (house, member, &as_member);
    g_assert_false (td_invitation_accept_as (house->instance, &as_member, token, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- closing and erasing ---- */

static void test_disable (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *boss = add (house, "boss@example.org", TD_ROLE_ADMINISTRATOR, NULL);
    g_autofree char *a = add (house, "a@example.org", TD_ROLE_SECRETARIAT, NULL);
    g_autofree char *cookie = open_session (house, a, TD_TRUST_SECOND);
    g_autofree char *token = invited (house, to_union ("b@example.org", a));
    g_auto (TdViewer) as_boss = { 0 };
    g_auto (TdViewer) as_officer = { 0 };
    g_autoptr (GError) error = NULL;
    TdInstance *i = house->instance;

    viewer_now (house, boss, &as_boss);
    viewer_of (house, cookie, &as_officer);
    g_assert_false (td_account_disable (i, &as_officer, boss, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_account_disable (i, &as_boss, boss, TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_account_disable (i, &as_boss, "0000000000000000", TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_account_disable (i, &as_boss, a, TRUE, &error));
    g_assert_true (td_account_disable (i, &as_boss, a, TRUE, &error));
    td_viewer_clear (&as_officer);
    viewer_of (house, cookie, &as_officer);
    g_assert_null (as_officer.person);
    assert_dead (house, token);
    /* Reopened, the old session stays ended. */
    g_assert_true (td_account_disable (i, &as_boss, a, FALSE, &error));
    td_viewer_clear (&as_officer);
    viewer_of (house, cookie, &as_officer);
    g_assert_null (as_officer.person);
    td_viewer_clear (&as_officer);
    viewer_now (house, a, &as_officer);
    g_assert_true (td_viewer_has (&as_officer, TD_ROLE_SECRETARIAT));
}

static void test_erase (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *boss = add (house, "boss@example.org", TD_ROLE_ADMINISTRATOR, NULL);
    g_autofree char *a = add (house, "zanzibarleaf@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *cookie = open_session (house, a, TD_TRUST_SECOND);
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;
    TdInstance *i = house->instance;
    gint64 n = 0;
    g_autofree char *text = NULL;
    g_autofree char *again = NULL;

    viewer_of (house, cookie, &viewer);
    g_assert_true (td_account_change (i, &viewer, "Quokka Leaf", "en", TRUE, &error));
    g_assert_false (td_account_erase (i, &command, boss, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_account_erase (i, &command, a, &error));
    g_assert_no_error (error);
    text = letters (house, &n);
    g_assert_nonnull (strstr (text, "zanzibarleaf@example.org"));
    g_assert_false (td_account_erase (i, &command, a, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    td_viewer_clear (&viewer);
    viewer_of (house, cookie, &viewer);
    g_assert_null (viewer.person);
    g_assert_null (td_person_get (i, &command, a, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_journal_check (i->store, &n, &error));
    /* The address is free again, for somebody new. */
    again = add (house, "zanzibarleaf@example.org", TD_ROLE_ORGANISATION, NULL);
    g_assert_cmpstr (again, !=, a);
}

/* Names: HTML stays text, marks of direction go, 201 characters are too many. */
static void test_names (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add_lead (house, "a@example.org", UNION);
    g_autofree char *huge = g_strnfill (4000, 'n');
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (TdPerson) p = NULL;
    g_autoptr (GError) error = NULL;
    TdInstance *i = house->instance;

    viewer_now (house, a, &viewer);
    g_assert_false (td_account_change (i, &viewer, huge, "en", FALSE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_account_change (i, &viewer, "\u202e\u2066", "en", FALSE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_account_change (i, &viewer, "Name", "xx", FALSE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_account_change (i, &nobody, "Name", "en", FALSE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_account_change (i, &viewer, "A\u202e\nB\x07 <i>", "en", TRUE, &error));
    g_assert_no_error (error);
    p = td_person_get (i, &viewer, a, &error);
    g_assert_cmpstr (p->name, ==, "A B <i>");
    g_assert_true (p->mail_detail);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/invitations/accept", test_accept);
    g_test_add_func ("/invitations/expires", test_expires);
    g_test_add_func ("/invitations/inviter-leaves", test_inviter_leaves);
    g_test_add_func ("/invitations/forgets", test_forgets);
    g_test_add_func ("/invitations/known", test_known);
    g_test_add_func ("/invitations/take-back", test_take_back);
    g_test_add_func ("/invitations/replaces", test_replaces);
    g_test_add_func ("/invitations/bad-addresses", test_bad_addresses);
    g_test_add_func ("/invitations/ten-thousand", test_ten_thousand);
    g_test_add_func ("/invitations/together", test_together);
    g_test_add_func ("/invitations/register", test_register);
    g_test_add_func ("/invitations/register-many", test_register_many);
    g_test_add_func ("/invitations/mission", test_mission);
    g_test_add_func ("/invitations/mission-ends", test_mission_ends);
    g_test_add_func ("/invitations/mission-and-member", test_mission_and_member);
    g_test_add_func ("/invitations/disable", test_disable);
    g_test_add_func ("/invitations/erase", test_erase);
    g_test_add_func ("/invitations/names", test_names);
    return g_test_run ();
}
