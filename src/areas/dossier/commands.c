/* The commands dossier and coverage. */
#include "areas/dossier/briefing.h"
#include "areas/dossier/coverage.h"
#include "areas/dossier/dossier-area.h"
#include "areas/dossier/dossier-json.h"
#include "text/words.h"

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static int cycle;
#define CYCLE                                                                                                          \
    {                                                                                                                  \
        "cycle", 0, 0, G_OPTION_ARG_INT, &cycle, "Which review of the State; else the one that is not over", "N"       \
    }

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

/* ---- coverage ---- */

static void print_coverage (const TdCoverage *c, const TdProfile *profile)
{
    printf ("%s, review %d\n%7s", c->span.state->iso3, c->span.cycle, "article");
    for (int s = 0; s < TD_N_SOURCES; s++)
        printf ("  %13s", td_source_word ((TdSource) s));
    putchar ('\n');
    for (gsize i = 0; i < profile->n_articles; i++) {
        const TdCoverageRow *row = &g_array_index (c->rows, TdCoverageRow, profile->articles[i].number);
        printf ("%7d", profile->articles[i].number);
        for (int s = 0; s < TD_N_SOURCES; s++)
            printf ("  %13" G_GINT64_FORMAT, row->by[s]);
        putchar ('\n');
    }
}

static int run_coverage (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdCoverage) coverage = { 0 };

    if (instance == NULL || !td_coverage (instance, &secretariat, call->words[1], cycle, &coverage, error))
        return SAID_NO;
    if (call->json)
        print_json (td_coverage_to_json (&coverage, instance->profile));
    else
        print_coverage (&coverage, instance->profile);
    return DONE;
}

/* ---- the dossier ---- */

static void print_sources (const TdDossier *dossier)
{
    for (guint i = 0; i < dossier->papers->len; i++) {
        const TdDossierPaper *p = dossier->papers->pdata[i];
        printf ("%-13s  %s  %s%s\n", td_source_word (p->source),
                p->submission != NULL ? p->submission
                : p->document != NULL ? p->document
                                      : p->meeting,
                td_dossier_paper_title (p, "en"), p->is_public ? "" : "  (Committee alone)");
    }
}

static char *pdf, *docx, *odt, *html, *epub, *plain;
static gboolean large;

/* The files that were asked for; each is written whole or not at all. */
static int run_briefing (TdInstance *instance, const TdCommandCall *call, GError **error)
{
    const TdBriefingWish wish = { .state = call->words[1], .cycle = cycle, .locale = call->locale, .large = large };
    const char *const names[TD_N_FILES] = { [TD_FILE_PDF] = pdf,   [TD_FILE_DOCX] = docx, [TD_FILE_ODT] = odt,
                                            [TD_FILE_HTML] = html, [TD_FILE_EPUB] = epub, [TD_FILE_TEXT] = plain };

    for (int f = 0; f < TD_N_FILES; f++) {
        g_autoptr (GBytes) bytes = NULL;
        gsize size;
        const char *data;
        if (names[f] == NULL)
            continue;
        bytes = td_briefing_file (instance, &secretariat, &wish, (TdFileFormat) f, NULL, error);
        if (bytes == NULL)
            return SAID_NO;
        data = g_bytes_get_data (bytes, &size);
        if (!g_file_set_contents_full (names[f], data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
            return SAID_NO;
        printf ("%s\n", names[f]);
    }
    return DONE;
}

static int run_dossier (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdDossier) dossier = { 0 };
    json_t *json;

    if (instance == NULL)
        return SAID_NO;
    if (pdf != NULL || docx != NULL || odt != NULL || html != NULL)
        return run_briefing (instance, call, error);
    if (call->json) {
        json = td_dossier_to_json (instance, &secretariat, call->words[1], cycle, error);
        if (json == NULL)
            return SAID_NO;
        print_json (json);
        return DONE;
    }
    if (!td_dossier_read (instance, &secretariat, call->words[1], cycle, NULL, &dossier, NULL, error))
        return SAID_NO;
    printf ("%s, review %d: %u papers\n", dossier.span.state->iso3, dossier.span.cycle, dossier.papers->len);
    print_sources (&dossier);
    return DONE;
}

static const GOptionEntry coverage_options[] = { CYCLE, { NULL } };
static const GOptionEntry dossier_options[] = {
    CYCLE,
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, "Write the briefing paper there as PDF", "FILE" },
    { "docx", 0, 0, G_OPTION_ARG_FILENAME, &docx, "As DOCX", "FILE" },
    { "odt", 0, 0, G_OPTION_ARG_FILENAME, &odt, "As ODT", "FILE" },
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &html, "As HTML", "FILE" },
    { "epub", 0, 0, G_OPTION_ARG_FILENAME, &epub, "As EPUB", "FILE" },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &plain, "As plain text", "FILE" },
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, "In large type", NULL },
    { NULL },
};

const TdCommand td_dossier_commands[] = {
    { "coverage", NULL, "DIR STATE", "Of which articles of the Convention anybody spoke about a State", 2, 2,
      coverage_options, run_coverage },
    { "dossier", NULL, "DIR STATE", "Everything known about a State, by source and by article", 2, 2, dossier_options,
      run_dossier },
    { NULL },
};
