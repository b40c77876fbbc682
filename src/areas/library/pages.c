/* The pages of the library: the list, one document. */
#include "areas/library/pages.h"

#include "areas/library/cite.h"
#include "areas/library/document-ways-page.h"
#include "areas/library/document.html.h"
#include "areas/library/documents.html.h"
#include "areas/library/library-sayings.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

enum { DOCUMENTS_A_PAGE = 30, MOST_PAGES = 9999 };
/* Words of one page of a document: together with what stands around them they are under 14 KB on the line. */
enum { BYTES_A_PAGE = 18000 };

static int number (const char *text, int least, int most, int otherwise)
{
    gint64 value;

    return g_ascii_string_to_signed (text, 10, least, most, &value, NULL) ? (int) value : otherwise;
}

/* ---- the list ---- */

static GArray *states_of (const TdProfile *profile, const char *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_documents_states));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        struct html_documents_states row = { .value = state->iso3,
                                             .label = td_profile_state_name (profile, state, locale),
                                             .chosen = g_ascii_strcasecmp (state->iso3, chosen) == 0 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *types_of (const TdProfile *profile, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_documents_types));

    for (gsize i = 0; i < profile->n_document_types; i++) {
        const TdDocumentType *type = &profile->document_types[i];
        struct html_documents_types row = { .value = type->slug,
                                            .label = type->label,
                                            .chosen = g_str_equal (type->slug, chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void clear_language (gpointer data)
{
    g_free ((char *) ((struct html_documents_languages *) data)->label);
}

static GArray *languages_of (const TdProfile *profile, const char *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_documents_languages));

    g_array_set_clear_func (rows, clear_language);
    for (gsize i = 0; profile->languages[i] != NULL; i++) {
        struct html_documents_languages row = { .value = profile->languages[i],
                                                .label = td_language_name (profile->languages[i], locale),
                                                .chosen = g_str_equal (profile->languages[i], chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *type_label (const TdProfile *profile, const char *slug)
{
    const TdDocumentType *type = td_profile_document_type (profile, slug);

    return type != NULL ? type->label : N_ ("Document");
}

/* The address of a document in one of its languages, and on one of its pages. Free it. */
static char *address_in (const char *locale, const TdLibraryDocument *d, const char *language, int page)
{
    g_autofree char *whole = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL);

    return page > 1 ? g_strdup_printf ("%s?language=%s&page=%d", whole, language, page)
                    : g_strdup_printf ("%s?language=%s", whole, language);
}

/* The language that a title of td_library_title is in, as far as it is known. */
static const char *title_language (const TdLibraryDocument *d, const char *locale)
{
    const TdLibraryLanguage *leads = d->languages->pdata[0];

    return td_library_in (d, locale) != NULL ? locale : leads->language;
}

static void clear_row (gpointer data)
{
    const struct html_documents_rows *row = data;

    for (gsize i = 0; i < row->n_languages; i++) {
        g_free ((char *) row->languages[i].name);
        g_free ((char *) row->languages[i].link);
    }
    g_free ((void *) row->languages);
    g_free ((char *) row->link);
    g_free ((char *) row->symbol);
    g_free ((char *) row->when);
}

static const struct html_documents_rows_languages *row_languages (const TdLibraryDocument *d, const char *locale)
{
    struct html_documents_rows_languages *rows = g_new0 (struct html_documents_rows_languages, d->languages->len + 1);

    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        rows[i] = (struct html_documents_rows_languages){ .tag = l->language,
                                                          .name = td_language_name (l->language, l->language),
                                                          .link = address_in (locale, d, l->language, 1),
                                                          .unofficial = l->unofficial_by != NULL };
    }
    return rows;
}

static GArray *rows_of (const TdProfile *profile, const GPtrArray *list, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_documents_rows));

    g_array_set_clear_func (rows, clear_row);
    for (guint i = 0; i < list->len; i++) {
        const TdLibraryDocument *d = list->pdata[i];
        const TdState *state = td_profile_state (profile, d->state);
        const char *language = title_language (d, locale);
        struct html_documents_rows row = {
            .title = td_library_title (d, locale),
            .language = language,
            .direction = td_language_direction (language),
            .link = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL),
            .symbol = td_library_symbols (d),
            .type = type_label (profile, d->type),
            .state = state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
            .body = d->body,
            .when = d->day != NULL ? td_words_date (locale, d->day) : NULL,
            .languages = row_languages (d, locale),
            .n_languages = d->languages->len,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

typedef struct {
    const char *state, *type, *language;
    int page;
} Asked;

static char *list_address (const Asked *asked, const char *locale, const char *ending, int page)
{
    g_autofree char *state = g_uri_escape_string (asked->state, NULL, FALSE);
    g_autofree char *type = g_uri_escape_string (asked->type, NULL, FALSE);
    g_autofree char *language = g_uri_escape_string (asked->language, NULL, FALSE);

    return g_strdup_printf ("/%s/documents%s?state=%s&type=%s&language=%s&page=%d", locale, ending, state, type,
                            language, page);
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

static void render_list (TdRequest *request, const Asked *asked, const GPtrArray *list, gint64 total)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    int pages = (int) MIN ((total + DOCUMENTS_A_PAGE - 1) / DOCUMENTS_A_PAGE, MOST_PAGES);
    g_autofree char *previous = asked->page > 1 ? list_address (asked, locale, "", asked->page - 1) : g_strdup ("");
    g_autofree char *next = asked->page < pages ? list_address (asked, locale, "", asked->page + 1) : g_strdup ("");
    g_autofree char *json = list_address (asked, locale, ".json", asked->page);
    g_autoptr (GArray) states = states_of (profile, asked->state, locale);
    g_autoptr (GArray) types = types_of (profile, asked->type);
    g_autoptr (GArray) languages = languages_of (profile, asked->language, locale);
    g_autoptr (GArray) rows = rows_of (profile, list, locale);
    const struct html_documents page = {
        .count = total,
        .import = td_door_viewer_may (td_request_viewer (request), TD_ACT_DOCUMENT_IMPORT),
        .page = asked->page,
        .pages = pages,
        .many = pages > 1,
        .previous = previous,
        .next = next,
        .json = json,
        .states = (const struct html_documents_states *) (void *) states->data,
        .n_states = states->len,
        .types = (const struct html_documents_types *) (void *) types->data,
        .n_types = types->len,
        .languages = (const struct html_documents_languages *) (void *) languages->data,
        .n_languages = languages->len,
        .rows = (const struct html_documents_rows *) (void *) rows->data,
        .n_rows = rows->len,
    };

    html_documents (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_documents_page (TdRequest *request, GError **error)
{
    const Asked asked = { .state = td_request_field (request, "state"),
                          .type = td_request_field (request, "type"),
                          .language = td_request_field (request, "language"),
                          .page = number (td_request_field (request, "page"), 1, MOST_PAGES, 1) };
    TdInstance *instance = td_request_instance (request);
    const TdState *state = td_profile_state (instance->profile, asked.state);
    const TdLibraryFilter filter = { .state = state != NULL ? state->iso3 : or_null (asked.state),
                                     .type = or_null (asked.type),
                                     .language = or_null (asked.language),
                                     .limit = DOCUMENTS_A_PAGE,
                                     .offset = (asked.page - 1) * DOCUMENTS_A_PAGE };
    g_autoptr (GPtrArray) list = td_library_list (instance, &filter, error);
    gint64 total = 0;
    json_t *json;

    if (list == NULL || !td_library_count (instance, &filter, &total, error))
        return FALSE;
    if (!td_request_wants_json (request)) {
        render_list (request, &asked, list, total);
        return TRUE;
    }
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (json, td_library_to_json (list->pdata[i], NULL));
    td_reply_json (request, 200, json_pack ("{s:I, s:o}", "total", (json_int_t) total, "documents", json));
    return TRUE;
}

/* ---- one document ---- */

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
                                               .link = address_in (locale, d, l->language, 1),
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
        row.link = address_in (locale, d, l->language, (int) page + 1);
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

static void render (TdRequest *request, const TdLibraryDocument *d, const TdLibraryLanguage *l,
                    const GPtrArray *paragraphs, const GPtrArray *sayings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    const TdState *state = td_profile_state (profile, d->state);
    g_autoptr (GArray) begins = pages_of (paragraphs);
    int pages = MAX ((int) begins->len, 1), at = number (td_request_field (request, "page"), 1, pages, 1);
    guint from = begins->len > 0 ? g_array_index (begins, guint, at - 1) : 0;
    guint to = at < pages ? g_array_index (begins, guint, at) : paragraphs->len;
    g_autofree char *previous = at > 1 ? address_in (locale, d, l->language, at - 1) : g_strdup ("");
    g_autofree char *next = at < pages ? address_in (locale, d, l->language, at + 1) : g_strdup ("");
    g_autofree char *here = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL);
    g_autofree char *json = g_strdup_printf ("%s.json?language=%s", here, l->language);
    g_autofree char *file = g_strdup_printf ("/%s/documents/%s/files/%s", locale, d->id, l->language);
    g_autofree char *kept = g_format_size ((guint64) l->size);
    g_autofree char *file_words = g_strdup_printf ("%s, %s", l->format != NULL ? l->format : "", kept);
    g_autofree char *state_link = g_strdup_printf ("/%s/states/%s", locale, d->state != NULL ? d->state : "");
    g_autofree char *symbol = td_library_symbols (d);
    g_autofree char *when = d->day != NULL ? td_words_date (locale, d->day) : NULL;
    g_autofree char *size = size_words (l, locale);
    g_autoptr (GArray) rows = paragraphs_of (profile, d, paragraphs, sayings, from, to, locale);
    g_autoptr (GPtrArray) also = td_library_anchors_also (paragraphs);
    g_autoptr (GArray) elsewhere = elsewhere_of (d, l, paragraphs, also, begins, at, locale);
    g_autoptr (GArray) tongues = tongues_of (d, l->language, locale);
    g_autoptr (GArray) exports = td_document_exports (d, l, locale);
    g_autoptr (GArray) cites = td_document_cites (d, l, locale);
    g_autoptr (GArray) places = td_document_places (profile, d, locale);
    g_autofree char *cited = td_cite_words (td_request_instance (request), d, l->language, NULL, locale);
    g_autofree char *beside = d->languages->len > 1 ? g_strdup_printf ("/%s/documents/%s/beside", locale, d->id) : NULL;
    g_autofree char *mark = td_library_mark (l, locale);
    g_autofree char *workshop = g_strdup_printf ("/%s/translation/document/%s", locale, d->id);
    const struct html_document page = {
        .title = l->title != NULL ? l->title : td_library_title (d, l->language),
        .language = l->language,
        .direction = td_language_direction (l->language),
        .symbol = symbol,
        .type = type_label (profile, d->type),
        .state = state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
        .state_link = state_link,
        .body = d->body,
        .when = when,
        .day = d->day != NULL ? d->day : "",
        .size = size,
        .file = l->sha256 != NULL ? file : NULL,
        .file_words = file_words,
        .cited = cited,
        .beside = beside,
        .exports = (const struct html_document_exports *) (void *) exports->data,
        .n_exports = exports->len,
        .cites = (const struct html_document_cites *) (void *) cites->data,
        .n_cites = cites->len,
        .mark = mark,
        .workshop = workshop,
        .places = (const struct html_document_places *) (void *) places->data,
        .n_places = places->len,
        .no_text = l->no_text,
        .elsewhere = (const Elsewhere *) (void *) elsewhere->data,
        .n_elsewhere = elsewhere->len,
        .json = json,
        .page = at,
        .pages = pages,
        .many = pages > 1,
        .previous = previous,
        .next = next,
        .languages = (const struct html_document_languages *) (void *) tongues->data,
        .n_languages = tongues->len,
        .paragraphs = (const struct html_document_paragraphs *) (void *) rows->data,
        .n_paragraphs = rows->len,
    };

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
            g_autofree char *address = address_in (td_request_locale (request), d, tried[i]->language, page);
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
