/* The command mirror. */
#include "areas/mirror/mirror-area.h"

#include "areas/mirror/fetch.h"
#include "areas/mirror/mirror.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "base/limits.h"
#include "jobs/jobs.h"

#include <glib-unix.h>
#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

static gboolean only_once, again;

static const GOptionEntry options[] = {
    { "once", 0, 0, G_OPTION_ARG_NONE, &only_once, "Ends when nothing new is there; else it looks again each minute",
      NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, "Tries once more what was left out before", NULL },
    { NULL },
};

static void show (const TdMirrorProgress *p, gpointer data)
{
    (void) data;
    if (p->why != NULL) {
        fprintf (stderr, "Record %" G_GINT64_FORMAT " was left out. %s\n", p->position, p->why);
        return;
    }
    fprintf (stderr,
             "At record %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT " taken over, %" G_GINT64_FORMAT
             " taken down, %" G_GINT64_FORMAT " files.\n",
             p->position, p->taken, p->gone, p->files);
}

static void tell (const TdCommandCall *call, const TdInstance *instance, const TdMirrorProgress *p, gboolean complete)
{
    if (call->json)
        printf ("{\"mirror_of\": \"%s\", \"position\": %" G_GINT64_FORMAT ", \"records\": %" G_GINT64_FORMAT
                ", \"taken\": %" G_GINT64_FORMAT ", \"gone\": %" G_GINT64_FORMAT ", \"files\": %" G_GINT64_FORMAT
                ", \"left_out\": %" G_GINT64_FORMAT ", \"complete\": %s}\n",
                instance->mirror_of, p->position, p->records, p->taken, p->gone, p->files, p->left_out,
                complete ? "true" : "false");
    else
        printf ("%s: %" G_GINT64_FORMAT " taken over, %" G_GINT64_FORMAT " taken down, %" G_GINT64_FORMAT
                " files; all that is public stands here up to record %" G_GINT64_FORMAT ".\n",
                instance->mirror_of, p->taken, p->gone, p->files, p->position);
    if (!call->json && p->stand_left_out > 0)
        printf ("But %" G_GINT64_FORMAT
                " records did not hold and are left out. When that server is mended, say it again with --again.\n",
                p->stand_left_out);
    fflush (stdout);
}

/* ---- again each minute ---- */

static gboolean end_wait (gpointer loop)
{
    g_main_loop_quit (loop);
    return G_SOURCE_REMOVE;
}

static gboolean stopped;

static gboolean stop (gpointer loop)
{
    stopped = TRUE;
    return end_wait (loop);
}

/* FALSE: somebody asked it to end. */
static gboolean wait_a_minute (void)
{
    g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
    guint sources[] = { g_timeout_add_seconds (TD_LIMIT_MIRROR_EVERY, end_wait, loop),
                        g_unix_signal_add (SIGTERM, stop, loop), g_unix_signal_add (SIGINT, stop, loop) };

    g_main_loop_run (loop);
    for (gsize i = 0; i < G_N_ELEMENTS (sources); i++) {
        GSource *source = g_main_context_find_source_by_id (NULL, sources[i]);
        if (source != NULL)
            g_source_destroy (source);
    }
    return !stopped;
}

/* *ret_go_on: what went wrong may go right at the next time. */
static gboolean one_pass (const TdCommandCall *call, TdInstance *instance, gboolean *ret_go_on, GError **error)
{
    g_autoptr (GError) problem = NULL;
    TdMirrorProgress progress = { 0 };

    *ret_go_on = TRUE;
    if (td_mirror_pass (instance, show, NULL, &progress, &problem)) {
        tell (call, instance, &progress, TRUE);
        return td_jobs_catch_up (instance, td_area_subscribers (), error);
    }
    if (call->json)
        tell (call, instance, &progress, FALSE);
    *ret_go_on = td_error_code (problem) == TD_ERROR_BUSY;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static int run_mirror (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autofree char *address = instance != NULL ? td_fetch_address (call->words[1], error) : NULL;
    gboolean go_on = TRUE;

    if (address == NULL || !td_mirror_begin (instance, address, error) || (again && !td_mirror_again (instance, error)))
        return SAID_NO;
    while (go_on) {
        g_autoptr (GError) problem = NULL;
        gboolean good = one_pass (call, instance, &go_on, &problem);
        if (!good && (only_once || !go_on)) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return SAID_NO;
        }
        if (!good)
            fprintf (stderr, "%s\n", problem->message);
        go_on = !only_once && wait_a_minute ();
    }
    return DONE;
}

const TdCommand td_mirror_commands[] = {
    { "mirror", NULL, "DIR URL", "Holds a copy of what is public on another Treatydesk", 2, 2, options, run_mirror },
    { NULL },
};
