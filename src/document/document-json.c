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

static gboolean articles_from_json (const json_t *list, GArray *articles)
{
    gsize i;
    json_t *entry;
    json_array_foreach (list, i, entry)
    {
        TdTag tag = { 0 };
        const char *because;
        if (json_unpack (entry, "{s:i, s:F, s:s}", "article", &tag.article, "confidence", &tag.confidence, "because",
                         &because)
            != 0)
            return FALSE;
        tag.because = g_strdup (because);
        g_array_append_val (articles, tag);
    }
    return json_is_array (list);
}

/* NULL when entry is no paragraph. */
static TdParagraph *paragraph_from_json (json_t *entry)
{
    const char *language, *text, *kind;
    int n, page, level;
    json_t *heading, *number, *articles;
    TdParagraphKind kind_found;
    if (json_unpack (entry, "{s:i, s:i, s:s, s:o, s:s, s:o, s:i, s:o, s:s}", "n", &n, "page", &page, "language",
                     &language, "heading", &heading, "text", &text, "number", &number, "level", &level, "articles",
                     &articles, "kind", &kind)
            != 0
        || !td_paragraph_kind_from_name (kind, &kind_found))
        return NULL;
    TdParagraph *paragraph = td_paragraph_new ();
    paragraph->n = n;
    paragraph->page = page;
    paragraph->level = level;
    paragraph->kind = kind_found;
    paragraph->language = g_intern_string (language);
    paragraph->heading = g_strdup (json_string_value (heading));
    paragraph->text = g_strdup (text);
    paragraph->number = g_strdup (json_string_value (number));
    articles_from_json (articles, paragraph->articles);
    return paragraph;
}

TdDocument *td_document_from_json (const json_t *json, GError **error)
{
    const char *format, *language;
    int pages, estimated, counted, no_text;
    json_int_t words;
    json_t *title, *paragraphs, *entry;
    gsize i;

    g_autoptr (TdDocument) document = td_document_new ();
    gboolean good =
        json_unpack ((json_t *) json, "{s:s, s:i, s:b, s:i, s:I, s:s, s:o, s:b, s:o}", "format", &format, "pages",
                     &pages, "pages_estimated", &estimated, "pages_counted", &counted, "words", &words, "language",
                     &language, "title", &title, "no_text", &no_text, "paragraphs", &paragraphs)
            == 0
        && json_is_array (paragraphs) && json_array_size (paragraphs) <= TD_LIMIT_PARAGRAPHS;
    if (good) {
        json_array_foreach (paragraphs, i, entry)
        {
            TdParagraph *paragraph = paragraph_from_json (entry);
            good = good && paragraph != NULL;
            if (paragraph != NULL)
                g_ptr_array_add (document->paragraphs, paragraph);
        }
    }
    if (!good) {
        g_set_error (error, TD_DOCUMENT_ERROR, TD_ERROR_OURS,
                     "What was kept of this document cannot be understood. The file itself is safe; read it again.");
        return NULL;
    }
    document->format = g_intern_string (format);
    document->language = g_intern_string (language);
    document->title = g_strdup (json_string_value (title));
    document->pages = pages;
    document->pages_estimated = estimated;
    document->pages_counted = counted;
    document->words = words;
    document->no_text = no_text;
    return g_steal_pointer (&document);
}
