/* Commands: register list|show|enter|move|clock|remind|readings. */
#include "areas/cases/cases-area.h"

#include "areas/cases/case-figures.h"
#include "areas/cases/case-file.h"
#include "areas/cases/case-move.h"
#include "areas/cases/case-paper.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/due.h"
#include "base/errors.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

/* The account on the machine: it sees the register as an officer does, and the journal of readings as the chair does. */
static const TdViewer officer = TD_VIEWER_REGISTER;
static const TdViewer chair = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (CHAIR) | TD_ROLE_BIT (OFFICER),
                                .trust = TD_TRUST_SECOND,
                                .actor = "command" };

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static struct {
    char *state, *stage, *received, *filing, *victims, *representation, *authority, *reason, *account;
    char *to, *note, *joined, *day, *act;
    gboolean withheld, kin;
} given;

/* ---- list, show ---- */

static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "Against one State", "ISO3" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &given.stage, "At one stage of the profile", "STAGE" },
    { NULL },
};

static void print_case (const TdCase *c)
{
    g_autofree char *number = td_case_number (c);

    printf ("%s  %-12s  %s  received %s  %s%s\n", c->id, number != NULL ? number : "-", c->state, c->received, c->stage,
            c->ended != 0 ? "  (over)" : "");
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdCaseFilter filter = { .state = given.state, .stage = given.stage };
    g_autoptr (GPtrArray) list = instance != NULL ? td_case_list (instance, &officer, &filter, error) : NULL;
    g_autoptr (GPtrArray) due = list != NULL ? td_case_due (instance, &officer, error) : NULL;

    if (due == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_register_to_json (instance, list, due));
        return DONE;
    }
    for (guint i = 0; i < list->len; i++)
        print_case (list->pdata[i]);
    return DONE;
}

static int show (const TdCommandCall *call, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdCase) c = td_case_get (instance, &officer, id, error);

    if (c == NULL || !td_case_note_reading (instance, &officer, c, "command", error))
        return SAID_NO;
    if (call->json)
        print_json (td_case_to_json (instance, c));
    else
        print_case (c);
    return DONE;
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL ? show (call, instance, call->words[1], error) : SAID_NO;
}

/* ---- enter, move, clock ---- */

static const GOptionEntry enter_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "Against which State", "ISO3" },
    { "received", 0, 0, G_OPTION_ARG_STRING, &given.received, "On which day; today if left out", "DATE" },
    { "filing", 0, 0, G_OPTION_ARG_STRING, &given.filing, "What came sealed", "ID" },
    { "victims", 0, 0, G_OPTION_ARG_STRING, &given.victims, "one, several or group", "WORD" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &given.representation, "self, organisation, lawyer or kin", "WORD" },
    { "authority", 0, 0, G_OPTION_ARG_STRING, &given.authority, "own, written or none", "WORD" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, "Why without an authority", "TEXT" },
    { "account", 0, 0, G_OPTION_ARG_STRING, &given.account, "Account of who wrote or acts", "ADDRESS" },
    { "withheld", 0, 0, G_OPTION_ARG_NONE, &given.withheld, "The identity is withheld from the State", NULL },
    { "next-of-kin", 0, 0, G_OPTION_ARG_NONE, &given.kin, "Next of kin act", NULL },
    { NULL },
};

static int run_enter (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdCaseNew new_one = { .state = given.state,
                                .received = given.received,
                                .filing = given.filing,
                                .withheld = given.withheld,
                                .kin = given.kin,
                                .victims = given.victims,
                                .representation = given.representation,
                                .authority = given.authority,
                                .reason = given.reason,
                                .account = given.account };
    g_autofree char *id = NULL;

    if (instance == NULL || !td_case_enter (instance, &officer, &new_one, &id, NULL, error))
        return SAID_NO;
    return show (call, instance, id, error);
}

static const GOptionEntry move_options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &given.to, "Stage of the profile", "STAGE" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.note, "Why; needed where the case ends", "TEXT" },
    { "joined", 0, 0, G_OPTION_ARG_STRING, &given.joined, "Number of the case that it goes into", "N/YEAR" },
    { NULL },
};

static int run_move (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdCaseMove move = { .to = given.to, .note = given.note, .joined = given.joined };

    if (instance == NULL || !td_case_move (instance, &officer, call->words[1], &move, error))
        return SAID_NO;
    return show (call, instance, call->words[1], error);
}

static const GOptionEntry clock_options[] = {
    { "act", 0, 0, G_OPTION_ARG_STRING, &given.act, "extend, stop or go-on", "ACT" },
    { "day", 0, 0, G_OPTION_ARG_STRING, &given.day, "The new last day, to extend", "DATE" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.note, "Why", "TEXT" },
    { NULL },
};

static int run_clock (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    TdCaseClockWish wish = { .day = given.day, .note = given.note };

    if (!td_case_clock_act_from_word (given.act, &wish.act)) {
        g_set_error_literal (error, TD_CASES_ERROR, TD_ERROR_INPUT,
                             "Say with --act what is done: extend, stop or go-on.");
        return WRONG_USE;
    }
    instance = open_instance (call, error);
    if (instance == NULL || !td_case_clock_change (instance, &officer, call->words[1], &wish, NULL, error))
        return SAID_NO;
    return show (call, instance, call->words[1], error);
}

/* ---- reminders, readings ---- */

gboolean td_case_remind (TdInstance *instance, GError **error)
{
    return td_case_remind_due (instance, NULL, error);
}

static int run_remind (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    int n = 0;

    if (instance == NULL || !td_case_remind_due (instance, &n, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:i}", "reminders", n));
    else
        printf ("%d\n", n);
    return DONE;
}

static int run_readings (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) list = instance != NULL ? td_case_readings (instance, &chair, call->words[1], error) : NULL;
    json_t *rows = json_array ();

    if (list == NULL) {
        json_decref (rows);
        return SAID_NO;
    }
    for (guint i = 0; i < list->len; i++) {
        const TdCaseReading *r = list->pdata[i];
        g_autofree char *at = td_instant_to_text (r->at);
        if (!call->json)
            printf ("%s  %s  %s  %s\n", at, r->case_id, r->name != NULL ? r->name : r->reader, r->what);
        json_array_append_new (rows, json_pack ("{s:s, s:s, s:s, s:s}", "case", r->case_id, "what", r->what, "reader",
                                                r->reader, "at", at));
    }
    if (call->json)
        print_json (json_pack ("{s:O}", "readings", rows));
    json_decref (rows);
    return DONE;
}

/* ---- files ---- */

static int run_archive (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    int fd = instance != NULL ? open (call->words[2], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    gboolean done;

    if (instance == NULL)
        return SAID_NO;
    if (fd < 0) {
        g_set_error_literal (error, TD_CASES_ERROR, TD_ERROR_INPUT,
                             "The file cannot be made there, or it is there already. Name another place.");
        return SAID_NO;
    }
    done = td_case_archive (instance, &officer, call->words[1], fd, error) && fsync (fd) == 0;
    close (fd);
    if (!done)
        unlink (call->words[2]);
    return done ? DONE : SAID_NO;
}

static int run_file (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GBytes) bytes = instance != NULL ? td_case_file_bytes (instance, &officer, call->words[1], error) : NULL;

    if (bytes == NULL)
        return SAID_NO;
    if (g_file_set_contents_full (call->words[2], g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                  G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
        return DONE;
    g_set_error_literal (error, TD_CASES_ERROR, TD_ERROR_INPUT,
                         "The file cannot be written there. Name another place.");
    return SAID_NO;
}

static int run_figures (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (GPtrArray) figures = instance != NULL ? td_case_figures (instance, error) : NULL;

    if (figures == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_case_figures_to_json (figures));
        return DONE;
    }
    for (guint i = 0; i < figures->len; i++) {
        const TdCaseFigure *f = figures->pdata[i];
        g_autofree char *n = f->n >= 0 ? g_strdup_printf ("%d", (int) f->n) : g_strdup ("too few to be shown");
        printf ("%-8s %-20s %s\n", td_figure_by_word (f->by), f->key, n);
    }
    return DONE;
}

const TdCommand td_register_commands[] = {
    { "register", "list", "DIR", "Lists the register of individual communications, without contents", 1, 1,
      list_options, run_list },
    { "register", "show", "DIR ID", "Shows one communication, without contents", 2, 2, NULL, run_show },
    { "register", "enter", "DIR", "Enters a communication in the register", 1, 1, enter_options, run_enter },
    { "register", "move", "DIR ID", "Records the next stage of a communication", 2, 2, move_options, run_move },
    { "register", "clock", "DIR ID", "Gives more time for a communication, stops its clock or lets it go on", 2, 2,
      clock_options, run_clock },
    { "register", "remind", "DIR", "Sends the reminders that are due", 1, 1, NULL, run_remind },
    { "register", "readings", "DIR [ID]", "Shows who read what in the register", 1, 2, NULL, run_readings },
    { "register", "figures", "DIR", "Counts communications, small numbers hidden", 1, 1, NULL, run_figures },
    { "register", "file", "DIR ID FILE", "Writes the file of a communication as a bound PDF", 3, 3, NULL, run_file },
    { "register", "archive", "DIR ID FILE", "Writes the whole of a communication, sealed to the register’s officers", 3,
      3, NULL, run_archive },
    { NULL },
};
