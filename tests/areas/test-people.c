/* Accounts and sign-in: what an answer tells, and what a cookie opens. */
#include "fixture.h"

#include "areas/people/passwords.h"
#include "areas/people/people.h"
#include "areas/people/sign-in.h"
#include "base/limits.h"

#define PASSWORD "four words put together"

static char *add (House *house, const char *address, TdRole role, const char *state)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_person_add (house->instance, address, PASSWORD, role, state, &id, &error);
    g_assert_no_error (error);
    return id;
}

static void assert_not_added (House *house, const char *address, const char *password, TdRole role, const char *state,
                              TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    g_assert_false (td_person_add (house->instance, address, password, role, state, &id, &error));
    g_assert_null (id);
    assert_code (&error, code);
}

static void test_add (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *long_password = g_strnfill (201, 'p');
    g_autofree char *id = add (house, "A@Example.org", TD_ROLE_SECRETARIAT, NULL);

    g_assert_nonnull (id);
    assert_not_added (house, " a@example.ORG ", PASSWORD, TD_ROLE_ORGANISATION, NULL, TD_ERROR_CONFLICT);
    assert_not_added (house, "nobody", PASSWORD, TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "a b@example.org", PASSWORD, TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", "eleven char", TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", "PassWord 123456", TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", "qwertyuiopasdf", TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", "111111111111", TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "long.name@example.org", "Long.Name@Example.ORG", TD_ROLE_SECRETARIAT, NULL,
                      TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", "Committee on Migrant Workers", TD_ROLE_SECRETARIAT, NULL,
                      TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", long_password, TD_ROLE_SECRETARIAT, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", PASSWORD, TD_ROLE_PUBLIC, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", PASSWORD, TD_ROLE_MEMBER, NULL, TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", PASSWORD, TD_ROLE_MEMBER, "XXX", TD_ERROR_INPUT);
    assert_not_added (house, "b@example.org", PASSWORD, TD_ROLE_SECRETARIAT, "GHA", TD_ERROR_INPUT);
}

/* Who holds this cookie: the role, or the public's. */
static TdRole role_of (House *house, const char *cookie, char **ret_state, char **ret_session)
{
    g_auto (TdViewer) viewer = TD_VIEWER_SECRETARIAT;
    g_autofree char *csrf = NULL;
    g_autoptr (GError) error = NULL;
    TdRole role = TD_ROLE_PUBLIC;

    viewer.actor = NULL;
    td_person_of_cookie (house->instance, cookie, &viewer, &csrf, &error);
    g_assert_no_error (error);
    for (int r = TD_ROLE_ORGANISATION; r < TD_N_ROLES; r++)
        if (td_viewer_has (&viewer, (TdRole) r))
            role = (TdRole) r;
    g_assert_cmpint (viewer.person != NULL, ==, role != TD_ROLE_PUBLIC);
    if (ret_state != NULL)
        *ret_state = viewer.conflicts != NULL ? g_strdup (viewer.conflicts[0]) : NULL;
    if (ret_session != NULL)
        *ret_session = g_strdup (viewer.session);
    return role;
}

static void test_sessions (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, "m@example.org", TD_ROLE_MEMBER, "gha");
    g_auto (TdSignIn) sign_in = { 0 };
    g_autofree char *state = NULL;
    g_autofree char *session = NULL;
    g_autofree char *changed = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (td_sign_in (house->instance, " M@example.org", PASSWORD, &sign_in, &error));
    g_assert_cmpstr (sign_in.person, ==, id);
    g_assert_cmpuint (strlen (sign_in.cookie), ==, 64);
    /* A member's role needs a second factor, and the password alone is none. */
    g_assert_cmpint (role_of (house, sign_in.cookie, &state, &session), ==, TD_ROLE_ORGANISATION);
    g_assert_cmpstr (state, ==, "GHA");
    changed = g_strdup (sign_in.cookie);
    changed[63] = changed[63] == '0' ? '1' : '0';
    g_assert_cmpint (role_of (house, changed, NULL, NULL), ==, TD_ROLE_PUBLIC);
    g_assert_cmpint (role_of (house, "", NULL, NULL), ==, TD_ROLE_PUBLIC);
    g_assert_cmpint (role_of (house, NULL, NULL, NULL), ==, TD_ROLE_PUBLIC);
    g_assert_cmpint (role_of (house, session, NULL, NULL), ==, TD_ROLE_PUBLIC);
    /* A minute before its end it holds, a minute after it doesn't. */
    house->instance->clock.offset += TD_LIMIT_SESSION_HOURS * G_TIME_SPAN_HOUR - G_TIME_SPAN_MINUTE;
    g_assert_cmpint (role_of (house, sign_in.cookie, NULL, NULL), ==, TD_ROLE_ORGANISATION);
    house->instance->clock.offset += 2 * G_TIME_SPAN_MINUTE;
    g_assert_cmpint (role_of (house, sign_in.cookie, NULL, NULL), ==, TD_ROLE_PUBLIC);
    house->instance->clock.offset = 0;
    g_assert_true (td_sign_out (house->instance, session, &error));
    g_assert_cmpint (role_of (house, sign_in.cookie, NULL, NULL), ==, TD_ROLE_PUBLIC);
}

/* The sentence of a refusal. */
static char *refused (House *house, const char *address, const char *password, TdErrorCode code)
{
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) error = NULL;
    char *sentence;

    g_assert_false (td_sign_in (house->instance, address, password, &sign_in, &error));
    g_assert_null (sign_in.cookie);
    sentence = g_strdup (error->message);
    assert_code (&error, code);
    return sentence;
}

static gboolean disable (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update person set disabled = 1 where id = $1", error, TD_TEXT (data));
}

/* No answer tells whether an address has an account, or one that is closed. */
static void test_same_sentence (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, "a@example.org", TD_ROLE_SECRETARIAT, NULL);
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *wrong = refused (house, "a@example.org", "another password", TD_ERROR_INPUT);
    g_autofree char *unknown = refused (house, "b@example.org", PASSWORD, TD_ERROR_INPUT);
    g_autofree char *empty = refused (house, "", "", TD_ERROR_INPUT);
    g_autofree char *closed = NULL;

    g_assert_true (td_sign_in (house->instance, "a@example.org", PASSWORD, &sign_in, &error));
    g_assert_true (td_store_keep (house->instance->store, disable, id, &error));
    g_assert_cmpint (role_of (house, sign_in.cookie, NULL, NULL), ==, TD_ROLE_PUBLIC);
    closed = refused (house, "a@example.org", PASSWORD, TD_ERROR_INPUT);
    g_assert_cmpstr (unknown, ==, wrong);
    g_assert_cmpstr (empty, ==, wrong);
    g_assert_cmpstr (closed, ==, wrong);
}

/* Ten wrong tries of one address close it for a quarter of an hour, whether it has an account or not. */
static void test_tries (void)
{
    static const char *const addresses[] = { "a@example.org", "b@example.org" };
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, "a@example.org", TD_ROLE_SECRETARIAT, NULL);
    char *busy[2] = { NULL, NULL };
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
        /* Too long a password costs no Argon2id, and counts. */
        g_autofree char *wrong = g_strnfill (4 * TD_PASSWORD_MOST + 1, 'w');
        for (int n = 0; n < TD_LIMIT_SIGN_IN_TRIES; n++)
            g_free (refused (house, addresses[i], wrong, TD_ERROR_INPUT));
        busy[i] = refused (house, addresses[i], PASSWORD, TD_ERROR_BUSY);
    }
    g_assert_cmpstr (busy[0], ==, busy[1]);
    g_free (busy[0]);
    g_free (busy[1]);
    house->instance->clock.offset += 16 * G_TIME_SPAN_MINUTE;
    g_assert_true (td_sign_in (house->instance, "a@example.org", PASSWORD, &sign_in, &error));
    g_assert_no_error (error);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/people/add", test_add);
    g_test_add_func ("/people/sessions", test_sessions);
    g_test_add_func ("/people/same-sentence", test_same_sentence);
    g_test_add_func ("/people/tries", test_tries);
    return g_test_run ();
}
