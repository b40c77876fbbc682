/* Where a document is used, and what a text cites. */
#include "areas/citations/pages.h"

#include "areas/citations/citation-use.h"
#include "areas/citations/cites.html.h"
#include "areas/citations/used-by.html.h"
#include "areas/submissions/draft-cookie.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

enum { PLACES_A_PAGE = 15, MOST_PAGES = TD_LIMIT_CITATIONS / PLACES_A_PAGE + 1, TEXT_CHARACTERS = 700 };

/* What one page is made from; strings live until it is rendered. */
typedef struct {
    TdRequest *request;
    const TdInstance *instance;
    const char *locale;
    GPtrArray *strings;
    int page, pages;
} Page;

static void page_init (Page *page, TdRequest *request, guint places)
{
    gint64 asked = 1;

    page->request = request;
    page->instance = td_request_instance (request);
    page->locale = td_request_locale (request);
    page->strings = g_ptr_array_new_with_free_func (g_free);
    page->pages = MAX (1, (int) ((places + PLACES_A_PAGE - 1) / PLACES_A_PAGE));
    if (!g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, MOST_PAGES, &asked, NULL))
        asked = 1;
    page->page = (int) MIN (asked, page->pages);
}

static void page_clear (Page *page)
{
    g_clear_pointer (&page->strings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *keep (Page *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

/* ---- words of one citation ---- */

static const char *cited_words (Page *page, const TdUse *use)
{
    g_autofree char *first = td_words_number (page->locale, use->first);
    g_autofree char *last = td_words_number (page->locale, use->last);

    if (use->first == 0)
        return td_words (page->locale, N_ ("as a whole"));
    if (use->first == use->last)
        return keep (page, td_words_fill (td_words (page->locale, N_ ("paragraph {n}")), "n", first, NULL));
    return keep (page, td_words_fill (td_words (page->locale, N_ ("paragraphs {first} to {last}")), "first", first,
                                      "last", last, NULL));
}

static const char *shortened (Page *page, const char *text)
{
    if (g_utf8_strlen (text, -1) <= TEXT_CHARACTERS)
        return text;
    g_autofree char *head = g_utf8_substring (text, 0, TEXT_CHARACTERS);
    return keep (page, g_strconcat (head, " …", NULL));
}

static const char *language_of (const char *language, const char *locale)
{
    return language != NULL ? language : locale;
}

/* ---- where a document is used ---- */

static const char *use_link (Page *page, const TdUse *use)
{
    if (use->submission != NULL)
        return keep (page, g_strdup_printf ("/%s/submissions/%s#p%d", page->locale, use->submission, use->n));
    return keep (page,
                 td_library_address (page->locale, use->symbol != NULL ? use->symbol : use->document, use->anchor));
}

static struct html_used_by_uses use_row (Page *page, const TdUse *use)
{
    const char *language = language_of (use->language, page->locale);

    return (struct html_used_by_uses){
        .title = use->title != NULL ? use->title : td_words (page->locale, N_ ("A text without a title")),
        .language = language,
        .direction = td_language_direction (language),
        .link = use_link (page, use),
        .who = use->who,
        .when = use->day != NULL ? keep (page, td_words_date (page->locale, use->day)) : NULL,
        .symbol = use->symbol != NULL ? keep (page, td_library_symbol_words (use->symbol)) : NULL,
        .cited = cited_words (page, use),
        .text = shortened (page, use->text),
        .is_private = !use->is_public,
    };
}

static GArray *use_rows (Page *page, const GPtrArray *uses)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_used_by_uses));
    guint from = (guint) (page->page - 1) * PLACES_A_PAGE;

    for (guint i = from; i < uses->len && i < from + PLACES_A_PAGE; i++) {
        const struct html_used_by_uses row = use_row (page, uses->pdata[i]);
        g_array_append_val (rows, row);
    }
    return rows;
}

static char *used_by_address (const Page *page, const TdUses *uses, int paragraph, const char *ending, int at)
{
    GString *address = g_string_new (NULL);

    g_string_printf (address, "/%s/documents/%s/used-by%s?page=%d", page->locale, uses->document->id, ending, at);
    if (paragraph > 0)
        g_string_append_printf (address, "&paragraph=%d", paragraph);
    return g_string_free (address, FALSE);
}

static GArray *count_rows (Page *page, const TdUses *uses, int paragraph)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_used_by_rows));
    int widest = 1;

    for (guint i = 0; i < uses->counts->len; i++)
        widest = MAX (widest, td_use_count_texts (&g_array_index (uses->counts, TdUseCount, i)));
    for (guint i = 0; i < uses->counts->len; i++) {
        const TdUseCount *c = &g_array_index (uses->counts, TdUseCount, i);
        const struct html_used_by_rows row = { .paragraph = c->paragraph,
                                               .link = keep (page, used_by_address (page, uses, c->paragraph, "", 1)),
                                               .current = c->paragraph > 0 && c->paragraph == paragraph,
                                               .width = widest,
                                               .documents = c->documents,
                                               .submissions = c->submissions,
                                               .texts = td_use_count_texts (c) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean any_private (const TdUses *uses)
{
    for (guint i = 0; i < uses->uses->len; i++)
        if (!((const TdUse *) uses->uses->pdata[i])->is_public)
            return TRUE;
    return FALSE;
}

static void render_uses (Page *page, const TdUses *uses, int paragraph)
{
    const TdLibraryDocument *d = uses->document;
    const char *language = td_library_in (d, page->locale) != NULL
                               ? page->locale
                               : ((const TdLibraryLanguage *) d->languages->pdata[0])->language;
    g_autoptr (GArray) counts = count_rows (page, uses, paragraph);
    g_autoptr (GArray) rows = use_rows (page, uses->uses);
    const struct html_used_by content = {
        .title = td_library_title (d, page->locale),
        .language = language,
        .direction = td_language_direction (language),
        .here = keep (page, td_library_address (page->locale, d->symbol != NULL ? d->symbol : d->id, NULL)),
        .all = keep (page, used_by_address (page, uses, 0, "", 1)),
        .texts = uses->texts,
        .paragraph = paragraph,
        .private = any_private (uses),
        .cut = uses->cut && page->page == page->pages,
        .json = keep (page, used_by_address (page, uses, paragraph, ".json", 1)),
        .page = page->page,
        .pages = page->pages,
        .many = page->pages > 1,
        .previous = page->page > 1 ? keep (page, used_by_address (page, uses, paragraph, "", page->page - 1)) : "",
        .next =
            page->page < page->pages ? keep (page, used_by_address (page, uses, paragraph, "", page->page + 1)) : "",
        .rows = (const struct html_used_by_rows *) (void *) counts->data,
        .n_rows = counts->len,
        .uses = (const struct html_used_by_uses *) (void *) rows->data,
        .n_uses = rows->len,
    };

    html_used_by (td_request_html (page->request), &content);
    td_reply_html (page->request, 200);
}

gboolean td_used_by_page (TdRequest *request, GError **error)
{
    gint64 paragraph = 0;
    g_auto (TdUses) uses = { 0 };
    g_auto (Page) page = { 0 };

    if (!g_ascii_string_to_signed (td_request_field (request, "paragraph"), 10, 1, 999, &paragraph, NULL))
        paragraph = 0;
    if (!td_uses_get (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                      (int) paragraph, &uses, error))
        return FALSE;
    page_init (&page, request, uses.uses->len);
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_uses_to_json (&uses, (int) paragraph));
    else
        render_uses (&page, &uses, (int) paragraph);
    return TRUE;
}

/* ---- what a text cites ---- */

/* The document that cites, or the submission: what its page calls it. */
typedef struct {
    const char *title, *language, *here, *back;
} Citing;

static const char *target_words (Page *page, const TdCite *c)
{
    const TdState *state = td_profile_state (page->instance->profile, c->use->cited_state);

    if (c->target != NULL)
        return c->target->symbol != NULL ? keep (page, td_library_symbol_words (c->target->symbol))
                                         : td_library_title (c->target, page->locale);
    if (*c->use->cited != '\0')
        return keep (page, td_library_symbol_words (c->use->cited));
    return keep (
        page, td_words_fill (td_words (page->locale, N_ ("Concluding observations on {state}")), "state",
                             state != NULL ? td_profile_state_name (page->instance->profile, state, page->locale) : "",
                             NULL));
}

static const char *target_link (Page *page, const TdCite *c)
{
    g_autofree char *anchor = c->use->first > 0 ? g_strdup_printf ("p%d", c->use->first) : NULL;

    if (c->target == NULL)
        return NULL;
    return keep (
        page, td_library_address (page->locale, c->target->symbol != NULL ? c->target->symbol : c->target->id, anchor));
}

static struct html_cites_rows cite_row (Page *page, const Citing *citing, const TdCite *c)
{
    const char *language = language_of (c->use->language, page->locale);
    const char *theirs = c->target != NULL && td_library_in (c->target, page->locale) == NULL
                             ? ((const TdLibraryLanguage *) c->target->languages->pdata[0])->language
                             : page->locale;
    const char *anchor = c->use->anchor;

    return (struct html_cites_rows){
        .place = anchor != NULL ? keep (
                     page, td_library_address (page->locale, c->use->symbol != NULL ? c->use->symbol : c->use->document,
                                               anchor))
                                : keep (page, g_strdup_printf ("%s#p%d", citing->here, c->use->n)),
        .sign = anchor != NULL && anchor[0] == 'n'
                    ? "¶"
                    : keep (page, anchor != NULL ? g_strdup (anchor + 1) : g_strdup_printf ("%d", c->use->n)),
        .link = target_link (page, c),
        .target = target_words (page, c),
        .target_title =
            c->target != NULL && c->target->symbol != NULL ? td_library_title (c->target, page->locale) : NULL,
        .target_language = theirs,
        .target_direction = td_language_direction (theirs),
        .cited = cited_words (page, c->use),
        .text = shortened (page, c->use->text),
        .language = language,
        .direction = td_language_direction (language),
    };
}

static const char *page_address (Page *page, const char *base, int at)
{
    return at >= 1 && at <= page->pages ? keep (page, g_strdup_printf ("%s?page=%d", base, at)) : "";
}

static void render_cites (Page *page, const Citing *citing, const GPtrArray *cites, const char *base)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_cites_rows));
    guint from = (guint) (page->page - 1) * PLACES_A_PAGE;
    struct html_cites content;

    for (guint i = from; i < cites->len && i < from + PLACES_A_PAGE; i++) {
        const struct html_cites_rows row = cite_row (page, citing, cites->pdata[i]);
        g_array_append_val (rows, row);
    }
    content = (struct html_cites){
        .title = citing->title,
        .language = citing->language,
        .direction = td_language_direction (citing->language),
        .here = citing->here,
        .back = citing->back,
        .json = keep (page, g_strconcat (base, ".json", NULL)),
        .page = page->page,
        .pages = page->pages,
        .many = page->pages > 1,
        .previous = page_address (page, base, page->page - 1),
        .next = page_address (page, base, page->page + 1),
        .rows = (const struct html_cites_rows *) (void *) rows->data,
        .n_rows = rows->len,
    };
    html_cites (td_request_html (page->request), &content);
    td_reply_html (page->request, 200);
}

gboolean td_document_cites_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) cites =
        td_cites_of_document (td_request_instance (request), td_request_part (request, "id"), &d, error);
    g_auto (Page) page = { 0 };
    g_autofree char *base = NULL;
    Citing citing;

    if (cites == NULL)
        return FALSE;
    page_init (&page, request, cites->len);
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, json_pack ("{s:s, s:o}", "document", d->id, "cites", td_cites_to_json (cites)));
        return TRUE;
    }
    base = g_strdup_printf ("/%s/documents/%s/cites", page.locale, d->id);
    citing = (Citing){
        .title = td_library_title (d, page.locale),
        .language = td_library_in (d, page.locale) != NULL
                        ? page.locale
                        : ((const TdLibraryLanguage *) d->languages->pdata[0])->language,
        .here = keep (&page, td_library_address (page.locale, d->symbol != NULL ? d->symbol : d->id, NULL)),
        .back = N_ ("The document"),
    };
    render_cites (&page, &citing, cites, base);
    return TRUE;
}

gboolean td_submission_cites_page (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) cites = NULL;
    g_auto (Page) page = { 0 };
    g_autofree char *base = NULL;
    Citing citing;

    td_draft_cookie_read (request, &cookie);
    cites = td_cites_of_submission (td_request_instance (request), td_request_viewer (request),
                                    td_draft_cookie_key_for (&cookie, id), id, &s, error);
    if (cites == NULL)
        return FALSE;
    page_init (&page, request, cites->len);
    td_reply_header (request, "Cache-Control", "no-store");
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, json_pack ("{s:s, s:o}", "submission", s->id, "cites", td_cites_to_json (cites)));
        return TRUE;
    }
    base = g_strdup_printf ("/%s/submissions/%s/cites", page.locale, id);
    citing = (Citing){
        .title = s->as_public && s->public_title != NULL ? s->public_title
                 : s->title != NULL                      ? s->title
                                                         : td_words (page.locale, N_ ("Report without a title")),
        .language = language_of (s->title != NULL ? s->language : NULL, page.locale),
        .here = keep (&page, g_strdup_printf ("/%s/submissions/%s", page.locale, id)),
        .back = N_ ("The report"),
    };
    render_cites (&page, &citing, cites, base);
    return TRUE;
}
