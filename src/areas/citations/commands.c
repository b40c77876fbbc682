/* The command citations. */
#include "areas/citations/citations-area.h"

#include "areas/citations/citation-use.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

static int of_paragraph;

static const GOptionEntry options[] = {
    { "paragraph", 0, 0, G_OPTION_ARG_INT, &of_paragraph, "Only what cites this paragraph", "N" },
    { NULL },
};

static void print_uses (const TdUses *uses)
{
    printf ("%s: %d texts cite it\n", uses->document->symbol != NULL ? uses->document->symbol : uses->document->id,
            uses->texts);
    for (guint i = 0; i < uses->counts->len; i++) {
        const TdUseCount *c = &g_array_index (uses->counts, TdUseCount, i);
        printf ("  %s %d: %d documents, %d submissions\n", c->paragraph > 0 ? "paragraph" : "as a whole", c->paragraph,
                c->documents, c->submissions);
    }
    for (guint i = 0; i < uses->uses->len; i++) {
        const TdUse *use = uses->uses->pdata[i];
        g_autofree char *at = use->anchor != NULL ? g_strdup (use->anchor) : g_strdup_printf ("p%d", use->n);
        printf ("\n%s %s %s, paragraph %d to %d%s\n%s\n", use->submission != NULL ? "submission" : "document",
                use->submission != NULL ? use->submission : use->document, at, use->first, use->last,
                use->is_public ? "" : " (for the Committee alone)", use->text);
    }
}

static int run_citations (const TdCommandCall *call, GError **error)
{
    static const TdViewer house = TD_VIEWER_SECRETARIAT;
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdUses) uses = { 0 };
    json_t *json;

    if (instance == NULL || !td_jobs_catch_up (instance, td_area_subscribers (), error)
        || !td_uses_get (instance, &house, call->words[1], of_paragraph, &uses, error))
        return SAID_NO;
    if (!call->json) {
        print_uses (&uses);
        return DONE;
    }
    json = td_uses_to_json (&uses, of_paragraph);
    json_dumpf (json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (json);
    return DONE;
}

const TdCommand td_citations_commands[] = {
    { "citations", NULL, "DIR SYMBOL", "Which texts cite a document, by paragraph", 2, 2, options, run_citations },
    { NULL },
};
