/* A text that was written here as the document that its file would have been. Contract in document.h. */
#include "document/document-private.h"
#include "document/text-model-private.h"

static void add_heading (TdAnswer *answer, const TdTextSection *section, const char *language)
{
    TdBlock block = { .type = TD_BLOCK_HEADING,
                      .page = 1,
                      .level = section->level,
                      .text = g_strdup (section->title),
                      .language = language };

    g_array_append_val (answer->blocks, block);
}

static void add_paragraph (TdAnswer *answer, const TdTextParagraph *paragraph, const char *language)
{
    static const TdBlockType types[] = {
        [TD_TEXT_PLAIN] = TD_BLOCK_PARAGRAPH, [TD_TEXT_NUMBERED] = TD_BLOCK_PARAGRAPH, [TD_TEXT_ITEM] = TD_BLOCK_ITEM,
        [TD_TEXT_ROW] = TD_BLOCK_ROW,         [TD_TEXT_QUOTE] = TD_BLOCK_PARAGRAPH,
    };
    g_autofree char *plain = td_text_paragraph_plain (paragraph);
    TdBlock block = { .type = types[paragraph->kind],
                      .page = 1,
                      .number = g_strdup (paragraph->number),
                      .language = paragraph->language != NULL ? g_intern_string (paragraph->language) : language };

    if (*plain == '\0')
        return;
    block.text = g_steal_pointer (&plain);
    g_array_append_val (answer->blocks, block);
}

TdDocument *td_document_from_text (const TdText *text, const TdTagger *tagger, const TdPageRule *rule)
{
    g_autoptr (TdText) numbered = td_text_copy (text);
    g_autoptr (TdAnswer) answer = td_answer_new ();
    const char *language = g_intern_string (text->language);

    td_text_number (numbered);
    answer->format = g_intern_static_string ("text");
    answer->pages_estimated = TRUE;
    answer->title = g_strdup (text->title);
    for (guint i = 0; i < numbered->sections->len; i++) {
        const TdTextSection *section = numbered->sections->pdata[i];
        if (*section->title != '\0')
            add_heading (answer, section, language);
        for (guint j = 0; j < section->paragraphs->len; j++)
            add_paragraph (answer, section->paragraphs->pdata[j], language);
    }
    return td_document_of_answer (answer, tagger, rule);
}
