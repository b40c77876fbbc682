/* The page of one document: its paragraphs with their articles, what others say at them, where one goes from here. */
#include "areas/library/library-page.h"
#include "areas/library/pages.h"

#include "areas/library/cite.h"
#include "areas/library/document-ways-page.h"
#include "areas/library/document.html.h"
#include "areas/library/library-sayings.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

/* Words of one page of a document: together with what stands around them they are under 14 KB on the line. */
enum { BYTES_A_PAGE = 18000 };

/* With which paragraph each page begins, from 0. */
static GArray *pages_of (const GPtrArray *paragraphs)
{
    GArray *begins = g_array_new (FALSE, FALSE, sizeof (guint));
    gsize bytes = BYTES_A_PAGE;

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = ((const TdLibraryParagraph *) paragraphs->pdata[i])->paragraph;
        if (bytes >= BYTES_A_PAGE) {
            g_array_append_val (begins, i);
            bytes = 0;
        }
        bytes += strlen (p->text) + 60;
    }
    return begins;
}

/* On which page a paragraph stands, from 1; 0: on none. */
static int page_of (const GPtrArray *paragraphs, const char *anchor)
{
    g_autoptr (GArray) begins = pages_of (paragraphs);
    g_autoptr (GPtrArray) also = td_library_anchors_also (paragraphs);

    for (guint i = 0; i < paragraphs->len; i++)
        if (g_str_equal (((const TdLibraryParagraph *) paragraphs->pdata[i])->anchor, anchor)
            || g_strcmp0 (also->pdata[i], anchor) == 0) {
            int page = 0;
            while (page < (int) begins->len && g_array_index (begins, guint, page) <= i)
                page++;
            return page;
        }
    return 0;
}

static char *search_link (const char *locale, int article, const char *state)
{
    return g_strdup_printf ("/%s/search?article=%d&state=%s", locale, article, state != NULL ? state : "");
}

static int by_number (gconstpointer a, gconstpointer b)
{
    return ((const struct html_document_paragraphs_named *) a)->article
           - ((const struct html_document_paragraphs_named *) b)->article;
}

/* The articles that the text names, in order, and those that its words point to. */
static void fill_articles (struct html_document_paragraphs *row, const TdProfile *profile, const TdParagraph *p,
                           const char *state, const char *locale)
{
    struct html_document_paragraphs_named *named = g_new0 (struct html_document_paragraphs_named, p->articles->len + 1);
    struct html_document_paragraphs_found *found = g_new0 (struct html_document_paragraphs_found, p->articles->len + 1);

    for (guint i = 0; i < p->articles->len; i++) {
        const TdTag *tag = &g_array_index (p->articles, TdTag, i);
        const TdArticle *article = td_profile_article (profile, tag->article);
        if (tag->confidence < 0.5 || article == NULL)
            continue;
        if (tag->confidence >= 0.9)
            named[row->n_named++] = (struct html_document_paragraphs_named){
                .article = tag->article,
                .title = td_words (locale, article->title),
                .link = search_link (locale, tag->article, state),
            };
        else
            found[row->n_found++] = (struct html_document_paragraphs_found){
                .article = tag->article,
                .title = td_words (locale, article->title),
                .link = search_link (locale, tag->article, state),
                .because = tag->because,
            };
    }
    qsort (named, row->n_named, sizeof *named, by_number);
    for (gsize i = 0; i < row->n_named; i++)
        named[i].before = i == 0 ? "" : ", ";
    row->several = row->n_named > 1;
    row->named = named;
    row->found = found;
}

/* What others say at it, in their name. */
static void fill_sayings (struct html_document_paragraphs *row, const GPtrArray *sayings, const char *locale)
{
    struct html_document_paragraphs_sayings *rows = g_new0 (struct html_document_paragraphs_sayings, sayings->len + 1);

    for (guint i = 0; i < sayings->len; i++) {
        const TdLibrarySaying *s = sayings->pdata[i];
        if (g_str_equal (s->anchor, row->anchor))
            rows[row->n_sayings++] = (struct html_document_paragraphs_sayings){
                .name = s->name,
                .says = s->name != NULL ? td_words (locale, s->says) : "",
                .n = s->n,
                .link = g_strdup_printf ("/%s%s", locale, s->path),
            };
    }
    row->sayings = rows;
}

static void clear_paragraph (gpointer data)
{
    const struct html_document_paragraphs *row = data;

    for (gsize i = 0; i < row->n_sayings; i++)
        g_free ((char *) row->sayings[i].link);
    g_free ((void *) row->sayings);

    for (gsize i = 0; i < row->n_named; i++)
        g_free ((char *) row->named[i].link);
    for (gsize i = 0; i < row->n_found; i++)
        g_free ((char *) row->found[i].link);
    g_free ((void *) row->named);
    g_free ((char *) row->also);
    g_free ((void *) row->found);
}

static GArray *paragraphs_of (const TdProfile *profile, const TdLibraryDocument *d, const GPtrArray *paragraphs,
                              const GPtrArray *sayings, guint from, guint to, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_document_paragraphs));
    g_autoptr (GPtrArray) also = td_library_anchors_also (paragraphs);

    g_array_set_clear_func (rows, clear_paragraph);
    for (guint i = from; i < to; i++) {
        const TdLibraryParagraph *one = paragraphs->pdata[i];
        const TdParagraph *p = one->paragraph;
        gboolean numbered = one->anchor[0] == 'p';
        struct html_document_paragraphs row = { .anchor = one->anchor,
                                                .also = g_steal_pointer (&also->pdata[i]),
                                                .kind = td_paragraph_kind_name (p->kind),
                                                .is_heading = p->kind == TD_PARAGRAPH_HEADING,
                                                .sign = numbered ? one->anchor + 1 : "¶",
                                                .number = numbered ? NULL : p->number,
                                                .text = p->text };
        fill_articles (&row, profile, p, d->state, locale);
        fill_sayings (&row, sayings, locale);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void clear_tongue (gpointer data)
{
    g_free ((char *) ((struct html_document_languages *) data)->name);
    g_free ((char *) ((struct html_document_languages *) data)->link);
}

static GArray *tongues_of (const TdLibraryDocument *d, const char *language, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_document_languages));

    g_array_set_clear_func (rows, clear_tongue);
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        struct html_document_languages row = { .tag = l->language,
                                               .name = td_language_name (l->language, l->language),
                                               .link = td_library_address_in (locale, d, l->language, 1),
                                               .current = g_str_equal (l->language, language),
                                               .unofficial = l->unofficial_by != NULL };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- what stands on other pages ---- */

typedef struct html_document_elsewhere Elsewhere;

static void clear_elsewhere (gpointer data)
{
    const Elsewhere *row = data;

    g_free ((char *) row->link);
    g_free ((void *) row->anchors);
}

/* For an address such as #p34 where no script asks the server: the names of all paragraphs of the other pages, each page with the way to it. also: of
 * td_library_anchors_also, outlives the rows. */
static GArray *elsewhere_of (const TdLibraryDocument *d, const TdLibraryLanguage *l, const GPtrArray *paragraphs,
                             const GPtrArray *also, const GArray *begins, int at, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Elsewhere));

    g_array_set_clear_func (rows, clear_elsewhere);
    for (guint page = 0; page < begins->len; page++) {
        guint from = g_array_index (begins, guint, page);
        guint to = page + 1 < begins->len ? g_array_index (begins, guint, page + 1) : paragraphs->len;
        struct html_document_elsewhere_anchors *anchors =
            g_new0 (struct html_document_elsewhere_anchors, 2 * (to - from) + 1);
        Elsewhere row = { .page = page + 1, .anchors = anchors };
        for (guint i = from; i < to; i++) {
            anchors[row.n_anchors++].anchor = ((const TdLibraryParagraph *) paragraphs->pdata[i])->anchor;
            if (also->pdata[i] != NULL)
                anchors[row.n_anchors++].anchor = also->pdata[i];
        }
        row.link = td_library_address_in (locale, d, l->language, (int) page + 1);
        if ((int) page + 1 == at)
            clear_elsewhere (&row);
        else
            g_array_append_val (rows, row);
    }
    return rows;
}

static char *size_words (const TdLibraryLanguage *l, const char *locale)
{
    g_autofree char *pages = td_words_number (locale, l->pages);
    g_autofree char *words = td_words_number (locale, l->words);
    g_autofree char *of_pages =
        td_words_fill (td_words_n (locale, N_ ("{n} page"), N_ ("{n} pages"), l->pages), "n", pages, NULL);
    g_autofree char *of_words =
        td_words_fill (td_words_n (locale, N_ ("{n} word"), N_ ("{n} words"), l->words), "n", words, NULL);

    return g_strdup_printf ("%s · %s", of_pages, of_words);
}

/* ---- the page ---- */

/* Texts and rows that the page borrows while it is written. */
typedef struct {
    char *previous, *next, *json, *file, *file_words, *state_link, *symbol, *when, *size, *cited, *beside, *mark,
        *workshop;
    GArray *paragraphs, *elsewhere, *tongues, *exports, *cites, *places;
} Texts;

static void texts_clear (Texts *t)
{
    char *const all[] = { t->previous, t->next, t->json,  t->file,   t->file_words, t->state_link, t->symbol,
                          t->when,     t->size, t->cited, t->beside, t->mark,       t->workshop };
    GArray *const rows[] = { t->paragraphs, t->elsewhere, t->tongues, t->exports, t->cites, t->places };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        g_free (all[i]);
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        g_array_unref (rows[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

/* Which of its pages, and what stands on it. */
typedef struct {
    int at, pages;
    guint from, to;
} Part;

static Part part_of (TdRequest *request, const GArray *begins, guint n_paragraphs)
{
    Part part = { .pages = MAX ((int) begins->len, 1) };

    part.at = td_library_number (td_request_field (request, "page"), 1, part.pages, 1);
    part.from = begins->len > 0 ? g_array_index (begins, guint, part.at - 1) : 0;
    part.to = part.at < part.pages ? g_array_index (begins, guint, part.at) : n_paragraphs;
    return part;
}

static Texts texts_of (TdRequest *request, const TdLibraryDocument *d, const TdLibraryLanguage *l,
                       const GPtrArray *paragraphs, const GPtrArray *sayings, const GArray *begins, const Part *part)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_autofree char *here = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL);
    g_autofree char *kept = g_format_size ((guint64) l->size);
    g_autoptr (GPtrArray) also = td_library_anchors_also (paragraphs);

    return (Texts){
        .previous = part->at > 1 ? td_library_address_in (locale, d, l->language, part->at - 1) : g_strdup (""),
        .next = part->at < part->pages ? td_library_address_in (locale, d, l->language, part->at + 1) : g_strdup (""),
        .json = g_strdup_printf ("%s.json?language=%s", here, l->language),
        .file = l->sha256 != NULL ? g_strdup_printf ("/%s/documents/%s/files/%s", locale, d->id, l->language) : NULL,
        .file_words = g_strdup_printf ("%s, %s", l->format != NULL ? l->format : "", kept),
        .state_link = g_strdup_printf ("/%s/states/%s", locale, d->state != NULL ? d->state : ""),
        .symbol = td_library_symbols (d),
        .when = d->day != NULL ? td_words_date (locale, d->day) : NULL,
        .size = size_words (l, locale),
        .cited = td_cite_words (td_request_instance (request), d, l->language, NULL, locale),
        .beside = d->languages->len > 1 ? g_strdup_printf ("/%s/documents/%s/beside", locale, d->id) : NULL,
        .mark = td_library_mark (l, locale),
        .workshop = g_strdup_printf ("/%s/translation/document/%s", locale, d->id),
        .paragraphs = paragraphs_of (profile, d, paragraphs, sayings, part->from, part->to, locale),
        .elsewhere = elsewhere_of (d, l, paragraphs, also, begins, part->at, locale),
        .tongues = tongues_of (d, l->language, locale),
        .exports = td_document_exports (d, l, locale),
        .cites = td_document_cites (d, l, locale),
        .places = td_document_places (profile, d, locale),
    };
}

static void fill_rows (struct html_document *page, const Texts *t)
{
    page->paragraphs = (const struct html_document_paragraphs *) (void *) t->paragraphs->data;
    page->n_paragraphs = t->paragraphs->len;
    page->elsewhere = (const Elsewhere *) (void *) t->elsewhere->data;
    page->n_elsewhere = t->elsewhere->len;
    page->languages = (const struct html_document_languages *) (void *) t->tongues->data;
    page->n_languages = t->tongues->len;
    page->exports = (const struct html_document_exports *) (void *) t->exports->data;
    page->n_exports = t->exports->len;
    page->cites = (const struct html_document_cites *) (void *) t->cites->data;
    page->n_cites = t->cites->len;
    page->places = (const struct html_document_places *) (void *) t->places->data;
    page->n_places = t->places->len;
}

static void render (TdRequest *request, const TdLibraryDocument *d, const TdLibraryLanguage *l,
                    const GPtrArray *paragraphs, const GPtrArray *sayings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *state = td_profile_state (profile, d->state);
    g_autoptr (GArray) begins = pages_of (paragraphs);
    const Part part = part_of (request, begins, paragraphs->len);
    g_auto (Texts) t = texts_of (request, d, l, paragraphs, sayings, begins, &part);
    struct html_document page = {
        .title = l->title != NULL ? l->title : td_library_title (d, l->language),
        .language = l->language,
        .direction = td_language_direction (l->language),
        .symbol = t.symbol,
        .type = td_library_type_label (profile, d->type),
        .state = state != NULL ? td_profile_state_name (profile, state, td_request_locale (request)) : NULL,
        .state_link = t.state_link,
        .body = d->body,
        .when = t.when,
        .day = d->day != NULL ? d->day : "",
        .size = t.size,
        .file = t.file,
        .file_words = t.file_words,
        .cited = t.cited,
        .beside = t.beside,
        .mark = t.mark,
        .workshop = t.workshop,
        .no_text = l->no_text,
        .json = t.json,
        .page = part.at,
        .pages = part.pages,
        .many = part.pages > 1,
        .previous = t.previous,
        .next = t.next,
    };

    fill_rows (&page, &t);
    html_document (td_request_html (request), &page);
    td_reply_html (request, 200);
}

/* The language that is asked for, else the reader's where the document is there in it, else the leading one. NULL: it is not there. */
static const TdLibraryLanguage *choose (TdRequest *request, const TdLibraryDocument *d)
{
    const char *asked = td_request_field (request, "language");
    const TdLibraryLanguage *own = td_library_in (d, td_request_locale (request));

    if (*asked != '\0')
        return td_library_in (d, asked);
    return own != NULL ? own : d->languages->pdata[0];
}

/* To the page on which the paragraph stands; in the leading language when the chosen one lacks it. */
static gboolean go_to (TdRequest *request, const TdLibraryDocument *d, const TdLibraryLanguage *l, const char *anchor,
                       GError **error)
{
    const TdLibraryLanguage *tried[] = { l, d->languages->pdata[0] };

    for (gsize i = 0; i < G_N_ELEMENTS (tried); i++) {
        g_autoptr (TdLibraryDocument) again = NULL;
        g_autoptr (GPtrArray) paragraphs = NULL;
        if (!td_library_read (td_request_instance (request), d->id, tried[i]->language, &again, &paragraphs, error))
            return FALSE;
        int page = page_of (paragraphs, anchor);
        if (page > 0) {
            g_autofree char *address = td_library_address_in (td_request_locale (request), d, tried[i]->language, page);
            g_autofree char *whole = g_strconcat (address, "#", anchor, NULL);
            td_reply_redirect (request, whole);
            return TRUE;
        }
    }
    return td_door_unknown (error);
}

gboolean td_document_page (TdRequest *request, GError **error)
{
    g_autofree char *symbol = g_strdup (td_request_part (request, "symbol"));
    TdInstance *instance = td_request_instance (request);
    char *last = strrchr (symbol, '/');
    const char *anchor = last != NULL && td_library_is_anchor (last + 1) ? last + 1 : NULL;
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (TdLibraryDocument) whole = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autoptr (GPtrArray) sayings = NULL;
    const TdLibraryLanguage *l;

    if (anchor != NULL)
        *last = '\0';
    d = td_library_get (instance, symbol, error);
    if (d == NULL)
        return FALSE;
    l = choose (request, d);
    if (l == NULL)
        return td_door_unknown (error);
    if (anchor != NULL)
        return go_to (request, d, l, anchor, error);
    if (!td_library_read (instance, d->id, l->language, &whole, &paragraphs, error)
        || (sayings = td_library_sayings (instance, d->id, error)) == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_library_to_json (d, paragraphs));
    else
        render (request, d, l, paragraphs, sayings);
    return TRUE;
}
