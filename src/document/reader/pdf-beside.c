/* What a PDF says beside its text. A part that is broken is left out: the text was read all the same. */
#include "document/reader/pdf.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum { ENTRIES = 400, DEPTH = 20 };

static void add_info (fz_context *ctx, pdf_document *pdf, ReaderDocument *document)
{
    pdf_obj *info = pdf_dict_get (ctx, pdf_trailer (ctx, pdf), PDF_NAME (Info));

    for (int i = 0; i < pdf_dict_len (ctx, info) && i < ENTRIES; i++) {
        pdf_obj *value = pdf_dict_get_val (ctx, info, i);
        if (pdf_is_string (ctx, value))
            reader_document_add_beside (document, "properties", pdf_to_text_string (ctx, value));
    }
}

/* As it stands, tags and all. */
static void add_xmp (fz_context *ctx, pdf_document *pdf, ReaderDocument *document)
{
    pdf_obj *root = pdf_dict_get (ctx, pdf_trailer (ctx, pdf), PDF_NAME (Root));
    pdf_obj *metadata = pdf_dict_get (ctx, root, PDF_NAME (Metadata));
    fz_buffer *buffer;
    unsigned char *data;
    size_t size;

    if (!pdf_is_stream (ctx, metadata))
        return;
    buffer = pdf_load_stream (ctx, metadata);
    size = fz_buffer_storage (ctx, buffer, &data);
    g_autofree char *text = g_strndup ((const char *) data, size);
    fz_drop_buffer (ctx, buffer);
    reader_document_add_beside (document, "properties", text);
}

static void add_entries (const fz_outline *entry, ReaderDocument *document, int depth)
{
    for (; entry != NULL && depth < DEPTH; entry = entry->next) {
        reader_document_add_beside (document, "outline", entry->title);
        add_entries (entry->down, document, depth + 1);
    }
}

static void add_outline (fz_context *ctx, fz_document *source, ReaderDocument *document)
{
    fz_outline *outline = fz_load_outline (ctx, source);

    add_entries (outline, document, 0);
    fz_drop_outline (ctx, outline);
}

static void add_annotations (fz_context *ctx, pdf_document *pdf, int number, ReaderDocument *document)
{
    pdf_obj *page = pdf_lookup_page_obj (ctx, pdf, number);
    pdf_obj *list = pdf_dict_get (ctx, page, PDF_NAME (Annots));
    static const char *const keys[] = { "Contents", "T", "TU", "V", "Subj", "RC" };

    for (int i = 0; i < pdf_array_len (ctx, list) && i < ENTRIES; i++) {
        pdf_obj *annotation = pdf_array_get (ctx, list, i);
        for (gsize k = 0; k < G_N_ELEMENTS (keys); k++) {
            pdf_obj *value = pdf_dict_gets (ctx, annotation, keys[k]);
            if (pdf_is_string (ctx, value))
                reader_document_add_beside (document, "annotations", pdf_to_text_string (ctx, value));
        }
    }
}

static void add_all_annotations (fz_context *ctx, pdf_document *pdf, ReaderDocument *document)
{
    for (int i = 0; i < document->pages; i++)
        add_annotations (ctx, pdf, i, document);
}

void pdf_add_beside (fz_context *ctx, fz_document *source, ReaderDocument *document)
{
    pdf_document *pdf = pdf_specifics (ctx, source);

    if (pdf == NULL)
        return;
    fz_try (ctx)
    {
        add_info (ctx, pdf, document);
        add_xmp (ctx, pdf, document);
    }
    fz_catch (ctx)
    {
        /* left out */
    }
    fz_try (ctx)
    {
        add_outline (ctx, source, document);
        add_all_annotations (ctx, pdf, document);
    }
    fz_catch (ctx)
    {
        /* left out */
    }
}
