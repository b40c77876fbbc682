/* A document as JSON and back. The keys are those that `treatydesk read --json` promises. */
#include "base/errors.h"
#include "base/limits.h"
#include "document/document-private.h"

static json_t *string_or_null (const char *text)
{
    return text == NULL ? json_null () : json_string (text);
}

static json_t *articles_to_json (const GArray *articles)
{
    json_t *list = json_array ();
    for (guint i = 0; articles != NULL && i < articles->len; i++) {
        const TdTag *tag = &g_array_index (articles, TdTag, i);
        json_array_append_new (list, json_pack ("{s:i, s:f, s:s}", "article", tag->article, "confidence",
                                                tag->confidence, "because", tag->because != NULL ? tag->because : ""));
    }
    return list;
}

static json_t *paragraph_to_json (const TdParagraph *paragraph)
{
    return json_pack ("{s:i, s:i, s:s, s:o, s:s, s:o, s:i, s:o, s:s}", "n", paragraph->n, "page", paragraph->page,
                      "language", paragraph->language, "heading", string_or_null (paragraph->heading), "text",
                      paragraph->text, "number", string_or_null (paragraph->number), "level", paragraph->level,
                      "articles", articles_to_json (paragraph->articles), "kind",
                      td_paragraph_kind_name (paragraph->kind));
}

json_t *td_document_to_json (const TdDocument *document)
{
    json_t *paragraphs = json_array ();
    for (guint i = 0; i < document->paragraphs->len; i++)
        json_array_append_new (paragraphs, paragraph_to_json (g_ptr_array_index (document->paragraphs, i)));
    return json_pack ("{s:s, s:i, s:b, s:i, s:I, s:s, s:o, s:b, s:o}", "format", document->format, "pages",
                      document->pages, "pages_estimated", document->pages_estimated, "pages_counted",
                      document->pages_counted, "words", (json_int_t) document->words, "language", document->language,
                      "title", string_or_null (document->title), "no_text", document->no_text, "paragraphs",
                      paragraphs);
}

/* ---- back ---- */
