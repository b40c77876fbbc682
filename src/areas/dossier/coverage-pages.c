/* The coverage grid and its table. */
#include "areas/dossier/pages.h"

#include "areas/dossier/coverage.h"
#include "areas/dossier/coverage.html.h"
#include "areas/dossier/dossier-page.h"
#include "text/words.h"

/* What one page is made from. */
typedef struct {
    TdRequest *request;
    const TdProfile *profile;
    const char *locale;
    const TdCoverage *coverage;
    TdKept kept;
} Page;

static void page_clear (Page *page)
{
    td_kept_clear (&page->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const TdCoverageRow *row_of (const Page *page, int article)
{
    return &g_array_index (page->coverage->rows, TdCoverageRow, article);
}

/* ---- the picture ---- */

/* Where each article stands, from left to right: a place each, and one between two parts. */
static GArray *places (Page *page, gint64 *ret_width)
{
    GArray *xs = td_keep_list (&page->kept, sizeof (gint64));
    gint64 x = 0;

    for (gsize i = 0; i < page->profile->n_articles; i++, x++) {
        if (i > 0 && !g_str_equal (page->profile->articles[i].part, page->profile->articles[i - 1].part))
            x++;
        g_array_append_val (xs, x);
    }
    *ret_width = MAX (x, 1);
    return xs;
}

static GArray *source_rows (Page *page, const GArray *xs)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_coverage_sources));

    for (int s = 0; s < TD_N_SOURCES; s++) {
        GArray *cells = td_keep_list (&page->kept, sizeof (struct html_coverage_sources_cells));
        struct html_coverage_sources row = {
            .label = td_words (page->locale, td_source_short ((TdSource) s)),
            .covered = td_coverage_articles (page->coverage, page->profile, (TdSource) s),
        };
        for (gsize i = 0; i < page->profile->n_articles; i++) {
            struct html_coverage_sources_cells cell = {
                .x = g_array_index (xs, gint64, i),
                .on = row_of (page, page->profile->articles[i].number)->by[s] > 0,
            };
            g_array_append_val (cells, cell);
        }
        TD_FILL (&row, cells, cells);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the table ---- */

/* Where the paragraphs stand; "" where there are none. */
static char *article_link (const Page *page, int article)
{
    const TdCoverageRow *row = row_of (page, article);
    const TdSpan *span = &page->coverage->span;
    gint64 sent = 0;

    for (int s = 0; s < TD_N_SOURCES; s++)
        sent += row->by[s];
    if (sent == 0)
        return g_strdup ("");
    if (page->coverage->whole) {
        g_autofree char *below = g_strdup_printf ("dossier/%d", article);
        return td_dossier_path (page->locale, span, below);
    }
    return g_strdup_printf ("/%s/search?article=%d&state=%s", page->locale, article, span->state->iso3);
}

static GArray *part_rows (Page *page)
{
    const TdProfile *profile = page->profile;
    GArray *parts = td_keep_list (&page->kept, sizeof (struct html_coverage_parts));

    for (gsize i = 0; i < profile->n_articles;) {
        const TdArticle *first = &profile->articles[i];
        GArray *articles = td_keep_list (&page->kept, sizeof (struct html_coverage_parts_articles));
        struct html_coverage_parts part = { .part = first->part, .title = td_words (page->locale, first->part_title) };
        for (; i < profile->n_articles && g_str_equal (profile->articles[i].part, first->part); i++) {
            const TdArticle *article = &profile->articles[i];
            const gint64 *by = row_of (page, article->number)->by;
            struct html_coverage_parts_articles row = {
                .number = article->number,
                .title = td_words (page->locale, article->title),
                .link = td_keep (&page->kept, article_link (page, article->number)),
                .of_state = by[TD_SOURCE_STATE],
                .un = by[TD_SOURCE_UN],
                .regional = by[TD_SOURCE_REGIONAL],
                .nhri = by[TD_SOURCE_NHRI],
                .civil_society = by[TD_SOURCE_CIVIL_SOCIETY],
                .committee = by[TD_SOURCE_COMMITTEE],
            };
            g_array_append_val (articles, row);
        }
        TD_FILL (&part, articles, articles);
        g_array_append_val (parts, part);
    }
    return parts;
}

/* ---- what is missing ---- */

static GArray *articles_known (const Page *page, TdKnowledge knowledge)
{
    GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));

    for (gsize i = 0; i < page->profile->n_articles; i++)
        if (td_coverage_knows (page->coverage, page->profile->articles[i].number) == knowledge)
            g_array_append_val (numbers, page->profile->articles[i].number);
    return numbers;
}

static const char *articles_words (Page *page, TdKnowledge knowledge, const char *locale)
{
    g_autoptr (GArray) numbers = articles_known (page, knowledge);

    return numbers->len > 0 ? td_keep (&page->kept, td_words_runs (locale, numbers)) : NULL;
}

/* The form of a call on the articles of which nobody but the State speaks, for who may open one; else "". */
static const char *call_link (Page *page)
{
    const TdCoverage *c = page->coverage;
    g_autoptr (GArray) numbers = articles_known (page, TD_KNOWN_NOTHING);
    g_autoptr (GArray) only = articles_known (page, TD_KNOWN_FROM_STATE);
    g_autofree char *runs = NULL, *guidance = NULL, *escaped = NULL;

    g_array_append_vals (numbers, only->data, only->len);
    g_array_sort (numbers, td_dossier_by_number);
    if (!c->whole || numbers->len == 0 || !td_door_viewer_may (td_request_viewer (page->request), TD_ACT_CALL_OPEN))
        return "";
    /* What a call says itself is English, as all its words are. */
    runs = td_words_runs ("en", numbers);
    guidance = td_words_fill ("The Committee has little information on these articles of the Convention: {articles}. "
                              "It asks for what you know of how they are carried out.",
                              "articles", runs, NULL);
    escaped = g_uri_escape_string (guidance, NULL, FALSE);
    return td_keep (&page->kept, g_strdup_printf ("/%s/desk/calls/new?state=%s&purpose=dialogue&guidance=%s",
                                                  page->locale, c->span.state->iso3, escaped));
}

static GArray *other_cycles (Page *page)
{
    const TdSpan *span = &page->coverage->span;
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_coverage_cycles));

    for (int cycle = span->last; cycle > 0; cycle--) {
        struct html_coverage_cycles row = {
            .cycle = cycle,
            .link = td_keep (&page->kept, g_strdup_printf ("/%s/states/%s/coverage?cycle=%d", page->locale,
                                                           span->state->iso3, cycle)),
        };
        if (cycle != span->cycle)
            g_array_append_val (rows, row);
    }
    return rows;
}

static void render (TdRequest *request, const TdCoverage *coverage)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    const TdSpan *span = &coverage->span;
    g_auto (Page) made = { .request = request, .profile = profile, .locale = locale, .coverage = coverage };
    struct html_coverage page;
    GArray *xs, *sources, *parts, *cycles;
    gint64 width;

    td_kept_init (&made.kept);
    xs = places (&made, &width);
    sources = source_rows (&made, xs);
    parts = part_rows (&made);
    cycles = other_cycles (&made);
    page = (struct html_coverage){
        .name = td_profile_state_name (profile, span->state, locale),
        .state = td_keep (&made.kept, g_strdup_printf ("/%s/states/%s", locale, span->state->iso3)),
        .cycle = span->cycle,
        .span = td_keep (&made.kept, td_dossier_span_words (span, locale)),
        .whole = coverage->whole,
        .dossier = td_keep (&made.kept, td_dossier_path (locale, span, "dossier")),
        .width = width,
        .all = (gint64) profile->n_articles,
        .nothing = articles_words (&made, TD_KNOWN_NOTHING, locale),
        .only_state = articles_words (&made, TD_KNOWN_FROM_STATE, locale),
        .call = call_link (&made),
        .json = td_keep (&made.kept, td_dossier_path (locale, span, "coverage.json")),
    };
    TD_FILL (&page, sources, sources);
    TD_FILL (&page, parts, parts);
    TD_FILL (&page, cycles, cycles);
    html_coverage (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_coverage_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_auto (TdCoverage) coverage = { 0 };
    int cycle;

    if (!td_dossier_asked_cycle (request, &cycle, error)
        || !td_coverage (instance, td_request_viewer (request), td_request_part (request, "state"), cycle, &coverage,
                         error))
        return FALSE;
    td_dossier_keep_nowhere (request);
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_coverage_to_json (&coverage, instance->profile));
    else
        render (request, &coverage);
    return TRUE;
}
