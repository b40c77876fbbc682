#include "areas/cases/case-text.h"

#include "areas/cases/case-rules.h"
#include "base/errors.h"
#include "document/writer.h"

#include <unistd.h>

/* As it stands: its stars and brackets are no mark-up. */
static void add_paragraph (TdTextSection *section, const TdParagraph *p)
{
    TdTextParagraph *to = td_text_add (section, TD_TEXT_PLAIN, "");
    g_autofree char *words = p->number != NULL ? g_strdup_printf ("%s %s", p->number, p->text) : g_strdup (p->text);

    g_clear_pointer (&to->runs, g_ptr_array_unref);
    to->runs = td_text_runs_new ();
    td_text_runs_add (to->runs, words, 0);
    to->language = g_strdup (p->language);
}

void td_case_text_add (TdText *text, const TdDocument *document, const char *title, int level)
{
    TdTextSection *section = td_text_add_section (text, NULL, title, level);

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *p = document->paragraphs->pdata[i];
        if (p->kind == TD_PARAGRAPH_HEADING)
            section = td_text_add_section (text, NULL, p->text, CLAMP (level + p->level, 1, 6));
        else
            add_paragraph (section, p);
    }
}

TdDocument *td_case_document_of (TdInstance *instance, const char *blob, GError **error)
{
    int fd = td_blobs_get_fd (instance->blobs, TD_BLOB_RESTRICTED, blob, error);
    TdDocument *document;

    if (fd < 0)
        return NULL;
    document = td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    close (fd);
    return document;
}

GBytes *td_case_outgoing (TdInstance *instance, const TdCaseNames *names, const TdText *text, GError **error)
{
    g_autofree char *program = td_instance_writer_path ();
    g_autoptr (TdText) clean = td_case_names_text (names, text);
    g_autoptr (GBytes) bytes = td_text_write (program, clean, TD_FILE_PDF, error);

    return bytes != NULL && td_case_names_check (instance, names, bytes, error) ? g_steal_pointer (&bytes) : NULL;
}

GBytes *td_case_written_anew (TdInstance *instance, const TdCaseNames *names, const char *title, int fd, GError **error)
{
    g_autoptr (TdDocument) document = NULL;
    g_autoptr (TdText) text = NULL;

    if (fd < 0) {
        td_case_fail (error, TD_ERROR_INPUT, "Choose a file.");
        return NULL;
    }
    document = td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    if (document == NULL)
        return NULL;
    if (document->no_text) {
        td_case_fail (error, TD_ERROR_INPUT,
                      "This file holds pictures of pages and no text, so that nothing can be written anew from it."
                      " Type its text, and lay that out.");
        return NULL;
    }
    text = td_text_new (document->language != NULL ? document->language : "en");
    text->title = g_strdup (title);
    text->marking = g_strdup ("Confidential");
    td_case_text_add (text, document, "", 1);
    return td_case_outgoing (instance, names, text, error);
}

gboolean td_case_keep_bytes (TdInstance *instance, GBytes *bytes, char *ret_sha256, GError **error)
{
    return td_blobs_put (instance->blobs, TD_BLOB_RESTRICTED, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                         ret_sha256, error);
}
