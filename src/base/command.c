#include "base/command.h"
#include "base/base.h"
#include "base/errors.h"

#include <locale.h>

enum { STATUS_DONE, STATUS_NO, STATUS_WRONG_USE };

/* Options that every command takes. */
typedef struct {
    gboolean help, json;
    char *now, *locale;
} Common;

static void common_clear (Common *common)
{
    g_free (common->now);
    g_free (common->locale);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Common, common_clear)

static void common_entries (Common *common, GOptionEntry ret_entries[5])
{
    const GOptionEntry entries[5] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &common->json, "Print facts as JSON", NULL },
        { "now", 0, 0, G_OPTION_ARG_STRING, &common->now, "Act as if it were this moment (a rehearsal)", "DATE" },
        { "locale", 0, 0, G_OPTION_ARG_STRING, &common->locale, "Language of words to people", "CODE" },
        { "help", 'h', 0, G_OPTION_ARG_NONE, &common->help, "Show this help", NULL },
        { NULL },
    };

    memcpy (ret_entries, entries, sizeof entries);
}

/* ---- finding ---- */

static const TdCommand *find (const TdCommand *const *tables, const char *noun, const char *verb)
{
    for (; *tables; tables++)
        for (const TdCommand *row = *tables; row->noun; row++)
            if (g_str_equal (row->noun, noun) && g_strcmp0 (row->verb, verb) == 0)
                return row;
    return NULL;
}

static int count_of_noun (const TdCommand *const *tables, const char *noun)
{
    int n = 0;

    for (; *tables; tables++)
        for (const TdCommand *row = *tables; row->noun; row++)
            n += g_str_equal (row->noun, noun);
    return n;
}

/* ---- help ---- */

static void add_row_line (GString *text, const TdCommand *row)
{
    g_autofree char *left = g_strdup_printf ("%s%s%s%s%s", row->noun, row->verb ? " " : "", row->verb ? row->verb : "",
                                             row->arguments ? " " : "", row->arguments ? row->arguments : "");

    g_string_append_printf (text, "  %-44s %s\n", left, row->summary);
}

/* All commands, or those of one noun. */
static char *help_list (const TdCommand *const *tables, const char *noun)
{
    GString *text = g_string_new ("Usage: treatydesk COMMAND [--options]\n\n");

    for (; *tables; tables++)
        for (const TdCommand *row = *tables; row->noun; row++)
            if (!noun || g_str_equal (row->noun, noun))
                add_row_line (text, row);
    g_string_append (text, "\nEach command explains itself with --help; --version tells the version.\n");
    return g_string_free (text, FALSE);
}

static void add_option_lines (GString *text, const GOptionEntry *entries)
{
    for (; entries && entries->long_name; entries++) {
        g_autofree char *left = NULL;
        gboolean remaining = g_str_equal (entries->long_name, G_OPTION_REMAINING);

        if (remaining || entries->flags & G_OPTION_FLAG_HIDDEN)
            continue;
        left = g_strdup_printf ("--%s%s%s", entries->long_name, entries->arg_description ? " " : "",
                                entries->arg_description ? entries->arg_description : "");
        g_string_append_printf (text, "  %-24s %s\n", left, entries->description ? entries->description : "");
    }
}

static char *help_command (const TdCommand *row)
{
    GString *text = g_string_new (NULL);
    Common common = { 0 };
    GOptionEntry entries[5];

    common_entries (&common, entries);
    g_string_append_printf (text, "Usage: treatydesk %s%s%s%s%s [--options]\n\n%s\n\n", row->noun, row->verb ? " " : "",
                            row->verb ? row->verb : "", row->arguments ? " " : "", row->arguments ? row->arguments : "",
                            row->summary);
    add_option_lines (text, row->options);
    add_option_lines (text, entries);
    return g_string_free (text, FALSE);
}

/* Of a noun that is a command itself and has others: its own, then all of them. */
static char *help_noun (const TdCommand *const *tables, const char *noun)
{
    const TdCommand *row = find (tables, noun, NULL);
    g_autofree char *list = help_list (tables, noun);
    g_autofree char *own = row != NULL ? help_command (row) : NULL;

    return own != NULL ? g_strconcat (own, "\n", list, NULL) : g_steal_pointer (&list);
}

static int say_help (char *take_text)
{
    fputs (take_text, stdout);
    g_free (take_text);
    return STATUS_DONE;
}

static int wrong_use (const char *sentence, char *take_usage)
{
    fprintf (stderr, "%s\n\n%s", sentence, take_usage);
    g_free (take_usage);
    return STATUS_WRONG_USE;
}

/* ---- running ---- */

/* Takes the options out of words; what is left is the command's own. */
static gboolean parse_options (const TdCommand *row, Common *common, char ***words, GError **error)
{
    g_autoptr (GOptionContext) context = g_option_context_new (NULL);
    GOptionEntry entries[5];
    g_autofree char *first = g_strdup ("treatydesk");
    g_autoptr (GPtrArray) with_program = g_ptr_array_new ();
    g_autofree char **argv = NULL;
    int argc, n = 0;

    common_entries (common, entries);
    g_option_context_set_help_enabled (context, FALSE);
    g_option_context_add_main_entries (context, entries, NULL);
    if (row->options)
        g_option_context_add_main_entries (context, row->options, NULL);

    /* GOption expects the program's name first and moves what is left to the front. */
    g_ptr_array_add (with_program, first);
    for (char **word = *words; *word; word++)
        g_ptr_array_add (with_program, *word);
    argc = (int) with_program->len;
    g_ptr_array_add (with_program, NULL);
    argv = (char **) g_ptr_array_free (g_steal_pointer (&with_program), FALSE);
    if (!g_option_context_parse (context, &argc, &argv, error))
        return FALSE;
    for (int i = 1; i < argc; i++)
        if (i > 1 || !g_str_equal (argv[i], "--"))
            (*words)[n++] = argv[i];
    (*words)[n] = NULL;
    return TRUE;
}

static int run_row (const TdCommand *row, const Common *common, char **words)
{
    g_autoptr (GError) error = NULL;
    TdCommandCall call = { .clock = td_clock_real (),
                           .locale = common->locale ? common->locale : "en",
                           .json = common->json,
                           .words = words,
                           .n_words = (int) g_strv_length (words) };
    int status;

    if (common->now && !td_clock_at (common->now, &call.clock, &error))
        return wrong_use (error->message, help_command (row));
    if (call.n_words < row->min_words)
        return wrong_use ("Something is missing.", help_command (row));
    if (call.n_words > row->max_words)
        return wrong_use ("There are more words than this command takes.", help_command (row));

    status = row->run (&call, &error);
    if ((fflush (stdout) != 0 || ferror (stdout)) && status == STATUS_DONE) {
        fputs ("The answer could not be written whole. Look whether the disk is full, and run it again.\n", stderr);
        return STATUS_NO;
    }
    if (status == STATUS_WRONG_USE)
        return wrong_use (error ? error->message : "This command was not used as it should be.", help_command (row));
    if (error)
        fprintf (stderr, "%s\n", error->message);
    return status;
}

static int run_command (const TdCommand *row, char **words)
{
    g_auto (Common) common = { 0 };
    g_autoptr (GError) error = NULL;

    if (!parse_options (row, &common, &words, &error))
        return wrong_use (error->message, help_command (row));
    if (common.help)
        return say_help (help_command (row));
    return run_row (row, &common, words);
}

static gboolean is_help (const char *word)
{
    return g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "-h") == 0;
}

int td_command_main (const TdCommand *const *tables, int argc, char **argv)
{
    g_autofree char **words = NULL;
    const char *noun = argc > 1 ? argv[1] : NULL, *verb = argc > 2 ? argv[2] : NULL;
    const TdCommand *row;
    int skip = 3;

    td_base_init ();
    if (!g_get_charset (NULL)) /* words are UTF-8 here, also where the machine says nothing */
        setlocale (LC_CTYPE, "C.UTF-8");
    if (!noun)
        return wrong_use ("No command was named.", help_list (tables, NULL));
    if (is_help (noun) || g_str_equal (noun, "help"))
        return say_help (help_list (tables, NULL));
    if (g_str_equal (noun, "--version"))
        return say_help (g_strdup ("treatydesk " TD_VERSION "\n"));
    if (count_of_noun (tables, noun) == 0)
        return wrong_use ("There is no such command.", help_list (tables, NULL));
    if (is_help (verb) && count_of_noun (tables, noun) > 1)
        return say_help (help_noun (tables, noun));

    row = verb ? find (tables, noun, verb) : NULL;
    if (!row) {
        row = find (tables, noun, NULL);
        skip = 2;
    }
    if (!row && is_help (verb))
        return say_help (help_list (tables, noun));
    if (!row)
        return wrong_use (verb ? "There is no such command." : "Something is missing.", help_list (tables, noun));
    words = g_memdup2 (argv + skip, sizeof (char *) * (gsize) (argc - skip + 1));
    return run_command (row, words);
}
