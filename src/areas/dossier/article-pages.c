/* One article of the dossier: its paragraphs side by side by source. */
#include "areas/dossier/pages.h"

#include "areas/dossier/dossier-article.html.h"
#include "areas/dossier/dossier-page.h"
#include "areas/dossier/dossier.h"
#include "areas/dossier/note.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

enum { FIRST_OF_EACH = 4, ON_A_PAGE = 20 };

/* What one page is made from. */
typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale, *state;
    int cycle, article;
    int source; /* -1: all */
    gint64 number;
    TdDossier dossier;
    TdDossierFound found;
    GPtrArray *notes;
    TdKept kept;
} Page;

static void page_clear (Page *page)
{
    td_dossier_found_clear (&page->found);
    td_dossier_clear (&page->dossier);
    g_clear_pointer (&page->notes, g_ptr_array_unref);
    td_kept_clear (&page->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *link_to (Page *page, char *take_address)
{
    g_autofree char *address = take_address;

    return address != NULL ? td_keep (&page->kept, g_strdup_printf ("/%s%s", page->locale, address)) : "";
}

/* ---- notes ---- */

static const char *change_link (Page *page, const TdNote *note)
{
    return note->mine ? link_to (page, g_strdup_printf ("/notes/%s", note->id)) : "";
}

/* Whether a note stands on this paragraph. */
static gboolean is_on (const TdNote *note, const TdDossierParagraph *p)
{
    return note->n == p->n && note->n > 0
           && (g_strcmp0 (note->submission, p->paper->submission) == 0
               && g_strcmp0 (note->document, p->paper->document) == 0);
}

static GArray *paragraph_notes (Page *page, const TdDossierParagraph *p)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_article_sources_paragraphs_notes));

    for (guint i = 0; i < page->notes->len; i++) {
        const TdNote *note = page->notes->pdata[i];
        struct html_dossier_article_sources_paragraphs_notes row = {
            .text = note->text, .who = note->who, .link = change_link (page, note), .shared = note->shared
        };
        if (is_on (note, p))
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *article_notes (Page *page)
{
    GArray *rows = td_keep_list (&page->kept, sizeof (struct html_dossier_article_notes));

    for (guint i = 0; i < page->notes->len; i++) {
        const TdNote *note = page->notes->pdata[i];
        struct html_dossier_article_notes row = {
            .text = note->text, .who = note->who, .link = change_link (page, note), .shared = note->shared
        };
        if (note->n == 0 && note->article == page->article)
            g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- paragraphs ---- */

static const char *note_link (Page *page, const TdDossierParagraph *p)
{
    const TdDossierPaper *paper = p->paper;

    if (paper->meeting != NULL)
        return "";
    return link_to (page, g_strdup_printf ("/states/%s/notes/new?%s=%s&n=%d&article=%d", page->dossier.span.state->iso3,
                                           paper->submission != NULL ? "submission" : "document",
                                           paper->submission != NULL ? paper->submission : paper->document, p->n,
                                           page->article));
}

static struct html_dossier_article_sources_paragraphs paragraph_row (Page *page, const TdDossierParagraph *p)
{
    struct html_dossier_article_sources_paragraphs row = {
        .reference = td_keep (&page->kept, td_dossier_reference (p, page->locale)),
        .title = p->paper->meeting != NULL ? td_dossier_paper_title (p->paper, page->locale) : p->paper->title,
        .link = link_to (page, td_dossier_address (p->paper, p->n, p->anchor)),
        .file = link_to (page, td_dossier_file_address (p)),
        .at_page = p->page,
        .language = p->language,
        .direction = td_language_direction (p->language),
        .priority = p->priority,
        .private = !p->paper->is_public,
        .note = note_link (page, p),
    };
    GArray *notes = paragraph_notes (page, p);

    row.text = td_keep (&page->kept, td_dossier_cut (p->text, TD_DOSSIER_LONG, &row.cut));
    TD_FILL (&row, notes, notes);
    return row;
}

static const char *source_link (Page *page, TdSource source, gint64 number)
{
    const TdSpan *span = &page->dossier.span;

    return link_to (page,
                    g_strdup_printf ("/states/%s/dossier/%d?cycle=%d&source=%s&page=%" G_GINT64_FORMAT,
                                     span->state->iso3, page->article, span->cycle, td_source_word (source), number));
}

static struct html_dossier_article_sources source_row (Page *page, TdSource source)
{
    GArray *paragraphs = td_keep_list (&page->kept, sizeof (struct html_dossier_article_sources_paragraphs));
    struct html_dossier_article_sources row = {
        .word = td_source_word (source),
        .label = td_source_label (source),
        .count = g_array_index (page->found.coverage.rows, TdCoverageRow, page->article).by[source],
        .all = source_link (page, source, 1),
    };

    for (guint i = 0; i < page->found.paragraphs->len; i++) {
        const TdDossierParagraph *p = page->found.paragraphs->pdata[i];
        struct html_dossier_article_sources_paragraphs cells;
        if (p->paper->source != source)
            continue;
        cells = paragraph_row (page, p);
        g_array_append_val (paragraphs, cells);
    }
    if (page->source < 0)
        row.more = row.count - paragraphs->len;
    TD_FILL (&row, paragraphs, paragraphs);
    return row;
}

/* ---- the page ---- */

static const char *article_link (Page *page, const TdArticle *article)
{
    g_autofree char *below = g_strdup_printf ("dossier/%d", article->number);

    return td_keep (&page->kept, td_dossier_path (page->locale, &page->dossier.span, below));
}

/* To the articles before and after. */
static void fill_neighbours (Page *made, struct html_dossier_article *page)
{
    const TdProfile *profile = made->instance->profile;

    page->before = page->after = "";
    for (gsize i = 0; i < profile->n_articles; i++) {
        if (profile->articles[i].number != made->article)
            continue;
        if (i > 0) {
            page->before = article_link (made, &profile->articles[i - 1]);
            page->before_article = profile->articles[i - 1].number;
        }
        if (i + 1 < profile->n_articles) {
            page->after = article_link (made, &profile->articles[i + 1]);
            page->after_article = profile->articles[i + 1].number;
        }
    }
}

static void fill_pager (Page *made, struct html_dossier_article *page, gint64 count)
{
    page->previous = page->next = "";
    page->page = made->number;
    page->pages = MAX (1, (count + ON_A_PAGE - 1) / ON_A_PAGE);
    if (made->source < 0)
        return;
    if (made->number > 1)
        page->previous = source_link (made, (TdSource) made->source, made->number - 1);
    if (made->number < page->pages)
        page->next = source_link (made, (TdSource) made->source, made->number + 1);
}

static void render (TdRequest *request, Page *made)
{
    const TdSpan *span = &made->dossier.span;
    const TdArticle *article = td_profile_article (made->instance->profile, made->article);
    GArray *sources = td_keep_list (&made->kept, sizeof (struct html_dossier_article_sources));
    GArray *notes = article_notes (made);
    struct html_dossier_article page = {
        .name = td_profile_state_name (made->instance->profile, span->state, made->locale),
        .dossier = td_keep (&made->kept, td_dossier_path (made->locale, span, "dossier")),
        .here = article_link (made, article),
        .cycle = span->cycle,
        .article = article->number,
        .title = td_words (made->locale, article->title),
        .one_source = made->source >= 0,
        .write =
            link_to (made, g_strdup_printf ("/states/%s/notes/new?article=%d", span->state->iso3, article->number)),
    };
    gint64 count = 0;

    for (int s = 0; s < TD_N_SOURCES; s++) {
        struct html_dossier_article_sources row;
        if (made->source >= 0 && made->source != s)
            continue;
        row = source_row (made, (TdSource) s);
        count = row.count;
        g_array_append_val (sources, row);
    }
    fill_neighbours (made, &page);
    fill_pager (made, &page, count);
    TD_FILL (&page, sources, sources);
    TD_FILL (&page, notes, notes);
    html_dossier_article (td_request_html (request), &page);
    td_reply_html (request, 200);
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    Page *p = data;
    const TdDossierAsk ask = { .article = p->article,
                               .source = p->source,
                               .from = p->source >= 0 ? (guint) (p->number - 1) * ON_A_PAGE : 0,
                               .most = p->source >= 0 ? ON_A_PAGE : FIRST_OF_EACH };

    if (!td_dossier_open_in (tx, p->instance, p->viewer, p->state, p->cycle, &p->dossier, error)
        || !td_dossier_find_in (tx, p->instance, p->viewer, &p->dossier, &ask, &p->found, error))
        return FALSE;
    p->notes = td_note_list_in (tx, p->viewer, p->dossier.span.state->iso3, &(TdNoteFilter){ 0 }, error);
    return p->notes != NULL;
}

gboolean td_dossier_article_page (TdRequest *request, GError **error)
{
    g_auto (Page) made = { .instance = td_request_instance (request),
                           .viewer = td_request_viewer (request),
                           .locale = td_request_locale (request),
                           .state = td_request_part (request, "state"),
                           .source = -1,
                           .number = td_dossier_asked_page (request) };
    gint64 article = 0;
    TdSource source;

    td_kept_init (&made.kept);
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_dossier_asked_cycle (request, &made.cycle, error)
        || !td_dossier_may_read (made.instance, made.viewer, made.state, error))
        return FALSE;
    (void) g_ascii_string_to_signed (td_request_part (request, "article"), 10, 1, G_MAXINT16, &article, NULL);
    made.article = (int) article;
    if (td_profile_article (made.instance->profile, made.article) == NULL)
        return td_door_unknown (error);
    if (td_source_from_word (td_request_field (request, "source"), &source))
        made.source = (int) source;
    if (!td_store_read (made.instance->store, read_in, &made, error)
        || !td_dossier_note_readings (made.instance, made.viewer, &made.found, error))
        return FALSE;
    render (request, &made);
    return TRUE;
}
