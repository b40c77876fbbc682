#include "areas/library/document-ways-page.h"

#include "areas/library/cite.h"
#include "areas/library/document.html.h"
#include "areas/library/library-place.h"
#include "areas/library/library-text.h"
#include "text/words.h"

/* ---- where one goes from here ---- */

static void clear_place (gpointer data)
{
    g_free ((char *) ((struct html_document_places *) data)->link);
}

GArray *td_document_places (const TdProfile *profile, const TdLibraryDocument *d, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_document_places));

    g_array_set_clear_func (rows, clear_place);
    for (gsize i = 0; td_library_places[i] != NULL; i++) {
        const TdLibraryPlace *place = td_library_places[i];
        struct html_document_places row = { .label = place->label };
        if (place->is_of != NULL && !place->is_of (profile, d))
            continue;
        row.link = g_strdup_printf ("/%s/documents/%s/%s", locale, d->id, place->below);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- as files and citations ---- */

static void clear_export (gpointer data)
{
    g_free ((char *) ((struct html_document_exports *) data)->link);
}

GArray *td_document_exports (const TdLibraryDocument *d, const TdLibraryLanguage *l, const char *locale)
{
    static const struct {
        TdFileFormat format;
        const char *label;
    } formats[] = { { TD_FILE_PDF, "PDF" }, { TD_FILE_EPUB, "EPUB" }, { TD_FILE_DOCX, "DOCX" },
                    { TD_FILE_ODT, "ODT" }, { TD_FILE_HTML, "HTML" }, { TD_FILE_TEXT, N_ ("Plain text") } };
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_document_exports));

    g_array_set_clear_func (rows, clear_export);
    for (gsize i = 0; i < G_N_ELEMENTS (formats) && !l->no_text; i++) {
        struct html_document_exports row = { .label = formats[i].label,
                                             .link = g_strdup_printf ("/%s/documents/%s/as/%s/%s", locale, d->id,
                                                                      l->language,
                                                                      td_file_format_word (formats[i].format)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void clear_cite (gpointer data)
{
    g_free ((char *) ((struct html_document_cites *) data)->link);
}

GArray *td_document_cites (const TdLibraryDocument *d, const TdLibraryLanguage *l, const char *locale)
{
    static const char *const labels[TD_N_CITES] = { [TD_CITE_BIBTEX] = "BibTeX", [TD_CITE_RIS] = "RIS" };
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_document_cites));

    g_array_set_clear_func (rows, clear_cite);
    for (int i = 0; i < TD_N_CITES; i++) {
        struct html_document_cites row = { .label = labels[i],
                                           .link = g_strdup_printf ("/%s/documents/%s/cite/%s/%s", locale, d->id,
                                                                    l->language, td_cite_word ((TdCiteFormat) i)) };
        g_array_append_val (rows, row);
    }
    return rows;
}
