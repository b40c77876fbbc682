/* A file that is sealed as it arrives: what came sealed is kept, in bytes and out of armour; what only looks so is not. */
#include "web/sealed-field.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"

#include <sodium.h>
#include <unistd.h>

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

static GByteArray *seal (const TdAgeRecipient *recipient, gsize size)
{
    GByteArray *sealed = g_byte_array_new ();
    g_autofree guint8 *bytes = g_malloc (size + 1);
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (recipient, 1, collect, sealed, NULL);

    randombytes_buf (bytes, size);
    g_assert_true (td_age_writer_feed (writer, bytes, size, NULL) && td_age_writer_finish (writer, NULL));
    return sealed;
}

static GString *armour_of (const GByteArray *sealed)
{
    g_autofree char *letters = g_base64_encode (sealed->data, sealed->len);
    GString *text = g_string_new ("-----BEGIN AGE ENCRYPTED FILE-----\n");

    for (gsize at = 0, n = strlen (letters); at < n; at += 64) {
        g_string_append_len (text, letters + at, (gssize) MIN (64, n - at));
        g_string_append_c (text, '\n');
    }
    return g_string_append (text, "-----END AGE ENCRYPTED FILE-----\n");
}

/* What is kept of bytes that come in, and how; NULL: it was refused. */
static GByteArray *keep (const TdAgeRecipient *recipient, const void *bytes, gsize size, TdSealedFieldState *ret_state)
{
    g_autoptr (TdSealedField) field = td_sealed_field_new (recipient, 1, g_get_tmp_dir ());
    g_autoptr (GByteArray) kept = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    guint8 part[4096];
    gboolean taken = TRUE;
    ssize_t n;
    int fd;

    for (gsize at = 0; taken && at < size; at += 10000)
        taken = td_sealed_field_feed (field, (const char *) bytes + at, MIN (10000, size - at), &error);
    if (!taken || !td_sealed_field_end (field, &error)) {
        g_assert_error (error, TD_AGE_ERROR, TD_ERROR_INPUT);
        return NULL;
    }
    fd = td_sealed_field_fd (field, ret_state);
    while ((n = read (fd, part, sizeof part)) > 0)
        g_byte_array_append (kept, part, (guint) n);
    return g_steal_pointer (&kept);
}

static void test_came_sealed (void)
{
    static const gsize sizes[] = { 0, 100, 70000, TD_LIMIT_SEALED_CLEAN_BYTES + 1000 };
    TdAgeIdentity mine;

    td_age_identity_new (&mine);
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
        g_autoptr (GByteArray) sealed = seal (&mine.recipient, sizes[i]), bytes = NULL, letters = NULL;
        GString *armour = armour_of (sealed);
        TdSealedFieldState state;

        bytes = keep (&mine.recipient, sealed->data, sealed->len, &state);
        g_assert_cmpint (state, ==, TD_SEALED_FIELD_BEFORE);
        g_assert_cmpmem (bytes->data, bytes->len, sealed->data, sealed->len);
        letters = keep (&mine.recipient, armour->str, armour->len, &state);
        g_assert_cmpint (state, ==, TD_SEALED_FIELD_BEFORE);
        g_assert_cmpmem (letters->data, letters->len, sealed->data, sealed->len);
        g_string_free (armour, TRUE);
    }
}

/* With words of its sender around it, or a header that is none: small, it is a file like any; large, it is refused rather than kept in part. */
static void test_looks_sealed (void)
{
    TdAgeIdentity mine;
    g_autoptr (GByteArray) small = NULL, large = NULL, kept = NULL;
    GString *text;
    TdSealedFieldState state;

    td_age_identity_new (&mine);
    small = seal (&mine.recipient, 1000);
    large = seal (&mine.recipient, TD_LIMIT_SEALED_CLEAN_BYTES);
    text = g_string_append (armour_of (small), "My name is not to be known.");
    kept = keep (&mine.recipient, text->str, text->len, &state);
    g_assert_cmpint (state, ==, TD_SEALED_FIELD_CLEAR);
    g_assert_cmpmem (kept->data, kept->len, text->str, text->len);
    g_string_free (text, TRUE);

    memcpy (small->data, "bge", 3); /* not such a file within */
    text = armour_of (small);
    g_clear_pointer (&kept, g_byte_array_unref);
    kept = keep (&mine.recipient, text->str, text->len, &state);
    g_assert_cmpint (state, ==, TD_SEALED_FIELD_CLEAR);
    g_string_free (text, TRUE);

    text = g_string_append (armour_of (large), "My name is not to be known.");
    g_assert_null (keep (&mine.recipient, text->str, text->len, &state));
    g_string_truncate (text, text->len - 200); /* cut off on the way */
    g_assert_null (keep (&mine.recipient, text->str, text->len, &state));
    g_string_free (text, TRUE);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sealed-field/came-sealed", test_came_sealed);
    g_test_add_func ("/sealed-field/looks-sealed", test_looks_sealed);
    return g_test_run ();
}
