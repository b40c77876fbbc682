#include "document/text-file.h"

#include "document/document-private.h"
#include "document/text-model-private.h"

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
        const TdTextParagraph *next = i + 1 < section->paragraphs->len ? section->paragraphs->pdata[i + 1] : NULL;
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

static void tag_clear (gpointer data)
{
    g_free (((TdTag *) data)->because);
}

static gboolean is_said (const GArray *said, int article)
{
    for (guint i = 0; i < said->len; i++)
        if (g_array_index (said, int, i) == article)
            return TRUE;
    return FALSE;
}

/* The writer's word first, then what the words tell. */
static void say_articles (TdParagraph *paragraph, const GArray *said)
{
    GArray *tags;

    if (said == NULL || said->len == 0)
        return;
    tags = g_array_new (FALSE, FALSE, sizeof (TdTag));
    g_array_set_clear_func (tags, tag_clear);
    for (guint i = 0; i < said->len; i++) {
        TdTag tag = { .article = g_array_index (said, int, i), .confidence = 1.0, .because = g_strdup ("") };
        g_array_append_val (tags, tag);
    }
    for (guint i = 0; i < paragraph->articles->len; i++) {
        TdTag tag = g_array_index (paragraph->articles, TdTag, i);
        if (is_said (said, tag.article))
            continue;
        tag.because = g_strdup (tag.because);
        g_array_append_val (tags, tag);
    }
    g_array_unref (paragraph->articles);
    paragraph->articles = tags;
}

static TdParagraphKind kind_of (const TdTextReading *reading, const TdTextSection *section,
                                const TdTextParagraph *paragraph)
{
    if (paragraph->kind == TD_TEXT_ROW)
        return TD_PARAGRAPH_TABLE;
    if (paragraph->kind == TD_TEXT_QUOTE)
        return TD_PARAGRAPH_TEXT;
    if (g_strcmp0 (section->id, reading->questions) == 0)
        return TD_PARAGRAPH_QUESTION;
    return g_strcmp0 (section->id, reading->recommendations) == 0 ? TD_PARAGRAPH_RECOMMENDATION : TD_PARAGRAPH_TEXT;
}

/* The bare words of what hangs on the end of a run; NULL: nothing. Free it. */
static char *note_words (const TdTextRun *run)
{
    g_autoptr (GPtrArray) words =
        run->note != NULL && run->change != TD_CHANGE_REMOVED ? td_text_runs_from_words (run->note) : NULL;

    return words != NULL && words->len > 0 ? td_text_plain (words) : NULL;
}

/* It is a note of its own, behind the paragraph. The place behind the last. */
static guint put_notes (TdDocument *document, guint place, const TdParagraph *of, const GPtrArray *runs,
                        const TdTagger *tagger)
{
    for (guint i = 0; i < runs->len; i++) {
        g_autofree char *words = note_words (runs->pdata[i]);
        TdParagraph *note;
        if (words == NULL)
            continue;
        note = td_paragraph_new ();
        note->kind = TD_PARAGRAPH_FOOTNOTE;
        note->page = of->page;
        note->text = g_steal_pointer (&words);
        note->heading = g_strdup (of->heading);
        note->language = of->language;
        if (tagger != NULL) {
            g_array_unref (note->articles);
            note->articles = td_tagger_tag (tagger, note->text, note->language);
        }
        document->words += td_count_words (note->text);
        g_ptr_array_insert (document->paragraphs, (int) place++, note);
    }
    return place;
}

static guint put_all_notes (TdDocument *document, guint place, const TdTextParagraph *paragraph, const TdTagger *tagger)
{
    const TdParagraph *of = document->paragraphs->pdata[place - 1];

    if (paragraph->runs != NULL)
        place = put_notes (document, place, of, paragraph->runs, tagger);
    for (guint i = 0; paragraph->cells != NULL && i < paragraph->cells->len; i++)
        place = put_notes (document, place, of, paragraph->cells->pdata[i], tagger);
    return place;
}

static void number_again (const TdDocument *document)
{
    for (guint i = 0; i < document->paragraphs->len; i++)
        ((TdParagraph *) document->paragraphs->pdata[i])->n = (int) i + 1;
}

void td_document_put_notes (TdDocument *document, const TdText *text, const TdTagger *tagger)
{
    guint place = 0;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        place += *section->title != '\0';
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *p = section->paragraphs->pdata[k];
            g_autofree char *plain = td_text_paragraph_plain (p);
            if (*plain != '\0')
                place = put_all_notes (document, place + 1, p, tagger);
        }
    }
    number_again (document);
}

/* Goes through the document beside the text of which it was made. */
static guint read_section (TdDocument *document, guint place, const TdTextSection *section,
                           const TdTextReading *reading)
{
    place += *section->title != '\0';
    for (guint i = 0; i < section->paragraphs->len; i++) {
        const TdTextParagraph *from = section->paragraphs->pdata[i];
        g_autofree char *plain = td_text_paragraph_plain (from);
        TdParagraph *paragraph;
        if (*plain == '\0')
            continue;
        paragraph = document->paragraphs->pdata[place++];
        paragraph->kind = kind_of (reading, section, from);
        say_articles (paragraph, from->articles);
        place = put_all_notes (document, place, from, reading->tagger);
    }
    return place;
}

TdDocument *td_document_of_text (const TdText *text, const TdTextReading *reading)
{
    TdDocument *document = td_document_from_text (text, reading->tagger, reading->rule);
    guint place = 0;

    document->format = g_intern_static_string ("markdown");
    for (guint i = 0; i < text->sections->len; i++)
        place = read_section (document, place, text->sections->pdata[i], reading);
    number_again (document);
    return document;
}
