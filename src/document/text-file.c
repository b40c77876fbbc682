#include "document/text-file.h"

#include "document/document-private.h"
#include "document/text-model-private.h"
#include "text/language.h"

/* ---- as Markdown ---- */

static void add_articles (GString *out, const TdTextParagraph *paragraph)
{
    if (paragraph->articles == NULL || paragraph->articles->len == 0)
        return;
    g_string_append (out, "(art.");
    for (guint i = 0; i < paragraph->articles->len; i++)
        g_string_append_printf (out, "%s %d", i > 0 ? "," : "", g_array_index (paragraph->articles, int, i));
    g_string_append (out, ")\n\n");
}

static void add_row (GString *out, const TdTextParagraph *row)
{
    for (guint i = 0; i < row->cells->len; i++) {
        g_autofree char *words = td_text_words_of_runs (row->cells->pdata[i]);
        g_string_append_printf (out, "| %s ", words);
    }
    g_string_append (out, "|\n");
    for (guint i = 0; row->heads && i < row->cells->len; i++)
        g_string_append (out, i + 1 < row->cells->len ? "| --- " : "| --- |\n");
}

static void add_paragraph (GString *out, const TdTextParagraph *paragraph)
{
    g_autofree char *words = td_text_words_of_runs (paragraph->runs);

    if (paragraph->kind == TD_TEXT_QUOTE)
        g_string_append (out, "> ");
    if (paragraph->number != NULL)
        g_string_append_printf (out, "%s ", paragraph->number);
    g_string_append_printf (out, "%s\n\n", words);
    add_articles (out, paragraph);
}

static void add_section (GString *out, const TdTextSection *section)
{
    if (*section->title != '\0') {
        for (int i = 0; i <= section->level; i++)
            g_string_append_c (out, '#');
        g_string_append_printf (out, " %s\n\n", section->title);
    }
    for (guint i = 0; i < section->paragraphs->len; i++) {
        const TdTextParagraph *paragraph = section->paragraphs->pdata[i];
        const TdTextParagraph *next =
            i + 1 < section->paragraphs->len ? section->paragraphs->pdata[i + 1] : NULL;
        if (paragraph->kind != TD_TEXT_ROW) {
            add_paragraph (out, paragraph);
            continue;
        }
        add_row (out, paragraph);
        if (next == NULL || next->kind != TD_TEXT_ROW)
            g_string_append_c (out, '\n');
    }
}

GBytes *td_text_to_markdown (const TdText *text)
{
    GString *out = g_string_new (NULL);

    if (text->title != NULL && *text->title != '\0')
        g_string_append_printf (out, "# %s\n\n", text->title);
    for (guint i = 0; i < text->sections->len; i++)
        add_section (out, text->sections->pdata[i]);
    while (out->len > 1 && out->str[out->len - 1] == '\n' && out->str[out->len - 2] == '\n')
        g_string_truncate (out, out->len - 1);
    return g_string_free_to_bytes (out);
}

/* ---- as a document ---- */

typedef struct {
    const TdText *text;
    const TdTextReading *reading;
    TdDocument *document;
    const char *path[6]; /* titles of the sections above the current place, by level */
    const char *hint;    /* language of the neighbour before */
} Reading;

static TdParagraph *add (Reading *r, TdParagraphKind kind, char *take_text)
{
    TdParagraph *paragraph = g_new0 (TdParagraph, 1);

    paragraph->n = (int) r->document->paragraphs->len + 1;
    paragraph->kind = kind;
    paragraph->text = take_text;
    g_ptr_array_add (r->document->paragraphs, paragraph);
    r->document->words += td_count_words (take_text);
    return paragraph;
}

static char *path_to (const Reading *r, int level)
{
    GString *path = g_string_new (NULL);

    for (int i = 0; i < level; i++)
        if (r->path[i] != NULL && *r->path[i] != '\0')
            g_string_append_printf (path, "%s%s", path->len > 0 ? " › " : "", r->path[i]);
    return g_string_free (path, path->len == 0);
}

static void find_language (Reading *r, TdParagraph *paragraph, const char *said)
{
    paragraph->language =
        said != NULL ? g_intern_string (said) : td_language_detect (paragraph->text, -1, r->hint);
    if (strcmp (paragraph->language, "und") != 0 && strlen (paragraph->text) > 120)
        r->hint = paragraph->language;
}

static void tag_clear (gpointer data)
{
    g_free (((TdTag *) data)->because);
}

static gboolean has_article (const GArray *tags, int article)
{
    for (guint i = 0; i < tags->len; i++)
        if (g_array_index (tags, TdTag, i).article == article)
            return TRUE;
    return FALSE;
}

/* The writer's word first, then what the words tell. */
static void find_articles (const Reading *r, TdParagraph *paragraph, const GArray *said)
{
    g_autoptr (GArray) found = r->reading->tagger != NULL
                                   ? td_tagger_tag (r->reading->tagger, paragraph->text, paragraph->language)
                                   : NULL;

    paragraph->articles = g_array_new (FALSE, FALSE, sizeof (TdTag));
    g_array_set_clear_func (paragraph->articles, tag_clear);
    for (guint i = 0; said != NULL && i < said->len; i++) {
        TdTag tag = { .article = g_array_index (said, int, i), .confidence = 1.0, .because = g_strdup ("") };
        g_array_append_val (paragraph->articles, tag);
    }
    for (guint i = 0; found != NULL && i < found->len; i++) {
        const TdTag *old = &g_array_index (found, TdTag, i);
        TdTag tag = { .article = old->article, .confidence = old->confidence, .because = g_strdup (old->because) };
        if (has_article (paragraph->articles, tag.article))
            g_free (tag.because);
        else
            g_array_append_val (paragraph->articles, tag);
    }
}

static void finish (Reading *r, TdParagraph *paragraph, const TdTextParagraph *of)
{
    find_language (r, paragraph, of->language);
    find_articles (r, paragraph, of->articles);
}

/* What hangs on the end of a run is a note of its own, under the paragraph. */
static void read_notes (Reading *r, const TdTextParagraph *paragraph)
{
    for (guint i = 0; paragraph->runs != NULL && i < paragraph->runs->len; i++) {
        const TdTextRun *run = paragraph->runs->pdata[i];
        TdParagraph *note;
        if (run->note == NULL)
            continue;
        note = add (r, TD_PARAGRAPH_FOOTNOTE, g_strdup (run->note));
        note->heading = path_to (r, G_N_ELEMENTS (r->path));
        find_language (r, note, paragraph->language);
        find_articles (r, note, NULL);
    }
}

static TdParagraphKind kind_of (const Reading *r, const TdTextSection *section, const TdTextParagraph *paragraph)
{
    if (paragraph->kind == TD_TEXT_ROW)
        return TD_PARAGRAPH_TABLE;
    if (paragraph->kind == TD_TEXT_QUOTE)
        return TD_PARAGRAPH_TEXT;
    if (g_strcmp0 (section->id, r->reading->questions) == 0)
        return TD_PARAGRAPH_QUESTION;
    return g_strcmp0 (section->id, r->reading->recommendations) == 0 ? TD_PARAGRAPH_RECOMMENDATION : TD_PARAGRAPH_TEXT;
}

static void read_section (Reading *r, const TdTextSection *section)
{
    int level = CLAMP (section->level, 1, (int) G_N_ELEMENTS (r->path));

    for (int i = level; i < (int) G_N_ELEMENTS (r->path); i++)
        r->path[i] = NULL;
    if (*section->title != '\0') {
        const TdTextParagraph none = { .language = r->text->language };
        TdParagraph *heading = add (r, TD_PARAGRAPH_HEADING, g_strdup (section->title));
        heading->level = level;
        heading->heading = path_to (r, level - 1);
        finish (r, heading, &none);
    }
    r->path[level - 1] = section->title;
    for (guint i = 0; i < section->paragraphs->len; i++) {
        const TdTextParagraph *from = section->paragraphs->pdata[i];
        TdParagraph *paragraph = add (r, kind_of (r, section, from), td_text_paragraph_plain (from));
        paragraph->number = g_strdup (from->number);
        paragraph->heading = path_to (r, G_N_ELEMENTS (r->path));
        finish (r, paragraph, from);
        read_notes (r, from);
    }
}

TdDocument *td_document_of_text (const TdText *text, const TdTextReading *reading)
{
    Reading r = { .text = text, .reading = reading, .document = td_document_new (), .hint = text->language };

    for (guint i = 0; i < text->sections->len; i++)
        read_section (&r, text->sections->pdata[i]);
    r.document->format = g_intern_static_string ("markdown");
    r.document->language = g_intern_string (text->language != NULL ? text->language : "und");
    r.document->title = g_strdup (text->title);
    td_document_count_pages (r.document, reading->rule);
    return r.document;
}
