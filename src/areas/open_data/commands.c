/* Commands: open-data dump|list. */
#include "areas/open_data/open-data-area.h"

#include "areas/open_data/bulk.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "base/limits.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return NULL;
    return g_steal_pointer (&instance);
}

static int run_dump (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    gint64 records = 0, files = 0;

    if (instance == NULL || !td_open_dump (instance, call->words[1], &records, &files, error))
        return SAID_NO;
    if (call->json)
        printf ("{\"records\": %" G_GINT64_FORMAT ", \"files\": %" G_GINT64_FORMAT "}\n", records, files);
    else
        printf ("%" G_GINT64_FORMAT " records and %" G_GINT64_FORMAT
                " files. Check them with: sha256sum -c SHA256SUMS\n",
                records, files);
    return DONE;
}

/* The lines of all that is public. */
static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    gint64 after = 0, last = -1;

    if (instance == NULL)
        return SAID_NO;
    while (after != last) {
        g_autofree char *lines = NULL;
        last = after;
        lines = td_open_lines (instance, last, TD_LIMIT_OPEN_RECORDS, &after, error);
        if (lines == NULL)
            return SAID_NO;
        fputs (lines, stdout);
    }
    return DONE;
}

const TdCommand td_open_data_commands[] = {
    { "open-data", "dump", "DIR FOLDER", "Writes all that is public into a folder, with hashes", 2, 2, NULL, run_dump },
    { "open-data", "list", "DIR", "All that is public, a line of JSON each", 1, 1, NULL, run_list },
    { NULL },
};
