/* Reading the library. Contract in library.h. */
#include "areas/library/library.h"

#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "base/errors.h"
#include "base/id.h"

TD_DEFINE_ERROR (library)

void td_library_document_free (TdLibraryDocument *document)
{
    if (document == NULL)
        return;
    g_free (document->id);
    g_free (document->symbol);
    g_strfreev (document->joint);
    g_free (document->type);
    g_free (document->source);
    g_free (document->state);
    g_free (document->title);
    g_free (document->body);
    g_free (document->day);
    g_clear_pointer (&document->languages, g_ptr_array_unref);
    g_free (document);
}

void td_library_paragraph_free (TdLibraryParagraph *paragraph)
{
    if (paragraph == NULL)
        return;
    g_free (paragraph->document);
    g_free (paragraph->symbol);
    g_free (paragraph->language);
    g_free (paragraph->anchor);
    td_paragraph_free (paragraph->paragraph);
    g_free (paragraph);
}

TdLibraryDocument *td_library_get_in (TdTx *tx, const char *symbol_or_id, GError **error)
{
    g_autofree char *id = td_id_canonical (symbol_or_id);
    g_autofree char *symbol = id == NULL ? td_library_clean_symbol (symbol_or_id) : NULL;
    TdLibraryDocument *document = NULL;

    if (id != NULL || symbol != NULL)
        if (!td_library_load (tx, id, symbol, &document, error))
            return NULL;
    if (document == NULL)
        td_door_unknown (error);
    return document;
}

struct read {
    const char *symbol_or_id, *language;
    const TdLibraryFilter *filter;
    TdLibraryDocument *document;
    GPtrArray *list;
    gint64 n;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct read *r = data;

    r->document = td_library_get_in (tx, r->symbol_or_id, error);
    return r->document != NULL;
}

TdLibraryDocument *td_library_get (TdInstance *instance, const char *symbol_or_id, GError **error)
{
    struct read r = { .symbol_or_id = symbol_or_id };

    return td_store_read (instance->store, get_in, &r, error) ? r.document : NULL;
}

GPtrArray *td_library_list_in (TdTx *tx, const TdLibraryFilter *filter, GError **error)
{
    return td_library_select (tx, filter, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct read *r = data;

    r->list = td_library_select (tx, r->filter, error);
    return r->list != NULL;
}

GPtrArray *td_library_list (TdInstance *instance, const TdLibraryFilter *filter, GError **error)
{
    struct read r = { .filter = filter };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct read *r = data;

    return td_library_select_count (tx, r->filter, &r->n, error);
}

gboolean td_library_count (TdInstance *instance, const TdLibraryFilter *filter, gint64 *ret_n, GError **error)
{
    struct read r = { .filter = filter };

    if (!td_store_read (instance->store, count_in, &r, error))
        return FALSE;
    *ret_n = r.n;
    return TRUE;
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct read *r = data;

    r->document = td_library_get_in (tx, r->symbol_or_id, error);
    if (r->document == NULL)
        return FALSE;
    if (r->language != NULL && td_library_in (r->document, r->language) == NULL)
        return td_door_unknown (error);
    r->list = td_library_select_paragraphs (tx, r->document->id, r->language, error);
    return r->list != NULL;
}

gboolean td_library_read (TdInstance *instance, const char *symbol_or_id, const char *language,
                          TdLibraryDocument **ret_document, GPtrArray **ret_paragraphs, GError **error)
{
    struct read r = { .symbol_or_id = symbol_or_id, .language = language };

    if (!td_store_read (instance->store, read_in, &r, error)) {
        td_library_document_free (r.document);
        return FALSE;
    }
    *ret_document = r.document;
    *ret_paragraphs = r.list;
    return TRUE;
}

GPtrArray *td_library_paragraphs_in (TdTx *tx, const char *document, const char *language, GError **error)
{
    return td_library_select_paragraphs (tx, document, language, error);
}

GPtrArray *td_library_paragraphs_about_in (TdTx *tx, const TdLibraryFilter *filter, int article, GError **error)
{
    return td_library_select_about (tx, filter, article, error);
}

GArray *td_library_coverage_in (TdTx *tx, const TdProfile *profile, const char *state, const char *source,
                                GError **error)
{
    g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (gint64));
    int most = 0;

    for (gsize i = 0; i < profile->n_articles; i++)
        most = MAX (most, profile->articles[i].number);
    g_array_set_size (counts, (guint) most + 1);
    return td_library_select_coverage (tx, state, source, counts, error) ? g_steal_pointer (&counts) : NULL;
}
