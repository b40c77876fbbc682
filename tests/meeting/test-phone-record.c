/* Lines between the telephone gateway and the server: as they come in pieces, and what each says. */
#include "meeting/phone-frames.h"
#include "meeting/phone-record.h"

#include <string.h>

/* ---- pieces ---- */

typedef struct {
    GString *seen;
    gboolean enough;
} Seen;

static gboolean take (const json_t *line, gpointer user_data)
{
    Seen *seen = user_data;

    g_string_append_printf (seen->seen, "%s ", json_string_value (json_object_get (line, "is")));
    return !seen->enough;
}

static gboolean feed (GByteArray *in, Seen *seen, const char *text)
{
    g_byte_array_append (in, (const guint8 *) text, (guint) strlen (text));
    return td_phone_frames (in, "is", take, seen);
}

static void test_frames (void)
{
    g_autoptr (GByteArray) in = g_byte_array_new ();
    g_autoptr (GString) said = g_string_new (NULL);
    Seen seen = { said, FALSE };
    const char *text = "{\"is\":\"one\"}\n{\"is\":\"two\", \"x\":[1]}\n";

    for (gsize i = 0; text[i] != '\0'; i++) /* cut at every point */
        g_assert_true (feed (in, &seen, (char[]){ text[i], '\0' }));
    g_assert_cmpstr (said->str, ==, "one two ");
    g_assert_cmpuint (in->len, ==, 0);
    g_assert_true (feed (in, &seen, "{\"is\":\"three\"}\n{\"is\":\"fo"));
    g_assert_true (feed (in, &seen, "ur\"}\n"));
    g_assert_cmpstr (said->str, ==, "one two three four ");
    seen.enough = TRUE;
    g_assert_false (feed (in, &seen, "{\"is\":\"five\"}\n{\"is\":\"six\"}\n"));
    g_assert_cmpstr (said->str, ==, "one two three four five ");
}

static void test_frames_refused (void)
{
    static const char *const wrong[] = { "\n",
                                         "null\n",
                                         "[]\n",
                                         "{\"do\":\"tell\"}\n",
                                         "{\"is\":1}\n",
                                         "{\"is\":\"a\",\"is\":\"b\"}\n",
                                         "{\"is\":\"a\"\n",
                                         "{\"is\":\"a\"} x\n" };

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GByteArray) in = g_byte_array_new ();
        g_autoptr (GString) said = g_string_new (NULL);
        Seen seen = { said, FALSE };

        g_test_message ("%s", wrong[i]);
        g_assert_false (feed (in, &seen, wrong[i]));
        g_assert_cmpstr (said->str, ==, "");
    }
    g_autoptr (GByteArray) in = g_byte_array_new ();
    g_autoptr (GString) said = g_string_new (NULL);
    g_autofree char *endless = g_strnfill (TD_PHONE_LINE, ' ');
    Seen seen = { said, FALSE };
    g_assert_true (feed (in, &seen, endless));
    g_assert_false (feed (in, &seen, " "));
}

/* ---- what they say ---- */

static json_t *json_of (const char *text)
{
    json_t *json = json_loads (text, JSON_REJECT_DUPLICATES, NULL);

    g_assert_nonnull (json);
    return json;
}

static gboolean is_said (const char *text)
{
    TdPhoneSaid said;
    json_t *json = json_of (text);
    gboolean ok = td_phone_said_read (json, &said);

    json_decref (json);
    return ok;
}

static void test_said (void)
{
    json_t *pin = json_of ("{\"is\":\"pin\",\"call\":\"c1\",\"pin\":\"12345678\",\"language\":\"fr\","
                           "\"rtp\":{\"ip\":\"127.0.0.1\",\"port\":40210}}");
    TdPhoneSaid said;

    g_assert_true (td_phone_said_read (pin, &said));
    g_assert_cmpint (said.is, ==, TD_SAID_PIN);
    g_assert_cmpstr (said.call, ==, "c1");
    g_assert_cmpstr (said.pin, ==, "12345678");
    g_assert_cmpstr (said.language, ==, "fr");
    g_assert_cmpstr (said.ip, ==, "127.0.0.1");
    g_assert_cmpint (said.port, ==, 40210);
    json_decref (pin);
    g_assert_true (is_said ("{\"is\":\"hello\",\"version\":1,\"trunk\":true}"));
    g_assert_true (is_said ("{\"is\":\"call\",\"call\":\"c1\",\"from\":\"\",\"callback\":null}"));
    g_assert_true (is_said ("{\"is\":\"call\",\"call\":\"c1\",\"from\":\"+41\",\"callback\":\"b1\"}"));
    g_assert_true (is_said ("{\"is\":\"key\",\"call\":\"c1\",\"key\":\"6\"}"));
    g_assert_true (is_said ("{\"is\":\"gone\",\"call\":\"c1\"}"));
    g_assert_true (is_said ("{\"is\":\"dialled\",\"callback\":\"b1\",\"state\":\"failed\",\"status\":486}"));
}

static void test_said_refused (void)
{
    static const char *const wrong[] = {
        "{\"is\":\"goodbye\"}",
        "{\"is\":\"call\"}",
        "{\"is\":\"call\",\"call\":7}",
        "{\"is\":\"call\",\"call\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
        "{\"is\":\"call\",\"call\":\"c1\",\"callback\":[]}",
        "{\"is\":\"pin\",\"call\":\"c1\",\"pin\":\"1\",\"language\":\"fr\"}",
        "{\"is\":\"pin\",\"call\":\"c1\",\"pin\":\"1\",\"language\":\"fr\",\"rtp\":{\"ip\":\"::1\",\"port\":0}}",
        "{\"is\":\"pin\",\"call\":\"c1\",\"pin\":\"1\",\"language\":\"fr\",\"rtp\":{\"ip\":\"::1\",\"port\":65536}}",
        "{\"is\":\"pin\",\"call\":\"c1\",\"pin\":1,\"language\":\"fr\",\"rtp\":{\"ip\":\"::1\",\"port\":5}}",
        "{\"is\":\"key\",\"call\":\"c1\"}",
        "{\"is\":\"gone\"}",
        "{\"is\":\"dialled\",\"callback\":\"b1\",\"state\":\"lost\"}",
        "{\"is\":\"dialled\",\"state\":\"failed\"}",
        "[]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_test_message ("%s", wrong[i]);
        g_assert_false (is_said (wrong[i]));
    }
}

static gboolean is_order (const char *text, TdPhoneOrder *ret_order, json_t **ret_json)
{
    *ret_json = json_of (text);
    return td_phone_order_read (*ret_json, ret_order);
}

static void test_orders (void)
{
    static const struct {
        const char *text;
        gboolean ok;
    } rows[] = {
        { "{\"do\":\"pin\",\"call\":\"c\",\"answer\":\"right\"}", TRUE },
        { "{\"do\":\"pin\",\"call\":\"c\",\"answer\":\"perhaps\"}", FALSE },
        { "{\"do\":\"pin\",\"call\":\"c\"}", FALSE },
        { "{\"do\":\"room\",\"call\":\"c\",\"ip\":\"127.0.0.1\",\"port\":30000}", TRUE },
        { "{\"do\":\"room\",\"call\":\"c\",\"ip\":\"127.0.0.1\",\"port\":-1}", FALSE },
        { "{\"do\":\"room\",\"call\":\"c\",\"port\":30000}", FALSE },
        { "{\"do\":\"leave\",\"call\":\"c\"}", TRUE },
        { "{\"do\":\"leave\"}", FALSE },
        { "{\"do\":\"tell\",\"call\":\"c\",\"what\":\"floor\"}", TRUE },
        { "{\"do\":\"end\",\"call\":\"c\",\"what\":\"over\"}", TRUE },
        { "{\"do\":\"tell\",\"call\":\"c\",\"what\":\"a joke\"}", FALSE },
        { "{\"do\":\"sound\",\"call\":\"c\",\"ulaw\":\"//8=\"}", TRUE },
        { "{\"do\":\"sound\",\"call\":\"c\"}", FALSE },
        { "{\"do\":\"dial\",\"callback\":\"b\",\"number\":\"+41225550100\",\"language\":\"fr\"}", TRUE },
        { "{\"do\":\"dial\",\"callback\":\"b\",\"number\":\"0041\"}", TRUE },
        { "{\"do\":\"dial\",\"callback\":\"b\",\"number\":\"41;x=1@host\"}", FALSE },
        { "{\"do\":\"dial\",\"callback\":\"b\",\"number\":\"+\"}", FALSE },
        { "{\"do\":\"dial\",\"callback\":\"b\",\"number\":\"123456789012345678901\"}", FALSE },
        { "{\"do\":\"dial\",\"number\":\"1\"}", FALSE },
        { "{\"do\":\"cancel\",\"callback\":\"b\"}", TRUE },
        { "{\"do\":\"sing\",\"call\":\"c\"}", FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        TdPhoneOrder order;
        json_t *json = NULL;

        g_test_message ("%s", rows[i].text);
        g_assert_cmpint (is_order (rows[i].text, &order, &json), ==, rows[i].ok);
        json_decref (json);
    }
}

static void test_sound (void)
{
    g_autofree guint8 *silence = g_malloc0 (TD_PHONE_SOUND + 1);
    g_autofree char *most = g_base64_encode (silence, TD_PHONE_SOUND);
    g_autofree char *more = g_base64_encode (silence, TD_PHONE_SOUND + 1);
    const TdPhoneOrder fits = { .ulaw = most }, too_much = { .ulaw = more };
    g_autoptr (GBytes) sound = td_phone_order_sound (&fits);

    g_assert_cmpuint (g_bytes_get_size (sound), ==, TD_PHONE_SOUND);
    g_assert_null (td_phone_order_sound (&too_much));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/meeting/phone-record/frames", test_frames);
    g_test_add_func ("/meeting/phone-record/frames-refused", test_frames_refused);
    g_test_add_func ("/meeting/phone-record/said", test_said);
    g_test_add_func ("/meeting/phone-record/said-refused", test_said_refused);
    g_test_add_func ("/meeting/phone-record/orders", test_orders);
    g_test_add_func ("/meeting/phone-record/sound", test_sound);
    return g_test_run ();
}
