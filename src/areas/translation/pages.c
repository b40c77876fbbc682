/* The workshop's front page, and a document in it. */
#include "areas/translation/pages.h"

#include "areas/library/library.h"
#include "areas/organisations/organisation.h"
#include "areas/translation/translation-document.html.h"
#include "areas/translation/translation-json.h"
#include "areas/translation/translation-pictures.h"
#include "areas/translation/translations.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)
#define KEEP             td_translation_keep

enum { A_PAGE = 25, MOST_PAGES = 9999, REVIEWS = 10 };

/* ---- the front page ---- */

typedef struct html_translations_rows Row;
typedef struct html_translations_reviews Review;

static const char *address_of (TdRequest *request, GPtrArray *strings, const char *id)
{
    return KEEP (strings, g_strdup_printf ("/%s/translation/%s", td_request_locale (request), id));
}

static GArray *rows_of (TdRequest *request, const GPtrArray *list, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; i < list->len; i++) {
        const TdTranslation *t = list->pdata[i];
        const Row row = { .title = t->title,
                          .source = t->source,
                          .name = KEEP (strings, td_language_name (t->language, td_request_locale (request))),
                          .percent = td_translation_percent (t),
                          .shown = t->shown != 0,
                          .link = address_of (request, strings, t->id) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Translations that hold something the viewer may review. */
static GArray *reviews_of (TdRequest *request, GPtrArray *strings, GPtrArray **ret_keep, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Review));
    const TdTranslationFilter filter = { .review_for = td_translation_hand (viewer), .most = REVIEWS };

    *ret_keep = NULL;
    if (!td_door_viewer_may (viewer, TD_ACT_TRANSLATION_WRITE))
        return rows;
    *ret_keep = td_translation_list (instance, &filter, NULL, error);
    for (guint i = 0; *ret_keep != NULL && i < (*ret_keep)->len; i++) {
        const TdTranslation *t = (*ret_keep)->pdata[i];
        const TdSegmentFilter mine = { .review_for = filter.review_for };
        g_autoptr (GPtrArray) segments = td_translation_segments (instance, t->id, &mine, error);
        if (segments == NULL || segments->len == 0)
            continue;
        const Review row = {
            .title = t->title,
            .language = t->source,
            .name = KEEP (strings, td_language_name (t->language, td_request_locale (request))),
            .n = segments->len,
            .link = KEEP (strings, g_strdup_printf ("/%s/translation/%s/%" G_GINT64_FORMAT, td_request_locale (request),
                                                    t->id, ((const TdSegment *) segments->pdata[0])->n)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *page_link (TdRequest *request, GPtrArray *strings, const char *language, int page, int pages)
{
    return page < 1 || page > pages
               ? ""
               : KEEP (strings, g_strdup_printf ("/%s/translation?language=%s&page=%d", td_request_locale (request),
                                                 language != NULL ? language : "", page));
}

static gboolean render (TdRequest *request, const GPtrArray *all, const GPtrArray *list, const char *tag,
                        const char *wrong, gint64 total, int at, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdMarkup) picture = td_translation_picture (request, all, TRUE);
    g_autoptr (GPtrArray) kept = NULL;
    g_autoptr (GArray) reviews = reviews_of (request, strings, &kept, error);
    g_autoptr (GArray) rows = rows_of (request, list, strings);
    int pages = (int) CLAMP ((total + A_PAGE - 1) / A_PAGE, 1, MOST_PAGES);
    const struct html_translations page = {
        .language = F (request, "language"),
        .language_name = tag != NULL ? KEEP (strings, td_language_name (tag, locale)) : NULL,
        .wrong = wrong,
        .picture = picture,
        .reviews = (const Review *) (void *) reviews->data,
        .n_reviews = reviews->len,
        .total = total,
        .several = pages > 1,
        .page = at,
        .pages = pages,
        .previous = page_link (request, strings, tag, at - 1, pages),
        .next = page_link (request, strings, tag, at + 1, pages),
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
    };

    html_translations (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_translations_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdTranslationFilter every = { 0 };
    gint64 at = 1, total = 0;
    g_autofree char *tag = NULL;
    g_autoptr (GError) problem = NULL;
    g_autoptr (GPtrArray) all = td_translation_list (instance, &every, NULL, error);
    g_autoptr (GPtrArray) list = NULL;

    if (all == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_translation_status_to_json (all));
        return TRUE;
    }
    if (*F (request, "language") != '\0')
        tag = td_translation_language (F (request, "language"), &problem);
    if (!g_ascii_string_to_signed (F (request, "page"), 10, 1, MOST_PAGES, &at, NULL))
        at = 1;
    const TdTranslationFilter filter = { .language = tag, .from = (int) (at - 1) * A_PAGE, .most = A_PAGE };
    list = td_translation_list (instance, &filter, &total, error);
    if (list == NULL)
        return FALSE;
    return render (request, all, list, tag,
                   problem != NULL ? td_words (td_request_locale (request), problem->message) : NULL, total, (int) at,
                   error);
}

/* ---- a document ---- */

typedef struct html_field_radios_choices Choice;

static GArray *sources_of (TdRequest *request, const TdLibraryDocument *d, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *chosen = F (request, "source");
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    if (*chosen == '\0' && td_library_in (d, locale) != NULL)
        chosen = locale;
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        const Choice choice = { .id = l->language,
                                .value = l->language,
                                .label = KEEP (strings, td_language_name (l->language, locale)),
                                .chosen = g_str_equal (l->language, chosen) };
        if (l->unofficial_by == NULL && !l->no_text)
            g_array_append_val (list, choice);
    }
    return list;
}

static GArray *organisations_of (TdRequest *request, GPtrArray *strings)
{
    const TdViewer *viewer = td_request_viewer (request);
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < viewer->n_organisations; i++) {
        const TdMembership *m = &viewer->organisations[i];
        g_autoptr (TdOrganisation) o =
            m->level >= TD_LEVEL_CONTRIBUTOR
                ? td_organisation_get (td_request_instance (request), viewer, m->organisation, NULL)
                : NULL;
        if (o == NULL)
            continue;
        const Choice choice = { .id = m->organisation,
                                .value = m->organisation,
                                .label = KEEP (strings, g_strdup (o->name)),
                                .chosen = g_str_equal (m->organisation, F (request, "organisation")) };
        g_array_append_val (list, choice);
    }
    return list;
}

static gboolean show_document (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *id = td_request_part (request, "document");
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdLibraryDocument) d = td_library_get (instance, id, error);
    const TdTranslationFilter filter = { .thing = d != NULL ? d->id : NULL };
    g_autoptr (GPtrArray) list = d != NULL ? td_translation_list (instance, &filter, NULL, error) : NULL;
    g_autoptr (TdMarkup) picture = NULL;
    g_autoptr (GArray) sources = NULL;
    g_autoptr (GArray) organisations = NULL;
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "language",
                                                          .text = wrong } };

    if (list == NULL)
        return FALSE;
    picture = td_translation_picture (request, list, FALSE);
    sources = sources_of (request, d, strings);
    organisations = organisations_of (request, strings);
    const struct html_translation_document page = {
        .title = td_library_title (d, locale),
        .language =
            td_library_in (d, locale) != NULL ? locale : ((const TdLibraryLanguage *) d->languages->pdata[0])->language,
        .here = KEEP (strings, td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL)),
        .action = KEEP (strings, g_strdup_printf ("/%s/translation/document/%s", locale, d->id)),
        .signed_in = td_door_viewer_may (viewer, TD_ACT_TRANSLATION_WRITE),
        .may = organisations->len > 0 || td_door_viewer_may (viewer, TD_ACT_TRANSLATION_KEEP),
        .picture = picture,
        .errors = errors,
        .n_errors = wrong != NULL,
        .typed = F (request, "language"),
        .language_error = g_strcmp0 (field, "language") == 0 ? wrong : NULL,
        .several_sources = sources->len > 1,
        .sources = (const void *) sources->data,
        .n_sources = sources->len,
        .several_organisations = organisations->len > 1,
        .organisations = (const void *) organisations->data,
        .n_organisations = organisations->len,
    };
    html_translation_document (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_translation_document_page (TdRequest *request, GError **error)
{
    return show_document (request, NULL, NULL, error);
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

gboolean td_translation_document_post (TdRequest *request, GError **error)
{
    const TdTranslationWish wish = { .document = td_request_part (request, "document"),
                                     .source = or_null (F (request, "source")),
                                     .language = F (request, "language"),
                                     .organisation = or_null (F (request, "organisation")) };
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *id = NULL;
    GError *problem = NULL;

    if (wrong == NULL
        && !td_translation_propose (td_request_instance (request), td_request_viewer (request), &wish, &id, &field,
                                    &problem)) {
        wrong = td_translation_problem (request, strings, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_document (request, field, wrong, error);
    g_autofree char *first = g_strdup_printf ("/%s/translation/%s/1", td_request_locale (request), id);
    td_reply_redirect (request, first);
    return TRUE;
}
