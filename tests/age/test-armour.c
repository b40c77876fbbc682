/* Armour gives back what is within, in whatever bites it comes, and nothing where a line, a letter or the end is not as it has to be. */
#include <sodium.h>
#include <string.h>

#include "age/armour.h"
#include "base/base.h"
#include "base/errors.h"

#define BEGIN "-----BEGIN AGE ENCRYPTED FILE-----"
#define END   "-----END AGE ENCRYPTED FILE-----"

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

/* What is within; NULL: it was refused, as something that is no such file. */
static GByteArray *take_out (const char *text, gsize bite)
{
    g_autoptr (GByteArray) within = g_byte_array_new ();
    g_autoptr (TdAgeArmour) armour = td_age_armour_new (collect, within);
    g_autoptr (GError) error = NULL;
    gboolean taken = TRUE;

    for (gsize at = 0, n = strlen (text); taken && at < n; at += bite)
        taken = td_age_armour_feed (armour, (const guint8 *) text + at, MIN (bite, n - at), &error);
    if (taken && td_age_armour_finish (armour, &error))
        return g_steal_pointer (&within);
    g_assert_error (error, TD_AGE_ERROR, TD_ERROR_INPUT);
    return NULL;
}

static char *put_on (const guint8 *bytes, gsize n, const char *eol)
{
    g_autofree char *letters = g_base64_encode (bytes, n);
    GString *text = g_string_new (BEGIN);

    for (gsize at = 0; at < strlen (letters); at += 64)
        g_string_append_printf (text, "%s%.64s", eol, letters + at);
    g_string_append_printf (text, "%s" END "%s", eol, eol);
    return g_string_free (text, FALSE);
}

static void test_sizes (void)
{
    static const gsize sizes[] = { 1, 2, 3, 47, 48, 49, 96, 97, 1000, 100000 };
    static const gsize bites[] = { 1, 7, 65, 100000 };

    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
        g_autofree guint8 *bytes = g_malloc (sizes[i]);

        randombytes_buf (bytes, sizes[i]);
        for (guint k = 0; k < 2 * G_N_ELEMENTS (bites); k++) {
            g_autofree char *text = put_on (bytes, sizes[i], k % 2 ? "\r\n" : "\n");
            g_autoptr (GByteArray) within = take_out (text, bites[k / 2]);

            g_assert_nonnull (within);
            g_assert_cmpmem (within->data, within->len, bytes, sizes[i]);
        }
    }
}

static void test_refused (void)
{
    static const char line[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    static const char *const bad[] = {
        "",
        "\n",
        BEGIN,
        BEGIN "\n",
        BEGIN "\nAAAA\n",
        BEGIN "\nAAAA\nAAAA\n" END, /* a short line is the last */
        BEGIN "\n\nAAAA\n" END,
        BEGIN "\nAAAA\n\n" END,
        BEGIN "\nAAA\n" END,
        BEGIN "\nAA=\n" END,
        BEGIN "\nAB==\n" END,
        BEGIN "\nAA=A\n" END,
        BEGIN "\nA A A\n" END,
        BEGIN "\nAAA\xc3\n" END,
        BEGIN "\nAA_-\n" END,
        BEGIN "\n AAAA\n" END,
        BEGIN "\nAAAA\n" END "\nHello",
        BEGIN "\nAAAA\n" END "x",
        "Hello\n" BEGIN "\nAAAA\n" END,
        BEGIN "\nVersion: 1\n\nAAAA\n" END,
        "-----begin age encrypted file-----\nAAAA\n" END,
        BEGIN "\nAAAA\n-----END MESSAGE-----\n",
    };
    g_autofree char *longer = g_strdup_printf (BEGIN "\n%.64sAAAA\n" END, line);
    g_autofree char *blanks = g_strnfill (2000, '\n');
    g_autofree char *after = g_strconcat (BEGIN "\nAAAA\n" END, blanks, NULL);
    g_autoptr (GByteArray) whole = take_out (BEGIN "\nAAAA\n" END, 1);

    g_assert_nonnull (whole);
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_test_message ("%s", bad[i]);
        g_assert_null (take_out (bad[i], 1));
        g_assert_null (take_out (bad[i], 1000));
    }
    g_assert_null (take_out (longer, 10));
    g_assert_null (take_out (after, 10));
    g_assert_true (td_age_looks_armoured ((const guint8 *) longer, strlen (longer)));
    g_assert_false (td_age_looks_armoured ((const guint8 *) BEGIN, strlen (BEGIN) - 1));
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/armour/sizes", test_sizes);
    g_test_add_func ("/armour/refused", test_refused);
    return g_test_run ();
}
