/* All faults of a form in one error; any other failure ends the checking. */
#include "base/faults.h"

#include <string.h>

#define DOMAIN TD_BASE_ERROR

static gboolean step (gboolean good, TdErrorCode code, const char *message, GError **error)
{
    if (!good)
        g_set_error_literal (error, DOMAIN, (int) code, message);
    return good;
}

static gboolean check (const char *wrong, const char **ret_field, GError **error)
{
    g_auto (TdFaults) faults = { 0 };
    static const char *const names[] = { "one", "two", "three" };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        const char *field = names[i];
        char sign = wrong[i];
        if (!td_faults_keep (
                &faults, step (sign == '.', sign == 'x' ? TD_ERROR_INPUT : TD_ERROR_BUSY, names[i], &faults.problem),
                &field, error))
            return FALSE;
    }
    return td_faults_none (&faults, ret_field, error);
}

static void assert_faults (const char *wrong, const char *expected)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) copy = NULL;
    g_autoptr (GString) found = g_string_new (NULL);
    const char *first = NULL, *field, *message;

    g_assert_false (check (wrong, &first, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
    copy = g_error_copy (error);
    g_clear_error (&error);
    for (guint i = 0; td_fault_of (copy, first, i, &field, &message); i++) {
        g_assert_cmpstr (field, ==, message);
        g_string_append_printf (found, "%s%s", i > 0 ? "\n" : "", message);
    }
    g_assert_cmpstr (found->str, ==, expected);
    g_assert_cmpstr (copy->message, ==, expected);
    g_assert_true (g_str_has_prefix (expected, first));
}

static void test_all (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (check ("...", NULL, &error));
    g_assert_no_error (error);
    assert_faults (".x.", "two");
    assert_faults ("x.x", "one\nthree");
    assert_faults ("xxx", "one\ntwo\nthree");
    /* Without anybody who listens nothing breaks. */
    g_assert_false (check ("xxx", NULL, NULL));
}

/* One fault is its own error, as if nothing had gathered it. */
static void test_alone (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (check ("..x", NULL, &error));
    g_assert_true (error->domain == DOMAIN);
}

static void test_other (void)
{
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    g_assert_false (check ("xb.", &field, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_BUSY);
    g_assert_cmpstr (error->message, ==, "two");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/faults/all", test_all);
    g_test_add_func ("/faults/alone", test_alone);
    g_test_add_func ("/faults/other", test_other);
    return g_test_run ();
}
