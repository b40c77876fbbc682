#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"

static void test_new (void)
{
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (int i = 0; i < 10000; i++) {
        char *id = td_id_new ();

        g_assert_cmpuint (strlen (id), ==, TD_ID_LENGTH);
        g_assert_true (td_id_valid (id));
        g_assert_true (g_hash_table_add (seen, id));
    }
}

static void test_valid (void)
{
    g_assert_true (td_id_valid ("0123456789abcdef"));
    g_assert_true (td_id_valid ("ghjkmnpqrstvwxyz"));
    g_assert_false (td_id_valid (NULL));
    g_assert_false (td_id_valid (""));
    g_assert_false (td_id_valid ("0123456789abcde"));
    g_assert_false (td_id_valid ("0123456789abcdef0"));
    g_assert_false (td_id_valid ("0123456789ABCDEF"));
    g_assert_false (td_id_valid ("0123456789abcdei"));
    g_assert_false (td_id_valid ("0123456789abcdeu"));
    g_assert_false (td_id_valid ("01234567 9abcdef"));
}

static void test_canonical (void)
{
    g_autofree char *id = td_id_canonical ("OIL3456789ABCDEF");

    g_assert_cmpstr (id, ==, "0113456789abcdef");
    g_assert_null (td_id_canonical ("0123456789abcdeu"));
    g_assert_null (td_id_canonical ("0123456789abcdef0"));
    g_assert_null (td_id_canonical ("../../etc/passwd"));
    g_assert_null (td_id_canonical (NULL));
}

static void test_error_code (void)
{
    g_autoptr (GError) ours = g_error_new (TD_BASE_ERROR, TD_ERROR_CONFLICT, "Somebody was quicker.");
    g_autoptr (GError) odd = g_error_new (TD_BASE_ERROR, 99, "Odd.");
    g_autoptr (GError) other = g_error_new (G_CONVERT_ERROR, 1, "Other.");

    g_assert_cmpstr (g_quark_to_string (TD_BASE_ERROR), ==, "td-base-error-quark"); /* as it is spelt */
    g_assert_cmpint (td_error_code (ours), ==, TD_ERROR_CONFLICT);
    g_assert_cmpint (td_error_code (odd), ==, TD_ERROR_OURS);
    g_assert_cmpint (td_error_code (other), ==, TD_ERROR_OURS);
    g_assert_cmpint (td_error_code (NULL), ==, TD_ERROR_OURS);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_base_init ();
    g_test_add_func ("/id/new", test_new);
    g_test_add_func ("/id/valid", test_valid);
    g_test_add_func ("/id/canonical", test_canonical);
    g_test_add_func ("/errors/code", test_error_code);
    return g_test_run ();
}
