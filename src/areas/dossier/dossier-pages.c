/* The dossier's first page: what is new, papers by source, articles, what nobody reported on. */
#include "areas/dossier/pages.h"

#include "areas/accreditation/attendance.h"
#include "areas/accreditation/briefing-file.h"
#include "areas/dossier/dossier-json.h"
#include "areas/dossier/dossier-page.h"
#include "areas/dossier/dossier.h"
#include "areas/dossier/dossier.html.h"
#include "areas/dossier/news.h"
#include "areas/dossier/review-meetings.h"
#include "areas/dossier/unreported.h"
#include "areas/library/match.h"
#include "areas/rooms/recording.h"
#include "base/errors.h"
#include "templates/coverage-grid.html.h"
#include "text/language.h"
#include "text/words.h"

enum {
    FIRST_PAPERS = 6,
    PAPERS_ON_A_PAGE = 50,
    FIRST_NEWS = 8,
    FIRST_UNREPORTED = 10,
    FIRST_LIKES = 3,
    LAST_MEETINGS = 12
};

/* What one page is made from. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    TdDossier dossier;
    TdCoverage coverage;
    TdUnreportedList unreported;
    GPtrArray *matches; /* of TdParagraphMatch */
    GPtrArray *news;
    GPtrArray *meetings; /* of TdReviewMeeting */
    guint more_meetings;
    gint64 since;
    TdKept kept;
} Page;

static void page_clear (Page *page)
{
    td_dossier_clear (&page->dossier);
    td_coverage_clear (&page->coverage);
    td_unreported_clear (&page->unreported);
    g_clear_pointer (&page->news, g_ptr_array_unref);
    g_clear_pointer (&page->matches, g_ptr_array_unref);
    g_clear_pointer (&page->meetings, g_ptr_array_unref);
    td_kept_clear (&page->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *link_to (Page *page, char *take_address)
{
    g_autofree char *address = take_address;

    return td_keep (&page->kept, g_strdup_printf ("/%s%s", page->locale, address));
}

static const char *day_words (Page *page, gint64 at)
{
    return td_keep (&page->kept, td_words_day (page->locale, at, page->instance->profile->zone));
}

/* ---- what is new ---- */

static GArray *news_rows (Page *page)
{
    static const char *const labels[TD_N_NEWS] = { N_ ("Submission"), N_ ("Document"), N_ ("Note"),
                                                   N_ ("Recommendation"), N_ ("Step of the State") };
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_news));

    for (guint i = 0; i < page->news->len && i < FIRST_NEWS; i++) {
        const TdNews *n = page->news->pdata[i];
        struct html_dossier_news row = {
            .item = td_keep (&page->kept, g_strdup_printf ("%s %s", td_news_word (n->kind), n->id)),
            .kind = labels[n->kind],
            .title = n->title,
            .who = n->who,
            .when = day_words (page, n->at),
            .link = link_to (page, g_strdup (n->address)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* When the newest came; 0: nothing is new. */
static gint64 newest_at (const Page *page)
{
    return page->news->len > 0 ? ((const TdNews *) page->news->pdata[0])->at : 0;
}

/* Those that came at that instant, for marking them with all before it. Free it. */
static char *shown_at (const Page *page, gint64 at)
{
    enum { MOST = 25 };
    GString *items = g_string_new (NULL);

    for (guint i = 0; i < page->news->len && i < MOST; i++) {
        const TdNews *n = page->news->pdata[i];
        if (n->at == at)
            g_string_append_printf (items, "%s%s %s", items->len > 0 ? ";" : "", td_news_word (n->kind), n->id);
    }
    return g_string_free (items, FALSE);
}

/* ---- papers ---- */

static const char *paper_day (Page *page, const TdDossierPaper *p)
{
    if (p->day != NULL)
        return td_keep (&page->kept, td_words_date (page->locale, p->day));
    return day_words (page, p->received);
}

static struct html_dossier_sources_papers paper_row (Page *page, const TdDossierPaper *p)
{
    return (struct html_dossier_sources_papers){
        .title = td_dossier_paper_title (p, page->locale),
        .link = link_to (page, td_dossier_address (p, 0, NULL)),
        .who = td_dossier_paper_who (p, page->locale),
        .when = paper_day (page, p),
        .symbol = p->title != NULL ? p->symbol : NULL,
        .private = !p->is_public,
    };
}

static const char *source_link (Page *page, TdSource source, gint64 number)
{
    const TdSpan *span = &page->dossier.span;

    return td_keep (&page->kept,
                    g_strdup_printf ("/%s/states/%s/dossier?cycle=%d&source=%s&page=%" G_GINT64_FORMAT, page->locale,
                                     span->state->iso3, span->cycle, td_source_word (source), number));
}

/* Those of a source after the first from ones. */
static struct html_dossier_sources source_row (Page *page, TdSource source, guint from, guint most)
{
    GArray *papers = td_keep_list (&page->kept, sizeof (struct html_dossier_sources_papers));
    struct html_dossier_sources row = { .word = td_source_word (source),
                                        .label = td_source_label (source),
                                        .all = source_link (page, source, 1) };

    for (guint i = 0; i < page->dossier.papers->len; i++) {
        const TdDossierPaper *p = page->dossier.papers->pdata[i];
        if (p->source != source)
            continue;
        if (row.count >= from && papers->len < most) {
            struct html_dossier_sources_papers cells = paper_row (page, p);
            g_array_append_val (papers, cells);
        }
        row.count++;
    }
    row.more = from == 0 ? row.count - papers->len : 0;
    TD_FILL (&row, papers, papers);
    return row;
}

/* ---- meetings ---- */

static GArray *came_rows (Page *page, const TdReviewMeeting *m)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_meetings_came));

    for (guint i = 0; i < m->came->len; i++) {
        const TdAttendanceCount *c = m->came->pdata[i];
        struct html_dossier_meetings_came row = { .label = c->word, .n = c->hidden ? 0 : c->n, .hidden = c->hidden };
        TdCameHow how;
        if (c->by == TD_BY_ALL)
            row.label = N_ ("All who came");
        else if (td_came_how_from_word (c->word, &how))
            row.label = td_came_how_label (how);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void add_link (Page *page, GArray *rows, const char *label, guint number, char *take_address)
{
    struct html_dossier_meetings_links row = { .label = label, .number = number, .link = link_to (page, take_address) };

    g_array_append_val (rows, row);
}

static void add_files (Page *page, GArray *rows, const TdReviewMeeting *m)
{
    for (guint i = 0; i < m->files->len; i++) {
        const TdBriefingFile *f = m->files->pdata[i];
        struct html_dossier_meetings_links row = {
            .label = N_ ("Paper"),
            .number = f->title == NULL && m->files->len > 1 ? i + 1 : 0,
            .title = f->title,
            .link = link_to (page, g_strdup_printf ("/meetings/%s/papers/%s", m->meeting->id, f->id)),
        };
        g_array_append_val (rows, row);
    }
}

/* What was laid before it, and what remains of one that is over. Several recordings are numbered. */
static GArray *remains_rows (Page *page, const TdReviewMeeting *m)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_meetings_links));
    const char *id = m->meeting->id;
    guint n = m->recordings != NULL ? m->recordings->len : 0;

    add_files (page, rows, m);
    if (m->over)
        add_link (page, rows, N_ ("Record of the meeting"), 0, g_strdup_printf ("/meetings/%s/record", id));
    if (m->said)
        add_link (page, rows, N_ ("What was said, line by line"), 0, g_strdup_printf ("/meetings/%s/captions", id));
    for (guint i = 0; i < n; i++)
        add_link (page, rows, N_ ("Recording"), n > 1 ? i + 1 : 0,
                  g_strdup_printf ("/meetings/%s/recordings/%s", id, ((TdRecording *) m->recordings->pdata[i])->id));
    return rows;
}

static struct html_dossier_meetings meeting_row (Page *page, const TdReviewMeeting *m)
{
    const TdProfile *profile = page->instance->profile;
    const TdMeeting *meeting = m->meeting;
    GArray *came = came_rows (page, m), *links = remains_rows (page, m);
    struct html_dossier_meetings row = {
        .title = td_keep (&page->kept, td_meeting_title (profile, meeting, page->locale)),
        .link = link_to (page, g_strdup_printf ("/meetings/%s", meeting->id)),
        .when = td_keep (&page->kept, td_words_instant (page->locale, meeting->begins, meeting->zone)),
        .closed = meeting->closed,
        .status = meeting->status != TD_MEETING_ON ? td_meeting_status_word (meeting->status) : NULL,
        .questions = m->questions,
        .open = m->open,
        .questions_link = link_to (
            page, g_strdup_printf ("/meetings/%s/questions?state=%s", meeting->id, page->dossier.span.state->iso3)),
    };

    TD_FILL (&row, came, came);
    TD_FILL (&row, links, links);
    return row;
}

static GArray *meeting_rows (Page *page)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_meetings));

    for (guint i = 0; i < page->meetings->len; i++) {
        const struct html_dossier_meetings row = meeting_row (page, page->meetings->pdata[i]);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- articles ---- */

static GArray *cells_of_part (Page *page, gsize *i, gint64 *covered)
{
    const TdProfile *profile = page->instance->profile;
    GArray *cells = td_keep_list (&page->kept, sizeof (struct html_coverage_grid_parts_cells));
    const char *part = profile->articles[*i].part;

    for (; *i < profile->n_articles && g_str_equal (profile->articles[*i].part, part); (*i)++) {
        const TdArticle *article = &profile->articles[*i];
        const TdCoverageRow *row = &g_array_index (page->coverage.rows, TdCoverageRow, article->number);
        struct html_coverage_grid_parts_cells cell = { .number = article->number,
                                                       .title = td_words (page->locale, article->title) };
        g_autofree char *below = g_strdup_printf ("dossier/%d", article->number);
        for (int s = 0; s < TD_N_SOURCES; s++)
            cell.count += row->by[s];
        cell.link = td_keep (&page->kept, td_dossier_path (page->locale, &page->dossier.span, below));
        *covered += cell.count > 0;
        g_array_append_val (cells, cell);
    }
    return cells;
}

static TdMarkup *article_grid (Page *page)
{
    const TdProfile *profile = page->instance->profile;
    GArray *parts = td_keep_list (&page->kept, sizeof (struct html_coverage_grid_parts));
    struct html_coverage_grid grid = { .title = td_words (page->locale, N_ ("What the papers speak of")),
                                       .width = (gint64) profile->n_articles,
                                       .first = profile->n_articles > 0 ? profile->articles[0].number : 1 };
    TdHtml h = *td_request_html (page->request);

    for (gsize i = 0; i < profile->n_articles;) {
        struct html_coverage_grid_parts part = { .part = profile->articles[i].part,
                                                 .title = td_words (page->locale, profile->articles[i].part_title) };
        GArray *cells = cells_of_part (page, &i, &grid.covered);
        TD_FILL (&part, cells, cells);
        g_array_append_val (parts, part);
    }
    TD_FILL (&grid, parts, parts);
    h.out = g_string_new (NULL);
    html_coverage_grid (&h, &grid);
    return td_markup_take (h.out);
}

/* ---- what nobody reported on ---- */

/* Paragraphs that may be about it, as nobody said yet. */
static GArray *like_rows (Page *page, const TdRecommendation *r)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_observations_rows_likes));

    for (guint i = 0; i < page->matches->len && rows->len < FIRST_LIKES; i++) {
        const TdParagraphMatch *m = page->matches->pdata[i];
        g_autofree char *n = g_strdup_printf ("%d", m->n);
        struct html_dossier_observations_rows_likes row;
        if (td_match_counts (m) || !g_str_equal (m->target, r->document) || !g_str_equal (m->target_anchor, r->anchor)
            || g_str_equal (m->source, td_source_word (TD_SOURCE_STATE)))
            continue;
        row.label =
            td_keep (&page->kept, td_words_fill (td_words (page->locale, N_ ("{document}, paragraph {n}")), "document",
                                                 m->who != NULL      ? m->who
                                                 : m->symbol != NULL ? m->symbol
                                                                     : td_words (page->locale, N_ ("Name withheld")),
                                                 "n", n, NULL));
        row.link = link_to (
            page, m->submission != NULL
                      ? g_strdup_printf ("/submissions/%s#p%d", m->submission, m->n)
                      : g_strdup_printf ("/documents/%s#%s", m->symbol != NULL ? m->symbol : m->document, m->anchor));
        g_array_append_val (rows, row);
    }
    return rows;
}

static struct html_dossier_observations_rows unreported_row (Page *page, const TdUnreported *u)
{
    const TdRecommendation *r = u->recommendation;
    GArray *likes = like_rows (page, r);
    struct html_dossier_observations_rows row = {
        .place = td_keep (&page->kept, td_recommendation_place (r, page->locale)),
        .link = link_to (page, g_strdup_printf ("/recommendations/%s", r->id)),
        .text = td_keep (&page->kept, td_dossier_cut (r->text, TD_DOSSIER_SHORT, NULL)),
        .language = r->language,
        .direction = td_language_direction (r->language),
        .maybe = u->maybe,
        .only_state = u->state > 0,
    };

    TD_FILL (&row, likes, likes);
    return row;
}

/* Whether somebody reported on it, in the list that nobody did. */
static gboolean is_unreported (const TdUnreportedList *list, const TdRecommendation *r)
{
    for (guint i = 0; i < list->rows->len; i++)
        if (((const TdUnreported *) list->rows->pdata[i])->recommendation == r)
            return TRUE;
    return FALSE;
}

/* One group a document, newest first. */
static GArray *observation_rows (Page *page)
{
    const TdUnreportedList *list = &page->unreported;
    GArray *groups = td_keep_list (&page->kept, sizeof (struct html_dossier_observations));
    const char *document = NULL;

    for (guint i = 0; i < list->all->len; i++) {
        const TdRecommendation *r = list->all->pdata[i];
        GArray *rows;
        struct html_dossier_observations group;
        if (g_strcmp0 (document, r->document) == 0 || (r->cycle != 0 && r->cycle >= page->dossier.span.cycle))
            continue;
        document = r->document;
        rows = td_keep_list (&page->kept, sizeof (struct html_dossier_observations_rows));
        group = (struct html_dossier_observations){
            .symbol = r->symbol != NULL ? r->symbol : r->document,
            .link = link_to (page, g_strdup_printf ("/documents/%s", r->symbol != NULL ? r->symbol : r->document)),
        };
        for (guint k = i; k < list->all->len; k++) {
            const TdRecommendation *other = list->all->pdata[k];
            if (g_str_equal (other->document, document))
                group.reported += !is_unreported (list, other);
        }
        for (guint k = 0; k < list->rows->len; k++) {
            const TdUnreported *u = list->rows->pdata[k];
            struct html_dossier_observations_rows row;
            if (!g_str_equal (u->recommendation->document, document))
                continue;
            if (group.unreported++ < FIRST_UNREPORTED) {
                row = unreported_row (page, u);
                g_array_append_val (rows, row);
            }
        }
        group.more = group.unreported - rows->len;
        TD_FILL (&group, rows, rows);
        g_array_append_val (groups, group);
    }
    return groups;
}

/* ---- the page ---- */

struct read {
    Page *page;
    int cycle;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct read *r = data;
    Page *p = r->page;
    const char *state = td_request_part (p->request, "state");

    td_dossier_clear (&p->dossier);
    td_coverage_clear (&p->coverage);
    g_clear_pointer (&p->news, g_ptr_array_unref);
    g_clear_pointer (&p->meetings, g_ptr_array_unref);
    if (!td_dossier_open_in (tx, p->instance, p->viewer, state, r->cycle, &p->dossier, error)
        || !td_coverage_in (tx, p->instance, p->viewer, state, r->cycle, &p->coverage, error))
        return FALSE;
    p->news = td_news_in (tx, p->viewer, &p->dossier, p->locale, &p->since, error);
    if (p->news == NULL)
        return FALSE;
    p->meetings =
        td_review_meetings_in (tx, p->instance, p->viewer, &p->dossier.span, LAST_MEETINGS, &p->more_meetings, error);
    return p->meetings != NULL;
}

static const char *path_to (Page *page, const char *below)
{
    return td_keep (&page->kept, td_dossier_path (page->locale, &page->dossier.span, below));
}

static struct html_dossier head_of (Page *page)
{
    const TdSpan *span = &page->dossier.span;

    return (struct html_dossier){
        .name = td_profile_state_name (page->instance->profile, span->state, page->locale),
        .iso3 = span->state->iso3,
        .cycle = span->cycle,
        .span = td_keep (&page->kept, td_dossier_span_words (span, page->locale)),
        .here = path_to (page, "dossier"),
        .coverage = path_to (page, "coverage"),
        .briefing = path_to (page, "briefing"),
        .pool = path_to (page, "pool"),
        .notes = path_to (page, "notes"),
        .json = path_to (page, "dossier.json"),
        .seen = td_keep (&page->kept, g_strdup_printf ("/%s/states/%s/dossier/seen", page->locale, span->state->iso3)),
        .since = page->since != 0 ? day_words (page, page->since) : NULL,
        .until = td_keep (&page->kept, g_strdup_printf ("%" G_GINT64_FORMAT, newest_at (page))),
        .shown = td_keep (&page->kept, shown_at (page, newest_at (page))),
        .new_count = page->news->len,
        .previous = "",
        .next = "",
    };
}

static GArray *other_cycles (Page *page)
{
    const TdSpan *span = &page->dossier.span;
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_cycles));

    for (int cycle = span->last; cycle > 0; cycle--) {
        struct html_dossier_cycles row = {
            .cycle = cycle,
            .link = link_to (page, g_strdup_printf ("/states/%s/dossier?cycle=%d", span->state->iso3, cycle)),
        };
        if (cycle != span->cycle)
            g_array_append_val (rows, row);
    }
    return rows;
}

static void render_whole (Page *made)
{
    struct html_dossier page = head_of (made);
    GArray *sources = td_keep_list (&made->kept, sizeof (struct html_dossier_sources));
    GArray *news = news_rows (made), *observations = observation_rows (made), *cycles = other_cycles (made);
    GArray *meetings = meeting_rows (made);
    g_autoptr (TdMarkup) articles = article_grid (made);

    for (int s = 0; s < TD_N_SOURCES; s++) {
        struct html_dossier_sources row = source_row (made, (TdSource) s, 0, FIRST_PAPERS);
        g_array_append_val (sources, row);
    }
    page.articles = articles;
    page.more = made->more_meetings;
    TD_FILL (&page, meetings, meetings);
    TD_FILL (&page, news, news);
    TD_FILL (&page, sources, sources);
    TD_FILL (&page, observations, observations);
    TD_FILL (&page, cycles, cycles);
    html_dossier (td_request_html (made->request), &page);
}

/* All papers of one source, a page of them. */
static void render_source (Page *made, TdSource source)
{
    struct html_dossier page = head_of (made);
    GArray *sources = td_keep_list (&made->kept, sizeof (struct html_dossier_sources));
    gint64 number = td_dossier_asked_page (made->request);
    struct html_dossier_sources row =
        source_row (made, source, (guint) (number - 1) * PAPERS_ON_A_PAGE, PAPERS_ON_A_PAGE);

    g_array_append_val (sources, row);
    page.one_source = TRUE;
    page.page = number;
    page.pages = MAX (1, (row.count + PAPERS_ON_A_PAGE - 1) / PAPERS_ON_A_PAGE);
    page.previous = number > 1 ? source_link (made, source, number - 1) : "";
    page.next = number < page.pages ? source_link (made, source, number + 1) : "";
    TD_FILL (&page, sources, sources);
    html_dossier (td_request_html (made->request), &page);
}

static gboolean reply_json (TdRequest *request, int cycle, GError **error)
{
    json_t *json = td_dossier_to_json (td_request_instance (request), td_request_viewer (request),
                                       td_request_part (request, "state"), cycle, error);

    if (json == NULL)
        return FALSE;
    td_reply_json (request, 200, json);
    return TRUE;
}

gboolean td_dossier_page (TdRequest *request, GError **error)
{
    g_auto (Page) made = { .request = request,
                           .instance = td_request_instance (request),
                           .viewer = td_request_viewer (request),
                           .locale = td_request_locale (request) };
    struct read read = { .page = &made };
    TdSource source;

    td_kept_init (&made.kept);
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_dossier_asked_cycle (request, &read.cycle, error))
        return FALSE;
    if (td_request_wants_json (request))
        return reply_json (request, read.cycle, error);
    if (!td_store_read (made.instance->store, read_in, &read, error))
        return FALSE;
    if (td_source_from_word (td_request_field (request, "source"), &source)) {
        render_source (&made, source);
    } else {
        const TdMatchFilter filter = { .state = made.dossier.span.state->iso3 };
        if (!td_unreported_read (made.instance, made.viewer, &made.dossier.span, &made.unreported, error))
            return FALSE;
        made.matches = td_match_list (made.instance, made.viewer, &filter, error);
        if (made.matches == NULL)
            return FALSE;
        render_whole (&made);
    }
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- marking ---- */

/* "all", or "KIND ID". */
gboolean td_dossier_seen_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *state = td_request_part (request, "state"), *item = td_request_field (request, "item");
    g_auto (GStrv) words = g_strsplit (item, " ", 2);
    g_auto (GStrv) shown = g_strsplit (td_request_field (request, "shown"), ";", 25);
    g_autofree char *path = g_strdup_printf ("/%s/states/%s/dossier#new", td_request_locale (request), state);
    gint64 until = 0;
    TdNewsKind kind;
    gboolean done;

    if (g_str_equal (item, "all")) {
        (void) g_ascii_string_to_signed (td_request_field (request, "until"), 10, 0, G_MAXINT64, &until, NULL);
        done = td_news_mark_all (instance, viewer, state, until, (const char *const *) shown, error);
    } else {
        done = words[0] != NULL && words[1] != NULL && td_news_from_word (words[0], &kind)
                   ? td_news_mark (instance, viewer, state, kind, words[1], error)
                   : td_door_unknown (error);
    }
    if (!done)
        return FALSE;
    td_reply_redirect (request, path);
    return TRUE;
}
