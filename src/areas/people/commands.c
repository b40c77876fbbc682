/* Commands of people: user add. */
#include "areas/people/people-area.h"

#include "areas/people/people.h"
#include "base/command.h"
#include "base/errors.h"

#include <sodium.h>
#include <termios.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static char *add_role, *add_state;
static const GOptionEntry add_options[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &add_role, "organisation, secretariat, member or administrator", "ROLE" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &add_state, "A member's own State: no part in its review", "ISO3" },
    { NULL },
};

/* One line from standard input, unseen where it is a terminal. NULL at the end of input. Free with sodium_memzero before. */
static char *read_password (void)
{
    struct termios before, silent;
    gboolean terminal = isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &before) == 0;
    char line[1024];
    char *got;

    if (terminal) {
        fputs ("Password (12 characters or more): ", stderr);
        silent = before;
        silent.c_lflag &= ~(tcflag_t) ECHO;
        tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
    }
    got = fgets (line, sizeof line, stdin);
    if (terminal) {
        tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
        fputc ('\n', stderr);
    }
    if (got == NULL)
        return NULL;
    line[strcspn (line, "\r\n")] = '\0';
    got = g_strdup (line);
    sodium_memzero (line, sizeof line);
    return got;
}

static int run_add (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autofree char *id = NULL;
    char *password;
    TdRole role;
    gboolean added;

    if (!td_role_from_word (add_role, &role)) {
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                             "Name the role with --role: organisation, secretariat, member or administrator.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    password = read_password ();
    if (password == NULL) {
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                             "The password is read from standard input, and there was none.");
        return SAID_NO;
    }
    added = td_person_add (instance, call->words[1], password, role, add_state, &id, error);
    sodium_memzero (password, strlen (password));
    g_free (password);
    if (!added)
        return SAID_NO;
    if (call->json)
        printf ("{\"id\": \"%s\", \"role\": \"%s\"}\n", id, td_role_word (role));
    else
        printf ("Added: %s (%s)\n", id, td_role_word (role));
    return DONE;
}

const TdCommand td_people_commands[] = {
    { "user", "add", "DIR ADDRESS", "Adds an account; its password is read from standard input", 2, 2, add_options,
      run_add },
    { NULL },
};
