/* The pages of the library: the list, one document. */
#include "areas/library/pages.h"
#include "areas/library/library-page.h"

#include "areas/library/documents.html.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

enum { DOCUMENTS_A_PAGE = 30, MOST_PAGES = 9999 };
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
                                                          .link = td_library_address_in (locale, d, l->language, 1),
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
            .type = td_library_type_label (profile, d->type),
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
                          .page = td_library_number (td_request_field (request, "page"), 1, MOST_PAGES, 1) };
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
