#include "areas/cases/case-text.h"

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
