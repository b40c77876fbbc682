/* What is sealed opens to those it was sealed to, whole, and to nobody else; nothing changed opens. */
#include <sodium.h>
#include <string.h>

#include "age/age.h"
#include "base/base.h"
#include "base/errors.h"

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

static GByteArray *seal (const TdAgeRecipient *recipients, guint n, const guint8 *bytes, gsize size, gsize bite)
{
    GByteArray *sealed = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (recipients, n, collect, sealed, &error);

    g_assert_no_error (error);
    for (gsize at = 0; at < size; at += bite)
        g_assert_true (td_age_writer_feed (writer, bytes + at, MIN (bite, size - at), &error));
    g_assert_true (td_age_writer_finish (writer, &error));
    return sealed;
}

static GByteArray *open_all (const TdAgeIdentity *identities, guint n, const GByteArray *sealed, gsize bite,
                             GError **error)
{
    g_autoptr (GByteArray) plain = g_byte_array_new ();
    g_autoptr (TdAgeReader) reader = td_age_reader_new (identities, n, collect, plain);

    for (gsize at = 0; at < sealed->len; at += bite)
        if (!td_age_reader_feed (reader, sealed->data + at, MIN (bite, sealed->len - at), error))
            return NULL;
    return td_age_reader_finish (reader, error) ? g_steal_pointer (&plain) : NULL;
}

static void test_sizes (void)
{
    static const gsize sizes[] = { 0,     1,     15,    16,     17,     4095,   65519,  65520,  65535,
                                   65536, 65537, 65552, 131071, 131072, 131073, 196608, 300000, 1000000 };
    TdAgeIdentity identities[3];
    TdAgeRecipient recipients[3];

    for (guint i = 0; i < 3; i++) {
        td_age_identity_new (&identities[i]);
        recipients[i] = identities[i].recipient;
    }
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
        g_autofree guint8 *bytes = g_malloc (sizes[i] + 1);
        static const gsize bites[] = { 777, 65536, 1000001 };

        randombytes_buf (bytes, sizes[i]);
        for (guint k = 0; k < 3; k++) {
            g_autoptr (GByteArray) sealed = seal (recipients, 3, bytes, sizes[i], bites[k]), plain = NULL;
            g_autoptr (GError) error = NULL;

            g_assert_true (td_age_looks_sealed (sealed->data, sealed->len));
            plain = open_all (&identities[k], 1, sealed, bites[2 - k], &error);
            g_assert_no_error (error);
            g_assert_cmpmem (plain->data, plain->len, bytes, sizes[i]);
        }
    }
}

/* No word of what was fed stands in what came out, nor do two seals of it resemble one another. */
static void test_hides (void)
{
    TdAgeIdentity identity;
    g_autoptr (GByteArray) one = NULL, two = NULL;
    g_autofree guint8 *bytes = g_malloc (200000);
    gsize same = 0;

    td_age_identity_new (&identity);
    for (gsize i = 0; i < 200000; i++)
        bytes[i] = (guint8) "confiscated passports "[i % 22];
    one = seal (&identity.recipient, 1, bytes, 200000, 5000);
    two = seal (&identity.recipient, 1, bytes, 200000, 5000);
    g_assert_null (memmem (one->data, one->len, "passport", 8));
    g_assert_cmpuint (one->len, ==, two->len);
    for (gsize i = 300; i < one->len; i++)
        same += one->data[i] == two->data[i];
    g_assert_cmpuint (same, <, one->len / 100);
}

static void test_other_key (void)
{
    TdAgeIdentity identity, other;
    g_autoptr (GByteArray) sealed = NULL, plain = NULL;
    g_autoptr (GError) error = NULL;

    td_age_identity_new (&identity);
    td_age_identity_new (&other);
    sealed = seal (&identity.recipient, 1, (const guint8 *) "words", 5, 5);
    plain = open_all (&other, 1, sealed, 100, &error);
    g_assert_null (plain);
    g_assert_error (error, TD_AGE_ERROR, TD_ERROR_NOT_ALLOWED);
}

static void test_changed (void)
{
    TdAgeIdentity identity;
    g_autofree guint8 *bytes = g_malloc0 (70000);
    g_autoptr (GByteArray) sealed = NULL;

    td_age_identity_new (&identity);
    sealed = seal (&identity.recipient, 1, bytes, 70000, 70000);
    /* One bit turned round: each of the header, some of the payload. */
    for (gsize i = 0; i < sealed->len; i += i < 220 ? 1 : 1997)
        for (guint bit = 0; bit < 8; bit += i < 220 ? 1 : 5) {
            g_autoptr (GError) error = NULL;
            GByteArray *plain;

            sealed->data[i] ^= (guint8) (1u << bit);
            plain = open_all (&identity, 1, sealed, 100000, &error);
            g_assert_null (plain);
            g_assert_nonnull (error);
            sealed->data[i] ^= (guint8) (1u << bit);
        }
    /* Cut off anywhere, at the seams of chunks too; and something added. */
    for (gsize n = 0; n < sealed->len; n += n < 300 || sealed->len - n < 20 ? 1 : 9973) {
        g_autoptr (GError) error = NULL;
        GByteArray cut = { sealed->data, (guint) n };

        g_assert_null (open_all (&identity, 1, &cut, 100000, &error));
        g_assert_error (error, TD_AGE_ERROR, TD_ERROR_INPUT);
    }
    {
        g_autoptr (GError) error = NULL;
        gsize start = sealed->len - 70000 - 2 * 16;
        GByteArray cut = { sealed->data, (guint) (start + 65536 + 16) };

        g_assert_null (open_all (&identity, 1, &cut, 100000, &error));
        g_assert_error (error, TD_AGE_ERROR, TD_ERROR_INPUT);
    }
    {
        g_autoptr (GError) error = NULL;

        g_byte_array_append (sealed, (const guint8 *) "x", 1);
        g_assert_null (open_all (&identity, 1, sealed, 100000, &error));
        g_assert_nonnull (error);
    }
}

/* A stanza of another kind is passed over, as the format wants it; a million of them are not read. */
static void test_endless (void)
{
    TdAgeIdentity identity;
    g_autoptr (GByteArray) plain = g_byte_array_new ();
    g_autoptr (TdAgeReader) reader = NULL;
    g_autoptr (GError) error = NULL;
    const char *start = "age-encryption.org/v1\n", *stanza = "-> other a b c\n\n";
    gboolean ok = TRUE;

    td_age_identity_new (&identity);
    reader = td_age_reader_new (&identity, 1, collect, plain);
    g_assert_true (td_age_reader_feed (reader, (const guint8 *) start, strlen (start), &error));
    for (int i = 0; ok && i < 1000000; i++)
        ok = td_age_reader_feed (reader, (const guint8 *) stanza, strlen (stanza), &error);
    g_assert_false (ok);
    g_assert_error (error, TD_AGE_ERROR, TD_ERROR_INPUT);
}

static gboolean refuses (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    gsize *room = data;

    (void) bytes;
    if (n > *room) {
        g_set_error (error, TD_AGE_ERROR, TD_ERROR_BUSY, "The disk is full.");
        return FALSE;
    }
    *room -= n;
    return TRUE;
}

static void test_sink_fails (void)
{
    TdAgeIdentity identity;
    g_autofree guint8 *bytes = g_malloc0 (200000);
    gsize none = 10, some = 70000;
    g_autoptr (GError) first = NULL, second = NULL;
    g_autoptr (TdAgeWriter) writer = NULL;

    td_age_identity_new (&identity);
    g_assert_null (td_age_writer_new (&identity.recipient, 1, refuses, &none, &first));
    g_assert_error (first, TD_AGE_ERROR, TD_ERROR_BUSY);
    writer = td_age_writer_new (&identity.recipient, 1, refuses, &some, &second);
    g_assert_no_error (second);
    g_assert_false (td_age_writer_feed (writer, bytes, 200000, &second));
    g_assert_error (second, TD_AGE_ERROR, TD_ERROR_BUSY);
}

static void test_nobody (void)
{
    g_autoptr (GByteArray) out = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    TdAgeRecipient many[TD_AGE_MAX_RECIPIENTS + 1] = { 0 };

    g_assert_null (td_age_writer_new (many, 0, collect, out, &error));
    g_clear_error (&error);
    g_assert_null (td_age_writer_new (many, TD_AGE_MAX_RECIPIENTS + 1, collect, out, &error));
    g_clear_error (&error);
    /* A key of nought, were it ever put there. */
    g_assert_null (td_age_writer_new (many, 1, collect, out, &error));
    g_assert_error (error, TD_AGE_ERROR, TD_ERROR_OURS);
    g_assert_cmpuint (out->len, ==, 0);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/age/sizes", test_sizes);
    g_test_add_func ("/age/hides", test_hides);
    g_test_add_func ("/age/other-key", test_other_key);
    g_test_add_func ("/age/changed", test_changed);
    g_test_add_func ("/age/endless", test_endless);
    g_test_add_func ("/age/sink-fails", test_sink_fails);
    g_test_add_func ("/age/nobody", test_nobody);
    return g_test_run ();
}
