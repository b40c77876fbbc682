/* A helper answers what it was asked, is ended where it goes over, and has no way out. */
#include "base/cell/cell.h"
#include "base/cell/helper.h"
#include "base/errors.h"

#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *answer (const char *word, const char *input, GError **error)
{
    g_autoptr (GBytes) bytes =
        td_helper_run (g_getenv ("TD_HELPER_TRIES"), word, input, strlen (input), 2, 1 << 20, error);
    gsize size;
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    return data != NULL ? g_strndup (data, size) : g_strdup (bytes != NULL ? "" : NULL);
}

static void test_echo (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *much = g_strnfill (1000000, 'x'), *short_one = answer ("echo", "كلمات", &error),
                    *nothing = answer ("echo", "", &error), *all = answer ("echo", much, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (short_one, ==, "كلمات");
    g_assert_cmpstr (nothing, ==, "");
    g_assert_true (g_str_equal (all, much));
}

static void test_doors (void)
{
    static const struct {
        const char *word, *answer;
        gboolean by_landlock;
    } rows[] = {
        { "socket", "no" },        { "unix", "no" },
        { "exec", "no" },          { "fork", "no" },
        { "thread", "yes" },       { "write", "no" },
        { "change", "no" },        { "remove", "no" },
        { "read-allowed", "yes" }, { "read-other", "no", TRUE },
        { "memory", "no" },
    };
    gboolean landlock = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        if (rows[i].by_landlock && !landlock)
            continue;
#ifdef __SANITIZE_ADDRESS__
        if (strcmp (rows[i].word, "memory") == 0)
            continue;
#endif
        g_autofree char *found = answer (rows[i].word, "", &error);
        g_test_message ("%s", rows[i].word);
        g_assert_no_error (error);
        g_assert_cmpstr (found, ==, rows[i].answer);
    }
}

static void test_ends (void)
{
    static const struct {
        const char *word;
        int code;
    } rows[] = { { "sleep", TD_ERROR_TOO_LARGE },
                 { "flood", TD_ERROR_TOO_LARGE },
                 { "fail", TD_ERROR_OURS },
                 { "crash", TD_ERROR_OURS } };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_null (answer (rows[i].word, "", &error));
        g_assert_error (error, TD_CELL_ERROR, rows[i].code);
    }
    g_autoptr (GError) error = NULL;
    g_assert_null (td_helper_run ("/nowhere/at-all", "x", "", 0, 2, 100, &error));
    g_assert_error (error, TD_CELL_ERROR, TD_ERROR_OURS);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/helper/echo", test_echo);
    g_test_add_func ("/helper/doors", test_doors);
    g_test_add_func ("/helper/ends", test_ends);
    return g_test_run ();
}
