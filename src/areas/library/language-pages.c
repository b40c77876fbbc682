/* Which document is there in which language, and a document as files and citations. */
#include "areas/library/pages.h"

#include "areas/library/cite.h"
#include "areas/library/document-languages.html.h"
#include "areas/library/library-text.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

enum { DOCUMENTS_A_PAGE = 25, MOST_PAGES = 9999 };

typedef struct html_document_languages_rows Row;
typedef struct html_document_languages_rows_cells Cell;
typedef struct html_document_languages_heads Head;

static void clear_row (gpointer data)
{
    const Row *row = data;

    for (gsize i = 0; i < row->n_cells; i++)
        g_free ((char *) row->cells[i].link);
    g_free ((void *) row->cells);
    g_free ((char *) row->link);
    g_free ((char *) row->symbol);
    g_free ((char *) row->others);
}

static char *others_of (const TdProfile *profile, const TdLibraryDocument *d, const char *locale)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        g_autofree char *name = td_language_name (l->language, locale);
        if (!g_strv_contains (profile->languages, l->language))
            g_string_append_printf (names, "%s%s", names->len > 0 ? td_words (locale, N_ (", ")) : "", name);
    }
    return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static Row row_of (const TdProfile *profile, const TdLibraryDocument *d, const GArray *heads, const char *locale)
{
    g_autofree char *here = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL);
    const TdLibraryLanguage *leads = d->languages->pdata[0];
    const char *language = td_library_in (d, locale) != NULL ? locale : leads->language;
    Cell *cells = g_new0 (Cell, heads->len);

    for (guint i = 0; i < heads->len; i++) {
        const char *tag = profile->languages[i];
        const TdLibraryLanguage *there = td_library_in (d, tag);
        cells[i] = (Cell){ .name = g_array_index (heads, Head, i).name,
                           .tag = tag,
                           .link = there != NULL ? g_strdup_printf ("%s?language=%s", here, tag) : NULL,
                           .unofficial = there != NULL && there->unofficial_by != NULL };
    }
    return (Row){ .title = td_library_title (d, locale),
                  .language = language,
                  .direction = td_language_direction (language),
                  .link = g_steal_pointer (&here),
                  .symbol = d->symbol != NULL ? td_library_symbol_words (d->symbol) : NULL,
                  .others = others_of (profile, d, locale),
                  .cells = cells,
                  .n_cells = heads->len };
}

static void clear_head (gpointer data)
{
    g_free ((char *) ((Head *) data)->name);
}

/* The profile's languages and how many documents there are in each. */
static GArray *heads_of (TdInstance *instance, const TdLibraryFilter *all, const char *locale, GError **error)
{
    g_autoptr (GArray) heads = g_array_new (FALSE, TRUE, sizeof (Head));

    g_array_set_clear_func (heads, clear_head);
    for (gsize i = 0; instance->profile->languages[i] != NULL; i++) {
        TdLibraryFilter filter = *all;
        Head head = { .name = td_language_name (instance->profile->languages[i], locale) };
        gint64 there = 0;
        filter.language = instance->profile->languages[i];
        g_array_append_val (heads, head);
        if (!td_library_count (instance, &filter, &there, error))
            return NULL;
        g_array_index (heads, Head, i).there = there;
    }
    return g_steal_pointer (&heads);
}

static void render (TdRequest *request, const GPtrArray *list, const GArray *heads, gint64 total, int at)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    int pages = (int) CLAMP ((total + DOCUMENTS_A_PAGE - 1) / DOCUMENTS_A_PAGE, 1, MOST_PAGES);
    g_autofree char *previous =
        at > 1 ? g_strdup_printf ("/%s/document-languages?page=%d", locale, at - 1) : g_strdup ("");
    g_autofree char *next =
        at < pages ? g_strdup_printf ("/%s/document-languages?page=%d", locale, at + 1) : g_strdup ("");
    g_autofree char *json = g_strdup_printf ("/%s/document-languages.json?page=%d", locale, at);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
    struct html_document_languages page;

    g_array_set_clear_func (rows, clear_row);
    for (guint i = 0; i < list->len; i++) {
        const Row row = row_of (profile, list->pdata[i], heads, locale);
        g_array_append_val (rows, row);
    }
    page = (struct html_document_languages){
        .count = total,
        .page = at,
        .pages = pages,
        .many = pages > 1,
        .previous = previous,
        .next = next,
        .json = json,
        .heads = (const Head *) (void *) heads->data,
        .n_heads = heads->len,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
    };
    html_document_languages (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_document_languages_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *asked = td_request_field (request, "page");
    gint64 at = 1, total = 0;
    TdLibraryFilter filter = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) heads = NULL;

    if (!g_ascii_string_to_signed (asked, 10, 1, MOST_PAGES, &at, NULL))
        at = 1;
    if (!td_library_count (instance, &filter, &total, error)
        || (heads = heads_of (instance, &filter, td_request_locale (request), error)) == NULL)
        return FALSE;
    filter.limit = DOCUMENTS_A_PAGE;
    filter.offset = (int) (at - 1) * DOCUMENTS_A_PAGE;
    list = td_library_list (instance, &filter, error);
    if (list == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_library_languages_to_json (instance->profile, list, total));
    else
        render (request, list, heads, total, (int) at);
    return TRUE;
}

/* ---- as a file ---- */

gboolean td_document_export_page (TdRequest *request, GError **error)
{
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TdFileFormat format;

    if (!td_file_format_from_word (td_request_part (request, "format"), &format))
        return td_door_unknown (error);
    bytes = td_library_export (td_request_instance (request), td_request_part (request, "id"),
                               td_request_part (request, "language"), format, &name, error);
    if (bytes == NULL)
        return FALSE;
    td_reply_bytes (request, td_file_format_type (format), name, bytes);
    return TRUE;
}

gboolean td_document_cite_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *language = td_request_part (request, "language");
    g_autoptr (TdLibraryDocument) d = td_library_get (instance, td_request_part (request, "id"), error);
    g_autofree char *cited = NULL;
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TdCiteFormat format;

    if (d == NULL)
        return FALSE;
    if (!td_cite_from_word (td_request_part (request, "format"), &format) || td_library_in (d, language) == NULL)
        return td_door_unknown (error);
    cited = td_cite (instance, d, language, format);
    name = g_strdup_printf ("%s-%s.%s", d->symbol != NULL ? d->symbol : d->id, language, td_cite_word (format));
    bytes = g_bytes_new (cited, strlen (cited));
    td_reply_bytes (request, td_cite_type (format), g_strdelimit (name, "/()", '-'), bytes);
    return TRUE;
}

/* ---- as it came ---- */

static const char *ending_of (const char *format)
{
    if (g_strcmp0 (format, "markdown") == 0)
        return "md";
    return g_strcmp0 (format, "text") == 0 || format == NULL ? "txt" : format;
}

gboolean td_document_file_page (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id"), *language = td_request_part (request, "language");
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdLibraryDocument) d = td_library_get (instance, id, error);
    g_autofree char *name = NULL;
    g_autofree char *format = NULL;
    g_autofree char *shown = NULL;
    g_autoptr (GBytes) bytes = d != NULL ? td_library_file (instance, id, language, &name, &format, error) : NULL;

    if (bytes == NULL)
        return FALSE;
    shown = g_strdup_printf ("%s-%s.%s", d->symbol != NULL ? d->symbol : d->id, language, ending_of (format));
    g_strdelimit (shown, "/()", '-');
    if (g_strcmp0 (format, "pdf") == 0)
        td_reply_pdf (request, shown, bytes);
    else
        td_reply_bytes (request, "application/octet-stream", shown, bytes);
    return TRUE;
}
