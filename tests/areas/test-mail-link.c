/* Links by mail: once, for 15 minutes, in the browser that asked, and nobody is told who has an account. */
#include "fixture.h"

#include "areas/people/mail-link.h"
#include "areas/people/people.h"
#include "areas/people/second-factor-set.h"
#include "areas/people/sign-in.h"
#include "base/limits.h"
#include "mail/mail.h"

#define PASSWORD "four words put together"
#define ADDRESS  "a@example.org"

static char *add (House *house, const char *address)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_person_add (house->instance, address, PASSWORD, TD_ROLE_SECRETARIAT, NULL, &id, &error);
    g_assert_no_error (error);
    return id;
}

/* The first part of a letter in base 64: its text. */
static void add_text_of (GString *all, const char *letter)
{
    const char *head = strstr (letter, "Content-Transfer-Encoding: base64");
    const char *body = head != NULL ? strstr (head, "\n\n") : NULL;
    const char *end = body != NULL ? strstr (body, "\n--") : NULL;
    g_autofree char *encoded = end != NULL ? g_strndup (body, (gsize) (end - body)) : NULL;
    g_autofree guint8 *text = NULL;
    gsize size = 0;

    g_assert_nonnull (encoded);
    text = g_base64_decode (encoded, &size);
    g_string_append_len (all, (const char *) text, (gssize) size);
}

/* What the letters of this instance say, those that were not read before. */
static char *new_letters (House *house)
{
    g_autofree char *folder = g_build_filename (house->folder, "mail", "new", NULL);
    GString *all = g_string_new (NULL);
    gint64 sent = 0, failed = 0;
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = NULL;
    const char *name;

    g_assert_true (td_mail_send_due (house->instance, &sent, &failed, &error));
    g_assert_cmpint (failed, ==, 0);
    dir = g_dir_open (folder, 0, NULL);
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        g_assert_true (g_file_get_contents (path, &text, NULL, &error));
        add_text_of (all, text);
        g_unlink (path);
    }
    return g_string_free (all, FALSE);
}

/* The link's key in the letter that was sent, or NULL. */
static char *key_of (House *house, const char *folder)
{
    g_autofree char *letters = new_letters (house);
    g_autofree char *mark = g_strdup_printf ("/sign-in/%s/", folder);
    const char *at = strstr (letters, mark);

    return at != NULL ? g_strndup (at + strlen (mark), 64) : NULL;
}

static char *ask (House *house, TdLinkPurpose purpose, const char *address)
{
    g_autoptr (GError) error = NULL;
    char *cookie = NULL;

    td_link_send (house->instance, address, "en", purpose, NULL, &cookie, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (strlen (cookie), ==, 64);
    return cookie;
}

static void refuse (House *house, const char *key, const char *cookie)
{
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_false (td_link_look (house->instance, key, cookie, TD_LINK_SIGN_IN, &error));
    assert_code (&error, TD_ERROR_GONE);
    g_assert_false (td_link_sign_in (house->instance, key, cookie, &sign_in, &error));
    g_assert_null (sign_in.cookie);
    assert_code (&error, TD_ERROR_GONE);
}

static void test_once_here (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, ADDRESS);
    g_autofree char *cookie = ask (house, TD_LINK_SIGN_IN, " A@example.ORG");
    g_autofree char *other = ask (house, TD_LINK_SIGN_IN, "stranger@example.org");
    g_autofree char *key = key_of (house, "link");
    g_autofree char *forged = g_strdup (key);
    g_auto (TdSignIn) sign_in = { 0 };
    g_auto (TdViewer) viewer = { 0 };
    g_autofree char *csrf = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_nonnull (key);
    forged[10] = forged[10] == '0' ? '1' : '0';
    refuse (house, forged, cookie);
    refuse (house, "", cookie);
    refuse (house, key, NULL);
    refuse (house, key, other);
    refuse (house, key, key);
    /* Looked at by whatever follows links in mail, as often as it likes. */
    for (int i = 0; i < 3; i++)
        g_assert_true (td_link_look (house->instance, key, cookie, TD_LINK_SIGN_IN, &error));
    g_assert_false (td_link_look (house->instance, key, cookie, TD_LINK_PASSWORD, &error));
    assert_code (&error, TD_ERROR_GONE);
    g_assert_true (td_link_sign_in (house->instance, key, cookie, &sign_in, &error));
    g_assert_cmpstr (sign_in.person, ==, id);
    g_assert_true (td_person_of_cookie (house->instance, sign_in.cookie, &viewer, &csrf, &error));
    g_assert_cmpint (viewer.trust, ==, TD_TRUST_LINK);
    g_assert_cmpuint (viewer.roles, ==, TD_ROLE_BIT (PUBLIC));
    refuse (house, key, cookie);
}

static void test_expires (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, ADDRESS);
    g_autofree char *cookie = ask (house, TD_LINK_SIGN_IN, ADDRESS);
    g_autofree char *key = key_of (house, "link");

    house->instance->clock.offset += (TD_LINK_SECONDS + 1) * G_TIME_SPAN_SECOND;
    refuse (house, key, cookie);
}

static gboolean disable (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update person set disabled = 1 where id = $1", error, TD_TEXT (data));
}

static void test_closed (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, ADDRESS);
    g_autofree char *cookie = ask (house, TD_LINK_SIGN_IN, ADDRESS);
    g_autofree char *key = key_of (house, "link");
    g_autofree char *again = NULL;
    g_autofree char *none = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_keep (house->instance->store, disable, id, &error));
    refuse (house, key, cookie);
    again = ask (house, TD_LINK_SIGN_IN, ADDRESS);
    none = key_of (house, "link");
    g_assert_null (none);
}

/* So many an hour of an address, whether it has an account or not; and what is no address gets none. */
static void test_limits (void)
{
    static const char *const addresses[] = { ADDRESS, "stranger@example.org" };
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, ADDRESS);
    char *sentences[2];
    g_autoptr (GError) error = NULL;
    char *cookie = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
        for (int n = 0; n < TD_LIMIT_LINKS_PER_ADDRESS; n++)
            g_free (ask (house, TD_LINK_SIGN_IN, addresses[i]));
        g_assert_false (td_link_send (house->instance, addresses[i], "en", TD_LINK_PASSWORD, NULL, &cookie, &error));
        sentences[i] = g_strdup (error->message);
        assert_code (&error, TD_ERROR_BUSY);
    }
    g_assert_cmpstr (sentences[0], ==, sentences[1]);
    g_free (sentences[0]);
    g_free (sentences[1]);
    g_assert_false (
        td_link_send (house->instance, "a@b.org\nBcc: c@d.org", "en", TD_LINK_SIGN_IN, NULL, &cookie, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_null (cookie);
}

/* A new password by mail ends every session and still asks for the second factor. */
static void test_password (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, ADDRESS);
    g_autofree char *secret = NULL;
    g_autofree char *uri = NULL;
    g_autofree char *cookie = NULL;
    g_autofree char *key = NULL;
    g_auto (GStrv) codes = NULL;
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_second_reset (house->instance, ADDRESS, TD_SECOND_RESET_APP, &secret, &uri, &codes, &error));
    g_free (new_letters (house));
    cookie = ask (house, TD_LINK_PASSWORD, ADDRESS);
    key = key_of (house, "forgotten");
    refuse (house, key, cookie);
    g_assert_false (td_link_set_password (house->instance, key, cookie, "short", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_link_set_password (house->instance, key, cookie, "quite another sentence", &error));
    g_assert_no_error (error);
    g_assert_false (td_link_set_password (house->instance, key, cookie, "and a third one after", &error));
    assert_code (&error, TD_ERROR_GONE);
    g_assert_true (td_sign_in (house->instance, ADDRESS, "quite another sentence", &sign_in, &error));
    g_assert_true (sign_in.pending);
}

/* Asking for one with an account takes as long as for none, roughly: what differs is one row more in the same transaction. */
static void test_time (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = add (house, ADDRESS);
    gint64 took[2] = { G_MAXINT64, G_MAXINT64 };

    for (int n = 0; n < TD_LIMIT_LINKS_PER_ADDRESS; n++) {
        for (int i = 0; i < 2; i++) {
            gint64 begun = g_get_monotonic_time ();
            g_free (ask (house, TD_LINK_SIGN_IN, i == 0 ? ADDRESS : "stranger@example.org"));
            took[i] = MIN (took[i], g_get_monotonic_time () - begun);
        }
    }
    g_test_message ("with an account %" G_GINT64_FORMAT " µs, without %" G_GINT64_FORMAT " µs", took[0], took[1]);
    g_assert_cmpint (ABS (took[0] - took[1]), <, 20 * 1000);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mail-link/once-here", test_once_here);
    g_test_add_func ("/mail-link/expires", test_expires);
    g_test_add_func ("/mail-link/closed", test_closed);
    g_test_add_func ("/mail-link/limits", test_limits);
    g_test_add_func ("/mail-link/password", test_password);
    g_test_add_func ("/mail-link/time", test_time);
    return g_test_run ();
}
