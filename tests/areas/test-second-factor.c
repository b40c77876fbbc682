/* Second factors: the published vectors, each code once, and what a sign-in is before and after. */
#include "fixture.h"

#include "areas/people/own-password.h"
#include "areas/people/people.h"
#include "areas/people/second-factor-set.h"
#include "areas/people/sign-in.h"
#include "areas/people/totp.h"
#include "base/limits.h"

#define PASSWORD  "four words put together"
#define ADDRESS   "a@example.org"
#define RFC_BYTES ((const guint8 *) "12345678901234567890")

/* RFC 4226, appendix D. */
static void test_hotp (void)
{
    static const guint32 expected[] = {
        755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489
    };

    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_cmpuint (td_hotp (RFC_BYTES, 20, i, 6), ==, expected[i]);
}

/* RFC 6238, appendix B, the SHA-1 column. */
static void test_totp (void)
{
    static const struct {
        gint64 seconds;
        guint32 code;
    } expected[] = { { 59, 94287082 },         { 1111111109, 7081804 },  { 1111111111, 14050471 },
                     { 1234567890, 89005924 }, { 2000000000, 69279037 }, { 20000000000, 65353130 } };
    gint64 step;

    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_cmpuint (td_hotp (RFC_BYTES, 20, (guint64) td_totp_step (expected[i].seconds * G_USEC_PER_SEC), 8), ==,
                          expected[i].code);
    /* The step before, this and the next, none further away, none at or before the last one taken. */
    for (int away = -2; away <= 2; away++) {
        gint64 now = (1111111109 + away * TD_TOTP_SECONDS) * G_TIME_SPAN_SECOND;
        g_assert_cmpint (td_totp_match (RFC_BYTES, "081 804", now, 0, &step), ==, away >= -1 && away <= 1);
    }
    g_assert_true (td_totp_match (RFC_BYTES, "٢٨٧٠٨٢", 59 * G_USEC_PER_SEC, 0, &step));
    g_assert_cmpint (step, ==, 1);
    g_assert_false (td_totp_match (RFC_BYTES, "287082", 59 * G_USEC_PER_SEC, 1, &step));
    g_assert_false (td_totp_match (RFC_BYTES, "28708", 59 * G_USEC_PER_SEC, 0, &step));
    g_assert_false (td_totp_match (RFC_BYTES, "2870822", 59 * G_USEC_PER_SEC, 0, &step));
    g_assert_false (td_totp_match (RFC_BYTES, "", 59 * G_USEC_PER_SEC, 0, &step));
}

static void test_texts (void)
{
    g_autofree char *secret = td_totp_secret_text (RFC_BYTES);
    g_autofree char *uri = td_totp_uri (RFC_BYTES, "A Committee", "a&b@example.org");

    g_assert_cmpstr (secret, ==, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    g_assert_cmpstr (uri, ==,
                     "otpauth://totp/A%20Committee:a%26b@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                     "&issuer=A%20Committee");
}

/* ---- an account with an app ---- */

static char *secretary (House *house)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_person_add (house->instance, ADDRESS, PASSWORD, TD_ROLE_SECRETARIAT, NULL, &id, &error);
    g_assert_no_error (error);
    return id;
}

static char *code_at (const char *secret, gint64 now)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    guint8 bytes[TD_TOTP_SECRET_BYTES] = { 0 };

    for (gsize i = 0; secret[i] != '\0'; i++)
        for (gsize bit = 0; bit < 5; bit++)
            if ((strchr (letters, secret[i]) - letters) & (16 >> bit))
                bytes[(i * 5 + bit) / 8] |= (guint8) (128 >> (i * 5 + bit) % 8);
    return g_strdup_printf ("%06u", td_hotp (bytes, sizeof bytes, (guint64) td_totp_step (now), TD_TOTP_DIGITS));
}

static char *code_now (House *house, const char *secret)
{
    return code_at (secret, td_clock_now (&house->instance->clock));
}

static void later (House *house, int seconds)
{
    house->instance->clock.offset += seconds * G_TIME_SPAN_SECOND;
}

static void start (House *house, TdSignIn *ret)
{
    g_autoptr (GError) error = NULL;

    td_sign_in (house->instance, ADDRESS, PASSWORD, ret, &error);
    g_assert_no_error (error);
}

static void who (House *house, const char *cookie, TdViewer *ret)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *csrf = NULL;

    td_person_of_cookie (house->instance, cookie, ret, &csrf, &error);
    g_assert_no_error (error);
}

static TdTrust trust_of (House *house, const char *cookie)
{
    g_auto (TdViewer) viewer = { 0 };

    who (house, cookie, &viewer);
    g_assert_cmpint (viewer.trust != TD_TRUST_NOBODY, ==, viewer.person != NULL);
    g_assert_cmpint (td_viewer_has (&viewer, TD_ROLE_SECRETARIAT), ==, viewer.trust == TD_TRUST_SECOND);
    return viewer.trust;
}

static void refuse (House *house, const char *cookie, const char *code, TdErrorCode expected)
{
    g_auto (TdSignIn) done = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_false (td_second_finish (house->instance, cookie, code, &done, &error));
    g_assert_null (done.cookie);
    assert_code (&error, expected);
}

static void finish (House *house, const char *cookie, const char *code, TdSignIn *ret)
{
    g_autoptr (GError) error = NULL;

    td_second_finish (house->instance, cookie, code, ret, &error);
    g_assert_no_error (error);
}

/* As an administrator gives one. */
static char *give_app (House *house)
{
    g_autofree char *uri = NULL;
    g_auto (GStrv) codes = NULL;
    g_autoptr (GError) error = NULL;
    char *secret = NULL;

    td_second_reset (house->instance, ADDRESS, TD_SECOND_RESET_APP, &secret, &uri, &codes, &error);
    g_assert_no_error (error);
    g_assert_null (codes);
    return secret;
}

static GStrv give_codes (House *house)
{
    g_autofree char *uri = NULL;
    g_autofree char *secret = NULL;
    g_autoptr (GError) error = NULL;
    GStrv codes = NULL;

    td_second_reset (house->instance, ADDRESS, TD_SECOND_RESET_CODES, &secret, &uri, &codes, &error);
    g_assert_no_error (error);
    g_assert_null (secret);
    g_assert_cmpuint (g_strv_length (codes), ==, TD_SECOND_CODES);
    return codes;
}

/* What waits for its code is nobody, whichever cookie it is shown as; a code that was taken is none. */
static void test_pending (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_autofree char *secret = give_app (house);
    g_autofree char *code = NULL;
    g_autofree char *next = NULL;
    g_auto (TdSignIn) first = { 0 };
    g_auto (TdSignIn) second = { 0 };
    g_auto (TdSignIn) done = { 0 };

    start (house, &first);
    g_assert_true (first.pending);
    g_assert_cmpint (trust_of (house, first.cookie), ==, TD_TRUST_NOBODY);
    refuse (house, NULL, "123456", TD_ERROR_GONE);
    refuse (house, "0123456789012345678901234567890123456789012345678901234567890123", "123456", TD_ERROR_GONE);
    code = code_now (house, secret);
    finish (house, first.cookie, code, &done);
    g_assert_cmpstr (done.cookie, !=, first.cookie);
    g_assert_cmpint (trust_of (house, done.cookie), ==, TD_TRUST_SECOND);
    g_assert_cmpint (trust_of (house, first.cookie), ==, TD_TRUST_NOBODY);
    refuse (house, first.cookie, code, TD_ERROR_GONE);
    /* Another sign-in cannot have the same code, but the next one. */
    start (house, &second);
    refuse (house, second.cookie, code, TD_ERROR_INPUT);
    later (house, TD_TOTP_SECONDS);
    next = code_now (house, secret);
    finish (house, second.cookie, next, &done);
}

/* A sign-in waits ten minutes, and not for somebody whose account was closed. */
static gboolean disable (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update person set disabled = 1 where id = $1", error, TD_TEXT (data));
}

static void test_waiting_ends (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_autofree char *secret = give_app (house);
    g_autofree char *code = NULL;
    g_autofree char *now = NULL;
    g_auto (TdSignIn) sign_in = { 0 };
    g_auto (TdSignIn) again = { 0 };
    g_auto (TdSignIn) done = { 0 };
    g_autoptr (GError) error = NULL;

    start (house, &sign_in);
    later (house, TD_SECOND_WAIT_SECONDS + 1);
    code = code_now (house, secret);
    refuse (house, sign_in.cookie, code, TD_ERROR_GONE);
    start (house, &again);
    finish (house, again.cookie, code, &done);
    g_assert_cmpint (trust_of (house, done.cookie), ==, TD_TRUST_SECOND);
    start (house, &again);
    g_assert_true (td_store_keep (house->instance->store, disable, id, &error));
    g_assert_cmpint (trust_of (house, done.cookie), ==, TD_TRUST_NOBODY);
    later (house, TD_TOTP_SECONDS);
    now = code_now (house, secret);
    refuse (house, again.cookie, now, TD_ERROR_GONE);
}

/* Five wrong codes close the way for a quarter of an hour, to the right one too and by any sign-in. */
static void test_wrong_codes (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_autofree char *secret = give_app (house);
    g_autofree char *code = NULL;
    g_autofree char *later_code = NULL;
    g_auto (TdSignIn) sign_in = { 0 };
    g_auto (TdSignIn) other = { 0 };
    g_auto (TdSignIn) done = { 0 };

    start (house, &sign_in);
    for (int i = 0; i < TD_LIMIT_SECOND_TRIES; i++)
        refuse (house, sign_in.cookie, "not a code", TD_ERROR_INPUT);
    code = code_now (house, secret);
    refuse (house, sign_in.cookie, code, TD_ERROR_BUSY);
    start (house, &other);
    refuse (house, other.cookie, code, TD_ERROR_BUSY);
    later (house, TD_SIGN_IN_TRY_SECONDS + 1);
    start (house, &other);
    later_code = code_now (house, secret);
    finish (house, other.cookie, later_code, &done);
}

/* Each printed code once, in any spelling, and only its owner's. */
static void test_printed (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_auto (GStrv) codes = give_codes (house);
    g_autofree char *shouted = g_ascii_strup (codes[3], -1);
    g_auto (TdSignIn) sign_in = { 0 };
    g_auto (TdSignIn) done = { 0 };
    g_autoptr (GError) error = NULL;
    TdSecond second = { 0 };

    start (house, &sign_in);
    shouted[5] = ' ';
    finish (house, sign_in.cookie, shouted, &done);
    g_assert_cmpint (trust_of (house, done.cookie), ==, TD_TRUST_SECOND);
    start (house, &sign_in);
    refuse (house, sign_in.cookie, codes[3], TD_ERROR_INPUT);
    finish (house, sign_in.cookie, codes[9], &done);
    g_assert_true (td_second_of (house->instance, id, &second, &error));
    g_assert_true (second.printed && !second.app);
    g_assert_cmpint (second.left, ==, TD_SECOND_CODES - 2);
    /* When all are used up the password alone is still nothing. */
    for (int i = 0; i < 9; i++)
        if (i != 3) {
            start (house, &sign_in);
            finish (house, sign_in.cookie, codes[i], &done);
        }
    start (house, &sign_in);
    g_assert_true (sign_in.pending);
}

/* ---- one's own ---- */

static void confirm_first_app (House *house, TdSignIn *session, char **ret_secret)
{
    TdProof none = { .password = "", .code = "" };
    g_auto (TdViewer) viewer = { 0 };
    g_autofree char *uri = NULL;
    g_autofree char *code = NULL;
    g_auto (TdSignIn) risen = { 0 };
    g_autoptr (GError) error = NULL;

    start (house, session);
    g_assert_false (session->pending);
    g_assert_cmpint (trust_of (house, session->cookie), ==, TD_TRUST_PASSWORD);
    who (house, session->cookie, &viewer);
    g_assert_true (td_second_begin_app (house->instance, &viewer, &none, &error));
    g_assert_true (td_second_app_waiting (house->instance, &viewer, ret_secret, &uri, &error));
    g_assert_nonnull (*ret_secret);
    g_assert_false (td_second_confirm_app (house->instance, &viewer, "000", &risen, &error));
    assert_code (&error, TD_ERROR_INPUT);
    code = code_now (house, *ret_secret);
    g_assert_true (td_second_confirm_app (house->instance, &viewer, code, &risen, &error));
    g_assert_no_error (error);
    g_assert_cmpint (trust_of (house, session->cookie), ==, TD_TRUST_NOBODY);
    g_assert_cmpint (trust_of (house, risen.cookie), ==, TD_TRUST_SECOND);
    td_sign_in_clear (session);
    *session = risen;
    risen = (TdSignIn){ 0 };
}

/* Setting up the first needs the session alone; whatever comes after needs password and code. */
static void test_set_up (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_auto (TdSignIn) session = { 0 };
    g_autofree char *secret = NULL;
    g_auto (TdViewer) viewer = { 0 };
    g_autofree char *code = NULL;
    TdProof proof = { .password = PASSWORD, .code = "" };
    g_auto (GStrv) codes = NULL;
    g_autoptr (GError) error = NULL;

    confirm_first_app (house, &session, &secret);
    who (house, session.cookie, &viewer);
    g_assert_false (td_second_begin_app (house->instance, &viewer, &proof, &error));
    g_assert_true (proof.about_code);
    assert_code (&error, TD_ERROR_INPUT);
    /* The code with which it was set up was taken. */
    code = code_now (house, secret);
    proof.code = code;
    g_assert_false (td_second_begin_codes (house->instance, &viewer, &proof, &codes, &error));
    assert_code (&error, TD_ERROR_INPUT);
    later (house, TD_TOTP_SECONDS);
    g_free (code);
    proof.code = code = code_now (house, secret);
    proof.password = "not the password at all";
    proof.about_code = FALSE;
    g_assert_false (td_second_remove (house->instance, &viewer, TRUE, &proof, &error));
    g_assert_false (proof.about_code);
    assert_code (&error, TD_ERROR_INPUT);
    proof.password = PASSWORD;
    g_assert_true (td_second_remove (house->instance, &viewer, TRUE, &proof, &error));
    g_assert_no_error (error);
    /* Without a factor the session is one of a password, and the role is gone from it. */
    g_assert_cmpint (trust_of (house, session.cookie), ==, TD_TRUST_PASSWORD);
}

/* New codes hold only when one of them was typed in. */
static void test_new_codes_wait (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_auto (GStrv) old = give_codes (house);
    g_auto (GStrv) fresh = NULL;
    g_auto (TdSignIn) pending = { 0 };
    g_auto (TdSignIn) session = { 0 };
    g_auto (TdSignIn) risen = { 0 };
    g_auto (TdViewer) viewer = { 0 };
    TdProof proof = { .password = PASSWORD, .code = old[1] };
    g_autoptr (GError) error = NULL;

    start (house, &pending);
    finish (house, pending.cookie, old[0], &session);
    who (house, session.cookie, &viewer);
    g_assert_true (td_second_begin_codes (house->instance, &viewer, &proof, &fresh, &error));
    start (house, &pending);
    refuse (house, pending.cookie, fresh[0], TD_ERROR_INPUT);
    g_assert_false (td_second_confirm_codes (house->instance, &viewer, old[2], &risen, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_second_confirm_codes (house->instance, &viewer, fresh[0], &risen, &error));
    g_assert_no_error (error);
    g_assert_cmpint (trust_of (house, session.cookie), ==, TD_TRUST_NOBODY);
    g_assert_cmpint (trust_of (house, risen.cookie), ==, TD_TRUST_SECOND);
    start (house, &pending);
    refuse (house, pending.cookie, old[2], TD_ERROR_INPUT);
    refuse (house, pending.cookie, fresh[0], TD_ERROR_INPUT);
    finish (house, pending.cookie, fresh[1], &session);
}

/* ---- sessions and passwords ---- */

static void test_password_change (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_auto (TdSignIn) here = { 0 };
    g_auto (TdSignIn) there = { 0 };
    g_auto (TdSignIn) after = { 0 };
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;
    gboolean about_new;

    start (house, &here);
    start (house, &there);
    who (house, here.cookie, &viewer);
    g_assert_false (td_own_password_change (house->instance, &viewer, "not the old one", "quite another sentence",
                                            &about_new, &error));
    g_assert_false (about_new);
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_own_password_change (house->instance, &viewer, PASSWORD, "short", &about_new, &error));
    g_assert_true (about_new);
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpint (trust_of (house, there.cookie), ==, TD_TRUST_PASSWORD);
    g_assert_true (
        td_own_password_change (house->instance, &viewer, PASSWORD, "quite another sentence", &about_new, &error));
    g_assert_no_error (error);
    g_assert_cmpint (trust_of (house, here.cookie), ==, TD_TRUST_PASSWORD);
    g_assert_cmpint (trust_of (house, there.cookie), ==, TD_TRUST_NOBODY);
    g_assert_false (td_sign_in (house->instance, ADDRESS, PASSWORD, &after, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_sign_in (house->instance, ADDRESS, "quite another sentence", &after, &error));
}

/* One's own are listed and ended, nobody else's are. */
static void test_sessions (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = secretary (house);
    g_autofree char *other_id = NULL;
    g_auto (TdSignIn) here = { 0 };
    g_auto (TdSignIn) there = { 0 };
    g_auto (TdSignIn) other = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (
        td_person_add (house->instance, "b@example.org", PASSWORD, TD_ROLE_ORGANISATION, NULL, &other_id, &error));
    start (house, &here);
    start (house, &there);
    g_assert_true (td_sign_in (house->instance, "b@example.org", PASSWORD, &other, &error));
    list = td_session_list (house->instance, id, &error);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_true (td_session_end (house->instance, other_id, here.session, &error));
    g_assert_cmpint (trust_of (house, here.cookie), ==, TD_TRUST_PASSWORD);
    g_assert_true (td_session_end (house->instance, id, there.session, &error));
    g_assert_cmpint (trust_of (house, there.cookie), ==, TD_TRUST_NOBODY);
    start (house, &there);
    g_assert_true (td_session_end_others (house->instance, id, here.session, &error));
    g_assert_cmpint (trust_of (house, there.cookie), ==, TD_TRUST_NOBODY);
    g_assert_cmpint (trust_of (house, here.cookie), ==, TD_TRUST_PASSWORD);
    g_assert_cmpint (trust_of (house, other.cookie), ==, TD_TRUST_PASSWORD);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/second-factor/hotp", test_hotp);
    g_test_add_func ("/second-factor/totp", test_totp);
    g_test_add_func ("/second-factor/texts", test_texts);
    g_test_add_func ("/second-factor/pending", test_pending);
    g_test_add_func ("/second-factor/waiting-ends", test_waiting_ends);
    g_test_add_func ("/second-factor/wrong-codes", test_wrong_codes);
    g_test_add_func ("/second-factor/printed", test_printed);
    g_test_add_func ("/second-factor/set-up", test_set_up);
    g_test_add_func ("/second-factor/new-codes-wait", test_new_codes_wait);
    g_test_add_func ("/second-factor/password-change", test_password_change);
    g_test_add_func ("/second-factor/sessions", test_sessions);
    return g_test_run ();
}
