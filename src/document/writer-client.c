/* Asks treatydesk-writer for a file of a text. */
#include "document/writer.h"

#include "base/cell/helper.h"
#include "base/errors.h"
#include "base/limits.h"

#include <string.h>

static const struct {
    const char *word, *type;
} formats[TD_N_FILES] = {
    [TD_FILE_DOCX] = { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    [TD_FILE_ODT] = { "odt", "application/vnd.oasis.opendocument.text" },
    [TD_FILE_PDF] = { "pdf", "application/pdf" },
    [TD_FILE_HTML] = { "html", "text/html; charset=utf-8" },
    [TD_FILE_EPUB] = { "epub", "application/epub+zip" },
    [TD_FILE_TEXT] = { "txt", "text/plain; charset=utf-8" },
};

const char *td_file_format_word (TdFileFormat format)
{
    g_return_val_if_fail ((guint) format < TD_N_FILES, NULL);
    return formats[format].word;
}

const char *td_file_format_type (TdFileFormat format)
{
    g_return_val_if_fail ((guint) format < TD_N_FILES, NULL);
    return formats[format].type;
}

gboolean td_file_format_from_word (const char *word, TdFileFormat *ret_format)
{
    for (gsize i = 0; i < TD_N_FILES; i++)
        if (g_strcmp0 (word, formats[i].word) == 0) {
            *ret_format = (TdFileFormat) i;
            return TRUE;
        }
    return FALSE;
}

static gboolean lacks_numbers (const TdText *text)
{
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (text->sections, i);
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, k);
            if (paragraph->number == NULL && (paragraph->kind == TD_TEXT_NUMBERED || paragraph->kind == TD_TEXT_ITEM))
                return TRUE;
        }
    }
    return FALSE;
}

/* Free it. */
static json_t *numbered_json (const TdText *text)
{
    if (!lacks_numbers (text))
        return td_text_to_json (text);
    g_autoptr (TdText) copy = td_text_copy (text);
    td_text_number (copy);
    return td_text_to_json (copy);
}

GBytes *td_text_write (const char *program, const TdText *text, TdFileFormat format, GError **error)
{
    g_return_val_if_fail (program != NULL && text != NULL && (guint) format < TD_N_FILES, NULL);
    json_t *json = numbered_json (text);
    char *dumped = json_dumps (json, JSON_COMPACT);
    GBytes *file = NULL;

    json_decref (json);
    if (dumped == NULL)
        g_set_error (error, TD_TEXT_ERROR, TD_ERROR_OURS,
                     "This text has signs in it that no file can hold. This is our fault; tell the secretariat which "
                     "text it is.");
    else
        file = td_helper_run (program, formats[format].word, dumped, strlen (dumped), TD_LIMIT_WRITER_SECONDS,
                              TD_LIMIT_WRITER_OUTPUT, error);
    free (dumped);
    return file;
}
