/* Lines of another server's, as they should be and spoiled in every way: taken whole or refused, never half, and nothing falls over. */
#include "fixture.h"

#include "areas/mirror/fetch.h"
#include "areas/mirror/mirror-record.h"
#include "areas/mirror/mirror.h"

#include <string.h>

#define THING                                                                                                          \
    "{\"id\":\"abcdefghjkmnpqrs\",\"symbol\":\"CMW/C/GC/2\",\"type\":\"general-comment\",\"source\":\"committee\","    \
    "\"state\":null,\"cycle\":null,\"title\":\"General comment\",\"body\":\"Committee\",\"day\":\"2013-08-28\","       \
    "\"languages\":[{\"language\":\"en\",\"leads\":true,\"title\":\"T\",\"format\":\"markdown\",\"sha256\":"           \
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"size\":9,\"pages\":1,\"words\":4,"         \
    "\"no_text\":false,\"unofficial\":null}],\"paragraphs\":{\"en\":[{\"n\":1,\"anchor\":\"p23\",\"number\":\"23.\","  \
    "\"kind\":\"text\",\"level\":0,\"heading\":null,\"page\":1,\"text\":\"Nobody is held.\",\"articles\":[{"           \
    "\"article\":16,\"confidence\":0.9,\"because\":\"held\"}]}]}}"

/* A line about this thing, with the hash that it has. Free it. */
static char *line_about (const json_t *thing)
{
    char *sorted = json_dumps (thing, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION (3) | JSON_ENCODE_ANY);
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sorted, -1);
    char *line = g_strdup_printf ("{\"position\":7,\"id\":\"abcdefghjkmnpqrs\",\"kind\":\"document\",\"state\":null,"
                                  "\"deleted\":false,\"hash\":\"%s\",\"thing\":%s}",
                                  hash, sorted);

    free (sorted);
    return line;
}

static gboolean taken (const TdProfile *profile, const char *line, gsize length)
{
    g_auto (TdMirrorRecord) record = { 0 };
    g_autoptr (GError) error = NULL;
    gboolean good = td_mirror_record_read (profile, line, length, &record, &error);

    g_assert_true (good == (error == NULL));
    if (!good) {
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
        g_assert_null (record.id);
    } else if (!record.deleted) {
        for (guint i = 0; i < record.languages->len; i++) {
            const TdLibraryMirrored *m = &g_array_index (record.languages, TdLibraryMirrored, i);
            g_assert_cmpuint (m->paragraphs->len, ==, m->anchors->len);
        }
    }
    return good;
}

static void test_good (void)
{
    g_autoptr (TdProfile) profile = td_profile_load ("cmw", NULL);
    json_t *thing = json_loads (THING, 0, NULL);
    g_autofree char *line = line_about (thing);
    g_auto (TdMirrorRecord) record = { 0 };
    g_autoptr (GError) error = NULL;

    td_mirror_record_read (profile, line, strlen (line), &record, &error);
    g_assert_no_error (error);
    g_assert_cmpint (record.position, ==, 7);
    g_assert_cmpstr (record.document->symbol, ==, "CMW/C/GC/2");
    const TdLibraryMirrored *m = &g_array_index (record.languages, TdLibraryMirrored, 0);
    const TdParagraph *p = m->paragraphs->pdata[0];
    g_assert_cmpstr (m->anchors->pdata[0], ==, "p23");
    g_assert_cmpstr (p->text, ==, "Nobody is held.");
    g_assert_cmpint (g_array_index (p->articles, TdTag, 0).article, ==, 16);
    json_decref (thing);
}

/* One byte other than it was. */
static void test_bytes (void)
{
    g_autoptr (TdProfile) profile = td_profile_load ("cmw", NULL);
    json_t *thing = json_loads (THING, 0, NULL);
    g_autofree char *line = line_about (thing);
    gsize length = strlen (line);
    g_autoptr (GRand) chance = g_rand_new_with_seed (7);

    for (int i = 0; i < 5000; i++) {
        g_autofree char *spoiled = g_memdup2 (line, length + 1);
        gsize at = (gsize) g_rand_int_range (chance, 0, (gint32) length);
        char was = spoiled[at];
        spoiled[at] = (char) g_rand_int_range (chance, 0, 256);
        /* What is not of the thing may be another and still be a line: its position, a word of the kind. */
        if (taken (profile, spoiled, length) && at >= (gsize) (strstr (line, "\"thing\"") - line))
            g_assert_true (spoiled[at] == was);
    }
    for (gsize cut = 0; cut < length; cut += 7)
        g_assert_false (taken (profile, line, cut));
    json_decref (thing);
}

/* Each member in turn gone, or of another type, or too large; its hash is right, so that what is inside is looked at. */
static void spoil (const TdProfile *profile, json_t *root, json_t *at, guint *ret_n)
{
    static const char *const others[] = { "null",        "true", "-1", "99999999999", "\"\"",
                                          "\"../../x\"", "[]",   "{}", "[[[[]]]]",    "\"\\u202e\\u0000x\"" };
    const char *key;
    json_t *value;
    void *next;

    json_object_foreach_safe (at, next, key, value)
    {
        json_t *was = json_incref (value);
        for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
            json_object_set_new (at, key, json_loads (others[i], JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL));
            g_autofree char *line = line_about (root);
            taken (profile, line, strlen (line));
            (*ret_n)++;
        }
        json_object_set (at, key, was);
        if (json_is_object (was))
            spoil (profile, root, was, ret_n);
        else if (json_is_array (was) && json_is_object (json_array_get (was, 0)))
            spoil (profile, root, json_array_get (was, 0), ret_n);
        json_decref (was);
    }
}

static void test_members (void)
{
    g_autoptr (TdProfile) profile = td_profile_load ("cmw", NULL);
    json_t *thing = json_loads (THING, 0, NULL);
    guint n = 0;

    spoil (profile, thing, thing, &n);
    g_assert_cmpuint (n, >, 200);
    g_autofree char *line = line_about (thing);
    g_assert_true (taken (profile, line, strlen (line))); /* it is as it was */
    json_decref (thing);
}

static void test_addresses (void)
{
    static const char *const bad[] = { "",
                                       "desk.example.org",
                                       "ftp://desk.example.org",
                                       "http://",
                                       "http://a:b@desk.example.org",
                                       "https://desk.example.org/?x",
                                       "https://desk.example.org/#x",
                                       "file:///etc/passwd" };
    g_autofree char *good = td_fetch_address ("https://desk.example.org:8443/cmw//", NULL);

    g_assert_cmpstr (good, ==, "https://desk.example.org:8443/cmw");
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_null (td_fetch_address (bad[i], &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
}

/* What is a mirror takes nothing itself, and has had nothing of its own. */
static void test_read_only (void)
{
    g_autoptr (House) house = house_new (FALSE), other = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_mirror_begin (house->instance, "https://desk.example.org", &error));
    house->instance->mirroring = FALSE;
    g_assert_false (td_submission_begin (house->instance, &nobody, &draft.id, &draft.key, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_mirror_begin (house->instance, "https://other.example.org", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    send_one (other, &draft, "public", REPORT);
    g_assert_false (td_mirror_begin (other->instance, "https://desk.example.org", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (other->instance->mirror_of);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mirror/good", test_good);
    g_test_add_func ("/mirror/bytes", test_bytes);
    g_test_add_func ("/mirror/members", test_members);
    g_test_add_func ("/mirror/addresses", test_addresses);
    g_test_add_func ("/mirror/read-only", test_read_only);
    return g_test_run ();
}
