#include "areas/dossier/coverage.h"

#include "areas/dossier/coverage-sql.h"
#include "areas/dossier/meetings.h"

void td_coverage_clear (TdCoverage *coverage)
{
    td_span_clear (&coverage->span);
    g_clear_pointer (&coverage->rows, g_array_unref);
}

/* ---- counting ---- */

static GArray *rows_for (const TdProfile *profile)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (TdCoverageRow));
    int last = 0;

    for (gsize i = 0; i < profile->n_articles; i++)
        last = MAX (last, profile->articles[i].number);
    return g_array_set_size (rows, (guint) last + 1);
}

gboolean td_coverage_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                         TdCoverage *ret_coverage, GError **error)
{
    g_auto (TdCoverage) c = { .rows = rows_for (instance->profile) };
    TdThing dossier;

    if (!td_span_in (tx, instance, state, cycle, &c.span, error)
        || !td_coverage_select_submissions (tx, instance->profile, viewer, &c, error)
        || !td_coverage_select_documents (tx, &c, error) || !td_coverage_add_meetings (tx, instance, viewer, &c, error))
        return FALSE;
    dossier = td_door_dossier (c.span.state->iso3);
    c.whole = td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL);
    *ret_coverage = c;
    c = (TdCoverage){ 0 };
    return TRUE;
}

struct ask {
    const TdInstance *instance;
    const TdViewer *viewer;
    const char *state;
    int cycle;
    TdCoverage coverage;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;

    return td_coverage_in (tx, a->instance, a->viewer, a->state, a->cycle, &a->coverage, error);
}

gboolean td_coverage (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                      TdCoverage *ret_coverage, GError **error)
{
    struct ask a = { .instance = instance, .viewer = viewer, .state = state, .cycle = cycle };

    if (!td_store_read (instance->store, read_in, &a, error))
        return FALSE;
    *ret_coverage = a.coverage;
    return TRUE;
}

/* ---- what it says ---- */

TdKnowledge td_coverage_knows (const TdCoverage *coverage, int article)
{
    const TdCoverageRow *row = &g_array_index (coverage->rows, TdCoverageRow, article);

    for (int i = 0; i < TD_N_SOURCES; i++)
        if (i != TD_SOURCE_STATE && row->by[i] > 0)
            return TD_KNOWN_FROM_OTHERS;
    return row->by[TD_SOURCE_STATE] > 0 ? TD_KNOWN_FROM_STATE : TD_KNOWN_NOTHING;
}

int td_coverage_articles (const TdCoverage *coverage, const TdProfile *profile, TdSource source)
{
    int n = 0;

    for (gsize i = 0; i < profile->n_articles; i++)
        n += g_array_index (coverage->rows, TdCoverageRow, profile->articles[i].number).by[source] > 0;
    return n;
}

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

json_t *td_coverage_to_json (const TdCoverage *c, const TdProfile *profile)
{
    json_t *articles = json_array (), *nothing = json_array (), *only = json_array ();

    for (gsize i = 0; i < profile->n_articles; i++) {
        int number = profile->articles[i].number;
        json_t *row = json_pack ("{s:i}", "article", number);
        for (int s = 0; s < TD_N_SOURCES; s++)
            json_object_set_new (row, td_source_key ((TdSource) s),
                                 json_integer (g_array_index (c->rows, TdCoverageRow, number).by[s]));
        json_array_append_new (articles, row);
        if (td_coverage_knows (c, number) != TD_KNOWN_FROM_OTHERS)
            json_array_append_new (td_coverage_knows (c, number) == TD_KNOWN_NOTHING ? nothing : only,
                                   json_integer (number));
    }
    return json_pack ("{s:s, s:i, s:o, s:o, s:o, s:o, s:o}", "state", c->span.state->iso3, "cycle", c->span.cycle,
                      "from", text_or_null (c->span.from_day), "until", text_or_null (c->span.until_day), "articles",
                      articles, "nothing", nothing, "only_state", only);
}
