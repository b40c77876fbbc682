/* PDF: the document information, metadata streams, authors and dates of annotations, notes of programs and the pictures' own notes go; written anew, so that
 * earlier versions within the file are gone too. */
#include "base/base.h"
#include "document/cleaner/cleaner.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <string.h>

enum { STORE_BYTES = 64 * 1024 * 1024 };

static fz_context *context;

static void be_quiet (void *user, const char *message)
{
    (void) user;
    (void) message;
}

void cleaner_pdf_prepare (void)
{
    context = fz_new_context (NULL, NULL, STORE_BYTES);
    if (context == NULL)
        return;
    fz_set_warning_callback (context, be_quiet, NULL);
    fz_set_error_callback (context, be_quiet, NULL);
}

static void take_information (pdf_document *doc, CleanerResult *result)
{
    pdf_obj *trailer = pdf_trailer (context, doc);
    pdf_obj *info = pdf_dict_get (context, trailer, PDF_NAME (Info));
    int n = pdf_is_dict (context, info) ? pdf_dict_len (context, info) : 0;

    for (int i = 0; i < n; i++) {
        const char *key = pdf_to_name (context, pdf_dict_get_key (context, info, i));
        const char *value = pdf_to_text_string (context, pdf_dict_get_val (context, info, i));

        cleaner_found (result, key, value, strlen (value));
    }
    pdf_dict_del (context, trailer, PDF_NAME (Info));
    pdf_dict_del (context, trailer, PDF_NAME (ID));
}

static void drop (pdf_obj *dict, const char *key, const char *what, CleanerResult *result)
{
    pdf_obj *value = pdf_dict_gets (context, dict, key);

    if (value == NULL)
        return;
    if (pdf_is_string (context, value)) {
        const char *text = pdf_to_text_string (context, value);

        cleaner_found (result, what, text, strlen (text));
    } else {
        cleaner_found (result, what, NULL, 0);
    }
    pdf_dict_dels (context, dict, key);
}

/* A field of a form has its name in T as well, and keeps it. */
static void clean_annotation (pdf_obj *dict, CleanerResult *result)
{
    pdf_obj *subtype = pdf_dict_get (context, dict, PDF_NAME (Subtype));

    if (!pdf_is_name (context, subtype) || pdf_dict_get (context, dict, PDF_NAME (Rect)) == NULL
        || pdf_name_eq (context, subtype, PDF_NAME (Widget)))
        return;
    drop (dict, "T", N_ ("Author of a note"), result);
    drop (dict, "CreationDate", N_ ("When a note was made"), result);
    drop (dict, "M", N_ ("When a note was changed"), result);
}

/* A photograph within, as the camera packed it. */
static void clean_photograph (pdf_document *doc, int number, pdf_obj *dict, CleanerResult *result)
{
    pdf_obj *filter = pdf_dict_get (context, dict, PDF_NAME (Filter));
    g_autoptr (CleanerResult) inner = cleaner_result_new ();
    fz_buffer *raw, *cleaned;
    unsigned char *bytes;
    size_t size;

    if (!pdf_name_eq (context, filter, PDF_NAME (DCTDecode)))
        return;
    raw = pdf_load_raw_stream_number (context, doc, number);
    size = fz_buffer_storage (context, raw, &bytes);
    if (cleaner_clean (bytes, size, inner) == CLEANER_CLEAN && inner->found->len > 0) {
        for (guint i = 0; i < inner->found->len; i++)
            cleaner_found (result, N_ ("In a picture within"), inner->found->pdata[i], strlen (inner->found->pdata[i]));
        cleaned = fz_new_buffer_from_copied_data (context, inner->out->data, inner->out->len);
        pdf_update_stream (context, doc, dict, cleaned, 1);
        fz_drop_buffer (context, cleaned);
    }
    fz_drop_buffer (context, raw);
}

static void clean_object (pdf_document *doc, int number, CleanerResult *result)
{
    pdf_obj *object = pdf_load_object (context, doc, number);

    fz_try (context)
    {
        if (pdf_is_dict (context, object)) {
            drop (object, "Metadata", N_ ("Metadata (XMP)"), result);
            drop (object, "PieceInfo", N_ ("Notes of a program"), result);
            drop (object, "LastModified", N_ ("When it was changed"), result);
            clean_annotation (object, result);
            clean_photograph (doc, number, object, result);
        }
    }
    fz_always (context) pdf_drop_obj (context, object);
    fz_catch (context) fz_rethrow (context);
}

static void write_out (pdf_document *doc, CleanerResult *result)
{
    pdf_write_options options = pdf_default_write_options;
    fz_buffer *buffer = fz_new_buffer (context, 64 * 1024);
    fz_output *output = fz_new_output_with_buffer (context, buffer);
    unsigned char *bytes;
    size_t size;

    options.do_garbage = 2;
    fz_try (context)
    {
        pdf_write_document (context, doc, output, &options);
        fz_close_output (context, output);
        size = fz_buffer_storage (context, buffer, &bytes);
        g_byte_array_append (result->out, bytes, (guint) size);
    }
    fz_always (context)
    {
        fz_drop_output (context, output);
        fz_drop_buffer (context, buffer);
    }
    fz_catch (context) fz_rethrow (context);
}

static CleanerVerdict clean_document (pdf_document *doc, CleanerResult *result)
{
    /* One that is locked with a password, or was repaired by guesses, is left as it is. */
    if (pdf_needs_password (context, doc)
        || pdf_dict_get (context, pdf_trailer (context, doc), PDF_NAME (Encrypt)) != NULL)
        return CLEANER_UNKNOWN;
    take_information (doc, result);
    for (int i = 1, n = pdf_xref_len (context, doc); i < n; i++)
        clean_object (doc, i, result);
    write_out (doc, result);
    return CLEANER_CLEAN;
}

CleanerVerdict cleaner_pdf (const guint8 *data, gsize size, CleanerResult *result)
{
    CleanerVerdict verdict = CLEANER_UNKNOWN;
    pdf_document *doc = NULL;
    fz_stream *stream = NULL;

    if (context == NULL)
        return CLEANER_UNKNOWN;
    fz_var (doc);
    fz_var (stream);
    fz_var (verdict);
    fz_try (context)
    {
        stream = fz_open_memory (context, data, size);
        doc = pdf_open_document_with_stream (context, stream);
        verdict = clean_document (doc, result);
    }
    fz_always (context)
    {
        pdf_drop_document (context, doc);
        fz_drop_stream (context, stream);
    }
    fz_catch (context) verdict = CLEANER_UNKNOWN;
    return verdict;
}
