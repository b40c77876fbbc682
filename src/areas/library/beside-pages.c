/* The page with languages of a document side by side. */
#include "areas/library/pages.h"

#include "areas/library/beside.h"
#include "areas/library/document-beside.html.h"
#include "base/errors.h"
#include "text/language.h"

enum { MOST_LANGUAGES = 3, BYTES_A_PAGE = 20000, MOST_PAGES = 9999 };

typedef struct {
    const char *languages[MOST_LANGUAGES];
    GPtrArray *texts[MOST_LANGUAGES];
    guint n;
} Chosen;

static void chosen_clear (Chosen *chosen)
{
    for (guint i = 0; i < chosen->n; i++)
        g_ptr_array_unref (chosen->texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chosen, chosen_clear)

static gboolean is_chosen (const Chosen *chosen, const char *language)
{
    for (guint i = 0; i < chosen->n; i++)
        if (g_str_equal (chosen->languages[i], language))
            return TRUE;
    return FALSE;
}

/* The first that are asked for and there; without any the reader's and the leading one, or the first two. */
static gboolean choose (TdRequest *request, const TdLibraryDocument *d, Chosen *chosen, GError **error)
{
    const char *const *asked = td_request_fields (request, "with");
    g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

    for (gsize i = 0; asked[i] != NULL; i++)
        g_ptr_array_add (wanted, (gpointer) asked[i]);
    if (wanted->len == 0) {
        g_ptr_array_add (wanted, (gpointer) td_request_locale (request));
        for (guint i = 0; i < d->languages->len && i < 2; i++)
            g_ptr_array_add (wanted, ((const TdLibraryLanguage *) d->languages->pdata[i])->language);
    }
    for (guint i = 0; i < wanted->len && chosen->n < (asked[0] != NULL ? MOST_LANGUAGES : 2); i++) {
        const TdLibraryLanguage *l = td_library_in (d, wanted->pdata[i]);
        g_autoptr (TdLibraryDocument) again = NULL;
        if (l == NULL || is_chosen (chosen, l->language))
            continue;
        if (!td_library_read (td_request_instance (request), d->id, l->language, &again, &chosen->texts[chosen->n],
                              error))
            return FALSE;
        chosen->languages[chosen->n++] = l->language;
    }
    return chosen->n > 0 || td_door_unknown (error);
}

/* ---- what the page shows ---- */

static void clear_tongue (gpointer data)
{
    g_free ((char *) ((struct html_document_beside_languages *) data)->name);
    g_free ((char *) ((struct html_document_beside_languages *) data)->mark);
}

static GArray *tongues_of (const TdLibraryDocument *d, const Chosen *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_document_beside_languages));

    g_array_set_clear_func (rows, clear_tongue);
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        struct html_document_beside_languages row = { .tag = l->language,
                                                      .name = td_language_name (l->language, l->language),
                                                      .chosen = is_chosen (chosen, l->language),
                                                      .mark = td_library_mark (l, locale) };
        g_array_append_val (rows, row);
    }
    return rows;
}

typedef struct html_document_beside_rows Row;
typedef struct html_document_beside_rows_cells Cell;
typedef struct html_document_beside_rows_cells_parts Part;

static void clear_row (gpointer data)
{
    const Row *row = data;

    for (gsize i = 0; i < row->n_cells; i++) {
        g_free ((void *) row->cells[i].parts);
        g_free ((char *) row->cells[i].name);
    }
    g_free ((void *) row->cells);
}

static Cell cell_of (const Chosen *chosen, guint language, const TdBesideRow *beside, const char *locale)
{
    Part *parts = g_new0 (Part, beside->n[language] + 1);

    for (guint i = 0; i < beside->n[language]; i++) {
        const TdLibraryParagraph *one = chosen->texts[language]->pdata[beside->from[language] + i];
        parts[i] = (Part){ .is_heading = one->paragraph->kind == TD_PARAGRAPH_HEADING,
                           .number = one->paragraph->number,
                           .text = one->paragraph->text };
    }
    return (Cell){ .language = chosen->languages[language],
                   .direction = td_language_direction (chosen->languages[language]),
                   .name = td_language_name (chosen->languages[language], locale),
                   .missing = beside->n[language] == 0,
                   .parts = parts,
                   .n_parts = beside->n[language] };
}

static Row row_of (const Chosen *chosen, const TdBesideRow *beside, const char *locale)
{
    Cell *cells = g_new0 (Cell, chosen->n);

    for (guint l = 0; l < chosen->n; l++)
        cells[l] = cell_of (chosen, l, beside, locale);
    return (Row){ .anchor = beside->anchor, .cells = cells, .n_cells = chosen->n };
}

static gsize bytes_of (const Chosen *chosen, const TdBesideRow *row)
{
    gsize bytes = 60;

    for (guint l = 0; l < chosen->n; l++)
        for (guint i = 0; i < row->n[l]; i++)
            bytes +=
                strlen (((const TdLibraryParagraph *) chosen->texts[l]->pdata[row->from[l] + i])->paragraph->text) + 80;
    return bytes;
}

/* With which row each page begins. */
static GArray *pages_of (const Chosen *chosen, const GPtrArray *rows)
{
    GArray *begins = g_array_new (FALSE, FALSE, sizeof (guint));
    gsize bytes = BYTES_A_PAGE;

    for (guint i = 0; i < rows->len; i++) {
        if (bytes >= BYTES_A_PAGE) {
            g_array_append_val (begins, i);
            bytes = 0;
        }
        bytes += bytes_of (chosen, rows->pdata[i]);
    }
    return begins;
}

/* Free it. */
static char *address_of (const TdLibraryDocument *d, const Chosen *chosen, const char *locale, int page)
{
    GString *address = g_string_new (NULL);

    g_string_printf (address, "/%s/documents/%s/beside?page=%d", locale, d->id, page);
    for (guint l = 0; l < chosen->n; l++)
        g_string_append_printf (address, "&with=%s", chosen->languages[l]);
    return g_string_free (address, FALSE);
}

static void render (TdRequest *request, const TdLibraryDocument *d, const Chosen *chosen)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) beside = td_beside ((const GPtrArray *const *) chosen->texts, chosen->n);
    g_autoptr (GArray) begins = pages_of (chosen, beside);
    gint64 asked = 1;
    int pages = MAX ((int) begins->len, 1),
        at =
            g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, pages, &asked, NULL) ? (int) asked : 1;
    guint from = begins->len > 0 ? g_array_index (begins, guint, at - 1) : 0;
    guint to = at < pages ? g_array_index (begins, guint, at) : beside->len;
    g_autofree char *here = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL);
    g_autofree char *form = g_strdup_printf ("/%s/documents/%s/beside", locale, d->id);
    g_autofree char *previous = at > 1 ? address_of (d, chosen, locale, at - 1) : g_strdup ("");
    g_autofree char *next = at < pages ? address_of (d, chosen, locale, at + 1) : g_strdup ("");
    g_autoptr (GArray) tongues = tongues_of (d, chosen, locale);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
    struct html_document_beside page;

    g_array_set_clear_func (rows, clear_row);
    for (guint i = from; i < to; i++) {
        const Row row = row_of (chosen, beside->pdata[i], locale);
        g_array_append_val (rows, row);
    }
    page = (struct html_document_beside){
        .title = td_library_title (d, chosen->languages[0]),
        .language = chosen->languages[0],
        .direction = td_language_direction (chosen->languages[0]),
        .here = here,
        .form = form,
        .page = at,
        .pages = pages,
        .many = pages > 1,
        .previous = previous,
        .next = next,
        .languages = (const struct html_document_beside_languages *) (void *) tongues->data,
        .n_languages = tongues->len,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
    };
    html_document_beside (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_document_beside_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLibraryDocument) d =
        td_library_get (td_request_instance (request), td_request_part (request, "id"), error);
    g_auto (Chosen) chosen = { 0 };

    if (d == NULL || !choose (request, d, &chosen, error))
        return FALSE;
    render (request, d, &chosen);
    return TRUE;
}
