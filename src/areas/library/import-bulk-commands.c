/* The command document import with --folder and --sheet, or with --recommendations. */
#include "areas/library/import-bulk.h"
#include "areas/library/import-commands.h"
#include "areas/library/library.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <fcntl.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static TdImportSheet *open_sheet (TdInstance *instance, const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename (path);
    int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    TdImportSheet *sheet;

    if (fd < 0) {
        g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                             "The spreadsheet cannot be opened. Check its name and the folder.");
        return NULL;
    }
    sheet = td_import_sheet_read (instance, fd, name, error);
    close (fd);
    return sheet;
}

/* The mapping that was given, or the kept one; a given one with a name is kept under it. */
static gboolean map (TdInstance *instance, TdImportSheet *sheet, const TdBulkWish *wish, GError **error)
{
    g_auto (GStrv) kept = NULL;
    g_auto (GStrv) said = wish->map != NULL ? g_strsplit (wish->map, ",", -1) : NULL;

    if (said == NULL && wish->mapping != NULL) {
        kept = td_import_map_get (instance, wish->mapping, error);
        if (kept == NULL)
            return FALSE;
    }
    if (!td_import_sheet_map (sheet, (const char *const *) (said != NULL ? said : kept), error))
        return FALSE;
    return said == NULL || wish->mapping == NULL
           || td_import_map_keep (instance, td_viewer_actor (&secretariat), wish->mapping, (const char *const *) said,
                                  error);
}

static void print_outcome (const TdImportOutcome *o, gboolean dry)
{
    static const char *const stored[] = { "stored", "here already", "not understood" };
    static const char *const tried[] = { "new", "here already", "not understood" };

    printf ("line %d: %s%s%s: %s%s%s%s\n", o->line, o->what != NULL ? o->what : "(nothing)",
            o->language != NULL ? " in " : "", o->language != NULL ? o->language : "",
            dry ? tried[o->result] : stored[o->result], o->contribution ? ", a contribution" : "",
            o->why != NULL ? ". " : "", o->why != NULL ? o->why : "");
}

static void print_sums (const GPtrArray *outcomes, const TdImportSheet *sheet, gboolean dry)
{
    g_autofree char *unused = td_import_sheet_unused (sheet);
    int n[3] = { 0 };

    for (guint i = 0; i < outcomes->len; i++)
        n[((const TdImportOutcome *) outcomes->pdata[i])->result]++;
    printf ("%u rows: %d %s, %d here already, %d not understood.\n", outcomes->len, n[0], dry ? "new" : "stored", n[1],
            n[2]);
    if (unused != NULL)
        printf ("Columns that were not used: %s.\n", unused);
    if (dry)
        printf ("Nothing was stored. Run it again with --do-it to store what is new.\n");
}

static int finish (const GPtrArray *outcomes, GError **error)
{
    guint problems = 0;

    for (guint i = 0; i < outcomes->len; i++)
        problems += ((const TdImportOutcome *) outcomes->pdata[i])->result == TD_IMPORT_PROBLEM;
    if (problems == 0)
        return DONE;
    g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                 "%u row(s) were not understood and left out. Mend them and run it again: what is here already is left "
                 "as it is.",
                 problems);
    return SAID_NO;
}

int td_import_bulk (const TdCommandCall *call, const TdBulkWish *wish, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 1, error);
    g_autoptr (TdImportSheet) sheet = instance != NULL ? open_sheet (instance, wish->sheet, error) : NULL;
    g_autoptr (GPtrArray) outcomes = NULL;
    TdImportRun run = { .sheet = sheet, .folder = wish->folder, .replace = wish->replace, .dry = !wish->do_it };

    if (sheet == NULL || !map (instance, sheet, wish, error))
        return SAID_NO;
    outcomes = wish->folder != NULL ? td_import_folder (instance, &secretariat, &run, error)
                                    : td_import_recommendations (instance, &secretariat, &run, error);
    if (outcomes == NULL || (wish->do_it && !td_jobs_catch_up (instance, td_area_subscribers (), error)))
        return SAID_NO;
    if (call->json) {
        json_t *json = td_import_outcomes_to_json (outcomes, run.dry);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
    } else {
        for (guint i = 0; i < outcomes->len; i++)
            print_outcome (outcomes->pdata[i], run.dry);
        print_sums (outcomes, sheet, run.dry);
    }
    return finish (outcomes, error);
}
