/* Picture cards and leaflets. */
#include "areas/spreading/pages.h"
#include "areas/spreading/share.h"
#include "areas/spreading/spread-card.html.h"
#include "areas/spreading/spread-leaflet.html.h"
#include "areas/spreading/spreading-words.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

enum { HEAD_CHARACTERS = 60, PARAGRAPHS_A_PAGE = 40, MOST_PAGES = 500 };

static const char *field (TdSpreadPage *page, const char *name)
{
    return td_request_field (page->request, name);
}

/* The language that is asked for where the document is there in it, else the reader's, else the leading one. */
static const char *language_of (TdSpreadPage *page, const TdLibraryDocument *d)
{
    const char *asked = field (page, "language");

    return td_library_in (d, asked) != NULL ? asked : td_spread_title_language (page, d);
}

static GArray *tongues (TdSpreadPage *page, const TdLibraryDocument *d, const char *chosen)
{
    GArray *choices = td_spread_choices (page);

    for (guint i = 0; i < d->languages->len; i++) {
        const char *tag = ((const TdLibraryLanguage *) d->languages->pdata[i])->language;
        td_spread_choose (page, choices, tag, td_spread_keep (page, td_language_name (tag, tag)), chosen);
    }
    return choices;
}

/* "23 The beginning of …" */
static const char *head_of (TdSpreadPage *page, const TdLibraryParagraph *p)
{
    const char *sign = p->anchor[0] == 'p' ? p->anchor + 1 : "¶";
    g_autofree char *head = g_utf8_strlen (p->paragraph->text, -1) > HEAD_CHARACTERS
                                ? g_utf8_substring (p->paragraph->text, 0, HEAD_CHARACTERS)
                                : NULL;

    return td_spread_keep (
        page, g_strconcat (sign, "  ", head != NULL ? head : p->paragraph->text, head != NULL ? " …" : "", NULL));
}

static gboolean can_be_chosen (const TdLibraryParagraph *p)
{
    return p->paragraph->kind != TD_PARAGRAPH_HEADING && p->paragraph->kind != TD_PARAGRAPH_FOOTNOTE
           && p->anchor[0] == 'p';
}

/* ---- the card ---- */

static GArray *anchor_choices (TdSpreadPage *page, const GPtrArray *paragraphs, const char *chosen)
{
    GArray *choices = td_spread_choices (page);

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *p = paragraphs->pdata[i];
        if (can_be_chosen (p))
            td_spread_choose (page, choices, td_spread_keep (page, g_strdup (p->anchor)), head_of (page, p), chosen);
    }
    return choices;
}

/* The first that can be quoted, where none was chosen. */
static const char *first_anchor (TdSpreadPage *page, const GPtrArray *paragraphs)
{
    for (guint i = 0; i < paragraphs->len; i++)
        if (can_be_chosen (paragraphs->pdata[i]))
            return td_spread_keep (page, g_strdup (((const TdLibraryParagraph *) paragraphs->pdata[i])->anchor));
    return paragraphs->len > 0
               ? td_spread_keep (page, g_strdup (((const TdLibraryParagraph *) paragraphs->pdata[0])->anchor))
               : "p1";
}

static const char *picture_link (TdSpreadPage *page, const TdCard *card, TdCardShape shape)
{
    g_autofree char *phrase = g_uri_escape_string (field (page, "phrase"), NULL, FALSE);

    return td_spread_keep (page, g_strdup_printf ("/%s/documents/%s/spread/card/%s/%s?language=%s&phrase=%s",
                                                  page->locale, card->document->id, card->anchor,
                                                  td_card_shape_word (shape), card->language, phrase));
}

static void render_card (TdSpreadPage *page, const TdCard *card, const GPtrArray *paragraphs)
{
    GArray *languages = tongues (page, card->document, card->language);
    GArray *anchors = anchor_choices (page, paragraphs, card->anchor);
    int width, height;
    struct html_spread_card content = {
        .title = card->title,
        .language = card->language,
        .direction = td_language_direction (card->language),
        .back = td_spread_path (page, card->document, "/spread"),
        .action = td_spread_path (page, card->document, "/spread/card"),
        .paragraph = card->paragraph,
        .sign = card->anchor[0] == 'p' ? card->anchor + 1 : "¶",
        .phrase = field (page, "phrase"),
        .problem = card->problem != NULL ? td_words (page->locale, card->problem) : NULL,
        .alt = card->alt,
        .picture = picture_link (page, card, TD_CARD_WIDE),
        .wide = picture_link (page, card, TD_CARD_WIDE),
        .square = picture_link (page, card, TD_CARD_SQUARE),
    };

    td_card_size (TD_CARD_WIDE, &width, &height);
    content.width = width;
    content.height = height;
    TD_SPREAD_FILL (&content, languages, languages);
    TD_SPREAD_FILL (&content, anchors, anchors);
    html_spread_card (td_request_html (page->request), &content);
    td_reply_html (page->request, 200);
}

gboolean td_spread_card_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (TdLibraryDocument) again = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_auto (TdCard) card = { 0 };
    TdCardWish wish = { 0 };

    td_spread_page_init (&page, request);
    d = td_spread_document (&page, error);
    if (d == NULL || !td_library_read (page.instance, d->id, language_of (&page, d), &again, &paragraphs, error))
        return FALSE;
    wish = (TdCardWish){ .document = d->id,
                         .anchor = *field (&page, "anchor") != '\0' ? field (&page, "anchor")
                                                                    : first_anchor (&page, paragraphs),
                         .language = language_of (&page, d),
                         .phrase = field (&page, "phrase"),
                         .locale = page.locale };
    if (!td_card_make (page.instance, &wish, &card, error))
        return FALSE;
    render_card (&page, &card, paragraphs);
    return TRUE;
}

gboolean td_spread_card_picture (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autofree char *name = NULL;
    g_autoptr (GBytes) picture = NULL;
    TdCardWish wish = { .document = td_request_part (request, "id"),
                        .anchor = td_request_part (request, "anchor"),
                        .phrase = td_request_field (request, "phrase") };

    td_spread_page_init (&page, request);
    wish.locale = page.locale;
    wish.language = *field (&page, "language") != '\0' ? field (&page, "language") : NULL;
    if (!td_card_shape_from_word (td_request_part (request, "shape"), &wish.shape))
        return td_door_unknown (error);
    picture = td_card_picture (page.instance, &wish, &name, error);
    if (picture == NULL)
        return FALSE;
    td_reply_bytes (request, "image/png", name, picture);
    return TRUE;
}

/* ---- the leaflet ---- */

static GArray *summary_choices (TdSpreadPage *page, const GPtrArray *summaries, const char *language)
{
    GArray *choices = td_spread_choices (page);
    const char *chosen = "";

    for (guint i = 0; i < summaries->len && *chosen == '\0'; i++) {
        const TdSummary *s = summaries->pdata[i];
        if (s->off_reason == NULL && g_str_equal (s->language, language))
            chosen = s->id;
    }
    for (guint i = 0; i < summaries->len; i++) {
        const TdSummary *s = summaries->pdata[i];
        if (s->off_reason == NULL)
            td_spread_choose (page, choices, td_spread_keep (page, g_strdup (s->id)),
                              td_spread_keep (page, g_strdup_printf ("%s · %s", s->name,
                                                                     td_spread_language_name (page, s->language))),
                              chosen);
    }
    if (choices->len > 0)
        td_spread_choose (page, choices, "", td_words (page->locale, N_ ("Without a summary")), chosen);
    return choices;
}

static GArray *leaflet_tongues (TdSpreadPage *page, const TdLibraryDocument *d, const char *chosen)
{
    GArray *rows = td_spread_list (page, sizeof (struct html_spread_leaflet_languages));

    for (guint i = 0; i < d->languages->len; i++) {
        const char *tag = ((const TdLibraryLanguage *) d->languages->pdata[i])->language;
        const struct html_spread_leaflet_languages row = {
            .tag = tag,
            .name = td_spread_keep (page, td_language_name (tag, tag)),
            .link = td_spread_keep (
                page, g_strdup_printf ("/%s/documents/%s/spread/leaflet?language=%s", page->locale, d->id, tag)),
            .current = g_str_equal (tag, chosen)
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Paragraphs that can be chosen, from one page on. */
static GArray *leaflet_paragraphs (TdSpreadPage *page, const GPtrArray *paragraphs, int at, int *ret_pages)
{
    GArray *rows = td_spread_list (page, sizeof (struct html_spread_leaflet_paragraphs));
    int n = 0;

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *p = paragraphs->pdata[i];
        const struct html_spread_leaflet_paragraphs row = { .anchor = p->anchor, .text = head_of (page, p) };
        if (!can_be_chosen (p))
            continue;
        if (n / PARAGRAPHS_A_PAGE == at - 1)
            g_array_append_val (rows, row);
        n++;
    }
    *ret_pages = MAX (1, (n + PARAGRAPHS_A_PAGE - 1) / PARAGRAPHS_A_PAGE);
    return rows;
}

static const char *leaflet_page (TdSpreadPage *page, const TdLibraryDocument *d, const char *language, int at,
                                 int pages)
{
    return at >= 1 && at <= pages
               ? td_spread_keep (page, g_strdup_printf ("/%s/documents/%s/spread/leaflet?language=%s&page=%d",
                                                        page->locale, d->id, language, at))
               : "";
}

static gboolean show_leaflet (TdSpreadPage *page, const TdLibraryDocument *d, const char *language,
                              const GPtrArray *paragraphs, GError **error)
{
    g_autoptr (GPtrArray) summaries = td_summaries (page->instance, page->viewer, d->id, error);
    gint64 at = 1;
    int pages = 1;
    GArray *chosen, *choices, *languages;
    struct html_spread_leaflet content;

    if (summaries == NULL)
        return FALSE;
    if (!g_ascii_string_to_signed (field (page, "page"), 10, 1, MOST_PAGES, &at, NULL))
        at = 1;
    chosen = leaflet_paragraphs (page, paragraphs, (int) at, &pages);
    choices = summary_choices (page, summaries, language);
    languages = leaflet_tongues (page, d, language);
    content = (struct html_spread_leaflet){
        .title = td_spread_title (page, d),
        .language = language,
        .direction = td_language_direction (language),
        .back = td_spread_path (page, d, "/spread"),
        .file = td_spread_path (page, d, "/spread/leaflet-file"),
        .most = TD_LIMIT_LEAFLET_PARAGRAPHS,
        .page = at,
        .pages = pages,
        .many = pages > 1,
        .previous = leaflet_page (page, d, language, (int) at - 1, pages),
        .next = leaflet_page (page, d, language, (int) at + 1, pages),
    };
    TD_SPREAD_FILL (&content, paragraphs, chosen);
    TD_SPREAD_FILL (&content, summaries, choices);
    TD_SPREAD_FILL (&content, languages, languages);
    html_spread_leaflet (td_request_html (page->request), &content);
    td_reply_html (page->request, 200);
    return TRUE;
}

gboolean td_spread_leaflet_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (TdLibraryDocument) again = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;

    td_spread_page_init (&page, request);
    d = td_spread_document (&page, error);
    return d != NULL && td_library_read (page.instance, d->id, language_of (&page, d), &again, &paragraphs, error)
           && show_leaflet (&page, d, language_of (&page, d), paragraphs, error);
}

gboolean td_spread_leaflet_file (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autofree char *name = NULL;
    g_autoptr (GBytes) file = NULL;
    TdLeafletWish wish = { .document = td_request_part (request, "id"),
                           .anchors = td_request_fields (request, "paragraph") };

    td_spread_page_init (&page, request);
    wish.locale = page.locale;
    wish.language = *field (&page, "language") != '\0' ? field (&page, "language") : NULL;
    wish.summary = *field (&page, "summary") != '\0' ? field (&page, "summary") : NULL;
    file = td_leaflet_make (page.instance, &wish, &name, error);
    if (file == NULL)
        return FALSE;
    td_reply_bytes (request, "application/pdf", name, file);
    return TRUE;
}
