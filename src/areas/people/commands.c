/* Commands of people: user add, role, conflict, list, disable, erase. */
#include "areas/people/people-area.h"

#include "areas/people/account.h"
#include "areas/people/people.h"
#include "base/command.h"
#include "base/errors.h"

#include <jansson.h>
#include <sodium.h>
#include <termios.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer command = TD_VIEWER_COMMAND;

static char *role_word, *state, *from, *until, *name, *ground_word, *reason;
static gboolean end, take_back, reopen;

#define ROLE_OPTION                                                                                                    \
    {                                                                                                                  \
        "role", 0, 0, G_OPTION_ARG_STRING, &role_word, "Which role, see the manual", "ROLE"                            \
    }
#define STATE_OPTION                                                                                                   \
    {                                                                                                                  \
        "state", 0, 0, G_OPTION_ARG_STRING, &state, "Of which State; a member's own", "ISO3"                           \
    }
#define FROM_OPTION                                                                                                    \
    {                                                                                                                  \
        "from", 0, 0, G_OPTION_ARG_STRING, &from, "First day, like 2026-12-31; today if left out", "DAY"               \
    }
#define UNTIL_OPTION                                                                                                   \
    {                                                                                                                  \
        "until", 0, 0, G_OPTION_ARG_STRING, &until, "Last day; no end if left out", "DAY"                              \
    }

static const GOptionEntry add_options[] = {
    ROLE_OPTION,
    STATE_OPTION,
    FROM_OPTION,
    UNTIL_OPTION,
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "A name, as others here may know it", "NAME" },
    { NULL },
};
static const GOptionEntry role_options[] = {
    ROLE_OPTION, STATE_OPTION, FROM_OPTION, UNTIL_OPTION, { "end", 0, 0, G_OPTION_ARG_NONE, &end, "Ends it now", NULL },
    { NULL },
};
static const GOptionEntry conflict_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, "In whose review no part is taken", "ISO3" },
    { "ground", 0, 0, G_OPTION_ARG_STRING, &ground_word, "nationality, residence, office or declaration", "GROUND" },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &take_back, "Takes it back", NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, "Why it is taken back", "TEXT" },
    { NULL },
};
static const GOptionEntry list_options[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role_word, "Only those who have this role today", "ROLE" },
    { NULL },
};
static const GOptionEntry disable_options[] = {
    { "reopen", 0, 0, G_OPTION_ARG_NONE, &reopen, "Opens it again", NULL },
    { NULL },
};

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static gboolean read_role (TdRole *ret, GError **error)
{
    return (role_word != NULL && td_role_from_word (role_word, ret))
           || (wrong_use (error,
                          "Name the role with --role: organisation, secretariat, member, country-rapporteur, chair,"
                          " translator, interpreter, observer, administrator, permanent-mission or ministry."),
               FALSE);
}

/* The instance, and the account that the second word names. */
static gboolean open_for (const TdCommandCall *call, TdInstance **ret_instance, TdPerson **ret_person, GError **error)
{
    *ret_instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    *ret_person = *ret_instance != NULL ? td_person_by_address (*ret_instance, &command, call->words[1], error) : NULL;
    return *ret_person != NULL;
}

/* ---- what is printed ---- */

static json_t *string_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *person_json (const TdPerson *p)
{
    json_t *roles = json_array (), *conflicts = json_array ();

    for (guint i = 0; i < p->terms->len; i++) {
        const TdTerm *t = p->terms->pdata[i];
        json_array_append_new (roles,
                               json_pack ("{s:s, s:o, s:s, s:o, s:b, s:b}", "role", td_role_word (t->role), "state",
                                          string_or_null (t->state), "from", t->starts, "until",
                                          string_or_null (t->ends), "ended", t->ended != 0, "in_force", t->in_force));
    }
    for (guint i = 0; i < p->conflicts->len; i++) {
        const TdConflict *c = p->conflicts->pdata[i];
        json_array_append_new (conflicts,
                               json_pack ("{s:s, s:s}", "state", c->state, "ground", td_ground_word (c->ground)));
    }
    return json_pack ("{s:s, s:s, s:o, s:b, s:o, s:o}", "id", p->id, "address", p->address, "name",
                      string_or_null (p->name), "disabled", p->disabled, "roles", roles, "conflicts", conflicts);
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static void print_person (const TdPerson *p)
{
    printf ("%s  %s%s\n", p->id, p->address, p->disabled ? "  (closed)" : "");
    for (guint i = 0; i < p->terms->len; i++) {
        const TdTerm *t = p->terms->pdata[i];
        printf ("    %s%s%s from %s%s%s%s\n", td_role_word (t->role), t->state != NULL ? " " : "",
                t->state != NULL ? t->state : "", t->starts, t->ends != NULL ? " until " : "",
                t->ends != NULL ? t->ends : "",
                t->ended != 0 ? " (ended)"
                : t->in_force ? ""
                              : " (not today)");
    }
    for (guint i = 0; i < p->conflicts->len; i++) {
        const TdConflict *c = p->conflicts->pdata[i];
        printf ("    no part in the review of %s (%s)\n", c->state, td_ground_word (c->ground));
    }
}

/* The account as it stands after an act. */
static int show (const TdCommandCall *call, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdPerson) person = td_person_get (instance, &command, id, error);

    if (person == NULL)
        return SAID_NO;
    if (call->json)
        print_json (person_json (person));
    else
        print_person (person);
    return DONE;
}

/* ---- user add ---- */

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
    TdPersonNew new_one = { .address = call->words[1], .name = name };
    char *password;
    gboolean added;

    new_one.term = (TdTermGiven){ .state = state, .starts = from, .ends = until };
    if (!read_role (&new_one.term.role, error))
        return WRONG_USE;
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    password = read_password ();
    if (password == NULL) {
        wrong_use (error, "The password is read from standard input, and there was none.");
        return SAID_NO;
    }
    new_one.password = password;
    added = td_person_add_new (instance, &command, &new_one, &id, error);
    sodium_memzero (password, strlen (password));
    g_free (password);
    if (!added)
        return SAID_NO;
    if (call->json)
        printf ("{\"id\": \"%s\", \"role\": \"%s\"}\n", id, td_role_word (new_one.term.role));
    else
        printf ("Added: %s (%s)\n", id, td_role_word (new_one.term.role));
    return DONE;
}

/* ---- user role ---- */

/* All terms of that role (and State) that still run or are to come. */
static gboolean end_terms (TdInstance *instance, const TdPerson *person, TdRole role, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    gboolean any = FALSE;

    for (guint i = 0; i < person->terms->len; i++) {
        const TdTerm *t = person->terms->pdata[i];
        if (t->role != role || t->ended != 0 || (t->ends != NULL && strcmp (t->ends, today) < 0)
            || (state != NULL && g_ascii_strcasecmp (state, t->state != NULL ? t->state : "") != 0))
            continue;
        if (!td_role_end (instance, &command, person->id, t->id, error))
            return FALSE;
        any = TRUE;
    }
    if (!any)
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_NOT_FOUND,
                             "This account has no such role to end. `user list` tells which it has.");
    return any;
}

static int run_role (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdPerson) person = NULL;
    TdTermGiven given = { .state = state, .starts = from, .ends = until };

    if (!read_role (&given.role, error))
        return WRONG_USE;
    if (!open_for (call, &instance, &person, error)
        || !(end ? end_terms (instance, person, given.role, error)
                 : td_role_give (instance, &command, person->id, &given, NULL, error)))
        return SAID_NO;
    return show (call, instance, person->id, error);
}

/* ---- user conflict ---- */

static int run_conflict (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdPerson) person = NULL;
    TdGround ground;

    if (!td_ground_from_word (ground_word, &ground) || state == NULL)
        return wrong_use (error,
                          "Name the State with --state and the ground with --ground: nationality, residence, office or"
                          " declaration.");
    if (take_back && reason == NULL)
        return wrong_use (error, "Say with --reason why the conflict is one no more.");
    if (!open_for (call, &instance, &person, error)
        || !(take_back ? td_conflict_remove (instance, &command, person->id, state, ground, reason, error)
                       : td_conflict_add (instance, &command, person->id, state, ground, error)))
        return SAID_NO;
    return show (call, instance, person->id, error);
}

/* ---- user list ---- */

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    TdPersonFilter filter = { .role = role_word, .limit = 500 };
    json_t *all = NULL;
    gint64 total = 0;
    TdRole role;

    if (role_word != NULL && !read_role (&role, error))
        return WRONG_USE;
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    all = json_array ();
    do {
        g_autoptr (GPtrArray) page = td_person_list (instance, &command, &filter, &total, error);
        if (page == NULL) {
            json_decref (all);
            return SAID_NO;
        }
        for (guint i = 0; i < page->len; i++)
            if (call->json)
                json_array_append_new (all, person_json (page->pdata[i]));
            else
                print_person (page->pdata[i]);
        filter.offset += filter.limit;
    } while (filter.offset < total);
    if (call->json)
        print_json (json_pack ("{s:I, s:O}", "total", (json_int_t) total, "people", all));
    json_decref (all);
    return DONE;
}

/* ---- user disable, user erase ---- */

static int run_disable (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdPerson) person = NULL;

    if (!open_for (call, &instance, &person, error)
        || !td_account_disable (instance, &command, person->id, !reopen, error))
        return SAID_NO;
    return show (call, instance, person->id, error);
}

static int run_erase (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdPerson) person = NULL;

    if (!open_for (call, &instance, &person, error) || !td_account_erase (instance, &command, person->id, error))
        return SAID_NO;
    if (call->json)
        printf ("{\"id\": \"%s\", \"erased\": true}\n", person->id);
    else
        printf ("Erased: %s\n", person->id);
    return DONE;
}

const TdCommand td_people_commands[] = {
    { "user", "add", "DIR ADDRESS", "Adds an account; its password is read from standard input", 2, 2, add_options,
      run_add },
    { "user", "role", "DIR ADDRESS", "Gives or ends a role", 2, 2, role_options, run_role },
    { "user", "conflict", "DIR ADDRESS", "Records in whose review a member takes no part", 2, 2, conflict_options,
      run_conflict },
    { "user", "list", "DIR", "Lists accounts with their roles", 1, 1, list_options, run_list },
    { "user", "disable", "DIR ADDRESS", "Closes an account and ends its sessions", 2, 2, disable_options, run_disable },
    { "user", "erase", "DIR ADDRESS", "Erases an account for good", 2, 2, NULL, run_erase },
    { NULL },
};
