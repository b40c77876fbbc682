/* A helper answers what it was asked, is ended where it goes over, and has no way out. */
#include "base/cell/cell.h"
#include "base/cell/helper.h"
#include "base/errors.h"

#include <linux/landlock.h>
#include <signal.h>
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
        { "make", "no" },          { "empty", "no" },
        { "signal", "no" },        { "leave", "no" },
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

/* ---- a program of others ---- */

static char *foreign (const char *program, const char *word, const char *input, GError **error)
{
    const char *const argv[] = { program, word, NULL };
    g_autoptr (GBytes) bytes = td_helper_run_foreign (argv, input, strlen (input), 2, 256 << 20, 1 << 20, error);
    gsize size = 0;
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    return bytes != NULL ? g_strndup (data != NULL ? data : "", size) : NULL;
}

/* Neither it nor what it starts has a way out, though it knows nothing of the doors. (AddressSanitizer's own start needs /proc and more memory than
 * a program of others gets.) */
static void test_foreign_doors (void)
{
#ifdef __SANITIZE_ADDRESS__
    g_test_skip ("under AddressSanitizer");
    return;
#endif
    static const char *const words[] = { "socket", "unix",   "write",  "change", "make",
                                         "empty",  "remove", "signal", "leave" };
    const char *tries = g_getenv ("TD_HELPER_TRIES");

    for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *word = g_strconcat ("foreign-", words[i], NULL);
        g_autofree char *found = foreign (tries, word, "", &error);
        g_test_message ("%s", word);
        g_assert_no_error (error);
        g_assert_cmpstr (found, ==, "no");
    }
}

/* Programs that know nothing of it live on: a shell with pipes, and what it starts reads its own files. */
static void test_foreign_pipeline (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *said = NULL;

    said = foreign ("/bin/sh", "-s",
                    "printf 'a b c' | tr a-c x-z | cat; printf ' '; cat /usr/share/doc/base-files/copyright | wc -l\n",
                    &error);
    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (said, "x y z "));
    g_assert_cmpint (g_ascii_strtoll (said + strlen ("x y z "), NULL, 10), >, 0);
}

/* What reads a file that is no program's: an instance, say. */
static void test_foreign_reads_nothing (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = NULL, *input = NULL, *said = NULL;
    int fd = g_file_open_tmp ("treatydesk-secret-XXXXXX", &path, NULL);

    if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) {
        g_test_skip ("this kernel has no Landlock");
    } else {
        g_assert_cmpint (write (fd, "secret", 6), ==, 6);
        input = g_strdup_printf ("cat %s; echo; ls %s/..; echo end\n", path, path);
        said = foreign ("/bin/sh", "-s", input, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (said, ==, "\nend\n");
    }
    close (fd);
    unlink (path);
}

/* Its group goes with it, and who closes its answer and lingers is ended. */
static void test_foreign_ends (void)
{
#ifdef __SANITIZE_ADDRESS__
    g_test_skip ("under AddressSanitizer");
    return;
#endif
    const char *tries = g_getenv ("TD_HELPER_TRIES");
    g_autoptr (GError) error = NULL;
    g_autofree char *said = foreign (tries, "foreign-stray", "", &error);

    g_assert_no_error (error);
    g_assert_cmpint (g_ascii_strtoll (said, NULL, 10), >, 1);
    for (int i = 0; i < 100 && kill ((pid_t) g_ascii_strtoll (said, NULL, 10), 0) == 0; i++)
        g_usleep (20000);
    g_assert_cmpint (kill ((pid_t) g_ascii_strtoll (said, NULL, 10), 0), ==, -1);
    g_assert_null (foreign (tries, "foreign-silent", "", &error));
    g_assert_error (error, TD_CELL_ERROR, TD_ERROR_TOO_LARGE);
    g_clear_error (&error);
    g_assert_null (foreign ("/nowhere/at-all", "x", "", &error));
    g_assert_error (error, TD_CELL_ERROR, TD_ERROR_OURS);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/helper/echo", test_echo);
    g_test_add_func ("/helper/doors", test_doors);
    g_test_add_func ("/helper/ends", test_ends);
    g_test_add_func ("/helper/foreign/doors", test_foreign_doors);
    g_test_add_func ("/helper/foreign/pipeline", test_foreign_pipeline);
    g_test_add_func ("/helper/foreign/reads-nothing", test_foreign_reads_nothing);
    g_test_add_func ("/helper/foreign/ends", test_foreign_ends);
    return g_test_run ();
}
