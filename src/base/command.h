/* Commands: `treatydesk NOUN [VERB] [DIR] [THING] [--options]`.
 *
 * A command is a row; main.c joins the tables of all areas. Exit status 0 done, 1 said no (one plain
 * sentence with the reason on standard error), 2 wrong use (usage on standard error).
 * Each command takes --help, --json (of use where it prints facts), --locale and --now (clock.h).
 *
 * To add a command: a row in your area's commands.c, and its part of packaging/treatydesk.1 (a house test compares).
 */
#pragma once

#include "base/clock.h"
#include <glib.h>

typedef struct {
    TdClock clock;      /* from --now */
    const char *locale; /* from --locale, for words to people; "en" */
    gboolean json;
    char **words; /* what is left after options; NULL-terminated; owned by the caller */
    int n_words;
} TdCommandCall;

typedef struct TdCommand {
    const char *noun;
    const char *verb;      /* NULL when the noun stands alone */
    const char *arguments; /* "DIR STATE", shown by --help */
    const char *summary;   /* one line */
    int min_words, max_words;
    const GOptionEntry *options; /* of this command alone; values land in static variables; may be NULL */
    /* Returns the exit status. On 1 it has set error, which the caller prints once. */
    int (*run) (const TdCommandCall *call, GError **error);
} TdCommand;

/* Finds the row for argv, parses options, runs, prints errors; returns the exit status.
 * tables: NULL-terminated list of tables, each ended by a row whose noun is NULL. */
int td_command_main (const TdCommand *const *tables, int argc, char **argv);
