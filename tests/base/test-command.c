#include "base/command.h"
#include "base/errors.h"

/* What the last run saw. */
static struct {
    const char *command;
    char *words, *locale, *name;
    gboolean json, rehearsal, flag;
} seen;

static char *option_name;
static gboolean option_flag;
static const GOptionEntry show_options[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &option_name, "A name", "NAME" },
    { "flag", 0, 0, G_OPTION_ARG_NONE, &option_flag, "A flag", NULL },
    { NULL },
};

static int note (const char *command, const TdCommandCall *call)
{
    g_free (seen.words);
    g_free (seen.locale);
    seen.command = command;
    seen.words = g_strjoinv (" ", call->words);
    seen.locale = g_strdup (call->locale);
    seen.json = call->json;
    seen.rehearsal = call->clock.rehearsal;
    return 0;
}

static int run_show (const TdCommandCall *call, GError **error G_GNUC_UNUSED)
{
    return note ("state show", call);
}

static int run_state (const TdCommandCall *call, GError **error G_GNUC_UNUSED)
{
    return note ("state", call);
}

static int run_refuse (const TdCommandCall *call G_GNUC_UNUSED, GError **error)
{
    g_set_error (error, TD_BASE_ERROR, TD_ERROR_NOT_FOUND, "There is no such State here.");
    return 1;
}

static int run_init (const TdCommandCall *call, GError **error G_GNUC_UNUSED)
{
    puts ("made");
    return note ("init", call);
}

static const TdCommand states[] = {
    { "state", NULL, "DIR STATE", "Tell about one State", 2, 2, NULL, run_state },
    { "state", "show", "DIR STATE", "Show one State", 1, 2, show_options, run_show },
    { "state", "refuse", "DIR", "Say no", 0, 9, NULL, run_refuse },
    { NULL },
};
static const TdCommand others[] = {
    { "init", NULL, "DIR", "Make an instance", 1, 1, NULL, run_init },
    { "user", "add", "DIR", "Add a user", 0, 1, NULL, run_init },
    { NULL },
};
static const TdCommand *const tables[] = { states, others, NULL };

static int run (const char *line)
{
    g_auto (GStrv) argv = g_strsplit (line, " ", -1);

    seen.command = NULL;
    g_clear_pointer (&option_name, g_free);
    return td_command_main (tables, (int) g_strv_length (argv), argv);
}

static void test_match (void)
{
    g_assert_cmpint (run ("td state show d GHA --name x --json --flag"), ==, 0);
    g_assert_cmpstr (seen.command, ==, "state show");
    g_assert_cmpstr (seen.words, ==, "d GHA");
    g_assert_cmpstr (seen.locale, ==, "en");
    g_assert_cmpstr (option_name, ==, "x");
    g_assert_true (option_flag);
    g_assert_true (seen.json);
    g_assert_false (seen.rehearsal);

    g_assert_cmpint (run ("td state d GHA --now 2030-01-01 --locale fr"), ==, 0);
    g_assert_cmpstr (seen.command, ==, "state");
    g_assert_cmpstr (seen.words, ==, "d GHA");
    g_assert_cmpstr (seen.locale, ==, "fr");
    g_assert_true (seen.rehearsal);
    g_assert_false (seen.json);

    g_assert_cmpint (run ("td state show -- d --json"), ==, 0);
    g_assert_cmpstr (seen.words, ==, "d --json");
    g_assert_cmpint (run ("td state show --json -- d --json"), ==, 0);
    g_assert_cmpstr (seen.words, ==, "d --json");
    g_assert_true (seen.json);
}

static void test_utf8 (void)
{
    g_assert_cmpint (run ("td state show d --name Médecins"), ==, 0);
    g_assert_cmpstr (option_name, ==, "Médecins");
}

/* Each subprocess runs one line; the parent looks at what it printed. */
static void expect (const char *line, int status, const char *output, const char *errors)
{
    if (g_test_subprocess ())
        return;
    g_autofree char *path = g_strdup_printf ("/command/line/subprocess/%d", status);

    g_setenv ("TD_TEST_LINE", line, TRUE);
    g_test_trap_subprocess (path, 0, 0);
    g_test_trap_assert_passed ();
    if (output)
        g_test_trap_assert_stdout (output);
    g_test_trap_assert_stderr (errors);
}

static void line_of (gconstpointer status)
{
    g_assert_cmpint (run (g_getenv ("TD_TEST_LINE")), ==, GPOINTER_TO_INT (status));
}

static void test_help (void)
{
    expect ("td --help", 0, "*state show DIR STATE*Show one State*init DIR*", "");
    expect ("td --version", 0, "*treatydesk ?*", "");
    expect ("td state --help", 0, "*state refuse DIR*", "");
    expect ("td user --help", 0, "*user add*", "");
    expect ("td init --help", 0, "*Usage: treatydesk init DIR*--now DATE*", "");
    expect ("td state show --help", 0, "*Show one State*--name NAME*A name*--json*", "");
    expect ("td state show d GHA x --help", 0, "*Show one State*", "");
}

static void test_wrong (void)
{
    expect ("td", 2, NULL, "No command*Usage*");
    expect ("td nonsense", 2, NULL, "There is no such command.*Usage*");
    expect ("td user nonsense", 2, NULL, "There is no such command.*user add*");
    expect ("td user", 2, NULL, "Something is missing.*user add*");
    expect ("td init", 2, NULL, "Something is missing.*init DIR*");
    expect ("td init a b", 2, NULL, "There are more words*init DIR*");
    expect ("td init a --nonsense", 2, NULL, "*nonsense*init DIR*");
    expect ("td init a --now soon", 2, NULL, "*neither a date*init DIR*");
    expect ("td state refuse", 1, NULL, "There is no such State here.\n");
}

/* A full disk is a no, not a yes with half an answer. */
static void full_disk (void)
{
    g_assert_nonnull (freopen ("/dev/full", "w", stdout));
    g_assert_cmpint (run ("td init d"), ==, 1);
}

static void test_full_disk (void)
{
    g_test_trap_subprocess ("/command/full-disk/subprocess", 0, 0);
    g_test_trap_assert_passed ();
    g_test_trap_assert_stderr ("The answer could not be written whole.*");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/command/match", test_match);
    g_test_add_func ("/command/utf8", test_utf8);
    g_test_add_func ("/command/help", test_help);
    g_test_add_func ("/command/wrong", test_wrong);
    g_test_add_func ("/command/full-disk", test_full_disk);
    g_test_add_func ("/command/full-disk/subprocess", full_disk);
    g_test_add_data_func ("/command/line/subprocess/0", GINT_TO_POINTER (0), line_of);
    g_test_add_data_func ("/command/line/subprocess/1", GINT_TO_POINTER (1), line_of);
    g_test_add_data_func ("/command/line/subprocess/2", GINT_TO_POINTER (2), line_of);
    return g_test_run ();
}
