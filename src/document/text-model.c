/* Life and order of a text: making, copying, finding, numbering, counting. */
#include "document/text-model-private.h"

#include "base/errors.h"
#include "base/id.h"
#include "document/document-private.h"

#include <string.h>

TD_DEFINE_ERROR (text)

static const char *const kind_words[] = { "plain", "numbered", "item", "row", "quote" };

const char *td_text_kind_word (TdTextKind kind)
{
    g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_words), NULL);
    return kind_words[kind];
}

gboolean td_text_kind_from_word (const char *word, TdTextKind *ret_kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
        if (g_strcmp0 (word, kind_words[i]) == 0) {
            *ret_kind = (TdTextKind) i;
            return TRUE;
        }
    return FALSE;
}

/* ---- runs ---- */

static void run_free (gpointer data)
{
    TdTextRun *run = data;
    g_free (run->text);
    g_free (run->link);
    g_free (run->note);
    g_free (run->by);
    g_free (run);
}

GPtrArray *td_text_runs_new (void)
{
    return g_ptr_array_new_with_free_func (run_free);
}

TdTextRun *td_text_runs_add (GPtrArray *runs, const char *text, guint style)
{
    g_return_val_if_fail (text != NULL && *text != '\0', NULL);
    TdTextRun *run = g_new0 (TdTextRun, 1);
    run->text = td_text_clean (text);
    if (*run->text == '\0') {
        g_free (run->text);
        run->text = g_strdup (" ");
    }
    run->style = style;
    g_ptr_array_add (runs, run);
    return run;
}

GPtrArray *td_text_runs_copy (const GPtrArray *runs)
{
    GPtrArray *copy = td_text_runs_new ();
    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *from = g_ptr_array_index (runs, i);
        TdTextRun *to = td_text_runs_add (copy, from->text, from->style);
        to->link = g_strdup (from->link);
        to->note = g_strdup (from->note);
        to->change = from->change;
        to->by = g_strdup (from->by);
    }
    return copy;
}

/* ---- paragraphs ---- */

char *td_text_paragraph_id_new (void)
{
    g_autofree char *id = td_id_new ();
    return g_strconcat ("p", id, NULL);
}

TdTextParagraph *td_text_paragraph_new (TdTextKind kind)
{
    TdTextParagraph *paragraph = g_new0 (TdTextParagraph, 1);
    paragraph->kind = kind;
    paragraph->articles = g_array_new (FALSE, FALSE, sizeof (int));
    if (kind == TD_TEXT_ROW)
        paragraph->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    return paragraph;
}

void td_text_paragraph_free (gpointer data)
{
    TdTextParagraph *paragraph = data;
    g_free (paragraph->id);
    g_free (paragraph->number);
    g_free (paragraph->language);
    g_clear_pointer (&paragraph->runs, g_ptr_array_unref);
    g_clear_pointer (&paragraph->cells, g_ptr_array_unref);
    g_array_unref (paragraph->articles);
    g_free (paragraph->source);
    g_free (paragraph->source_link);
    g_free (paragraph);
}

TdTextParagraph *td_text_paragraph_copy (const TdTextParagraph *paragraph)
{
    TdTextParagraph *copy = td_text_paragraph_new (paragraph->kind);
    copy->id = g_strdup (paragraph->id);
    copy->number = g_strdup (paragraph->number);
    copy->language = g_strdup (paragraph->language);
    copy->heads = paragraph->heads;
    copy->source = g_strdup (paragraph->source);
    copy->source_link = g_strdup (paragraph->source_link);
    if (paragraph->articles->len > 0)
        g_array_append_vals (copy->articles, paragraph->articles->data, paragraph->articles->len);
    if (paragraph->runs != NULL)
        copy->runs = td_text_runs_copy (paragraph->runs);
    for (guint i = 0; paragraph->cells != NULL && i < paragraph->cells->len; i++)
        td_text_add_cell (copy, td_text_runs_copy (g_ptr_array_index (paragraph->cells, i)));
    return copy;
}

void td_text_add_cell (TdTextParagraph *row, GPtrArray *take_runs)
{
    g_ptr_array_add (row->cells, take_runs);
}

/* ---- sections and the whole ---- */

TdTextSection *td_text_section_new (const char *id, const char *title, int level)
{
    TdTextSection *section = g_new0 (TdTextSection, 1);
    g_autofree char *fresh = id == NULL ? td_id_new () : NULL;

    section->id = id == NULL ? g_strconcat ("s", fresh, NULL) : g_strdup (id);
    section->title = g_strdup (title != NULL ? title : "");
    section->level = CLAMP (level, 1, 6);
    section->paragraphs = g_ptr_array_new_with_free_func (td_text_paragraph_free);
    return section;
}

void td_text_section_free (gpointer data)
{
    TdTextSection *section = data;
    if (section == NULL)
        return;
    g_free (section->id);
    g_free (section->title);
    g_ptr_array_unref (section->paragraphs);
    g_free (section);
}

TdText *td_text_new (const char *language)
{
    TdText *text = g_new0 (TdText, 1);
    text->language = g_strdup (language);
    text->sections = g_ptr_array_new_with_free_func (td_text_section_free);
    return text;
}

void td_text_free (TdText *text)
{
    if (text == NULL)
        return;
    g_free (text->title);
    g_free (text->subtitle);
    g_free (text->symbol);
    g_free (text->language);
    g_free (text->author);
    g_free (text->date);
    g_free (text->marking);
    g_free (text->address);
    g_ptr_array_unref (text->sections);
    g_free (text);
}

TdText *td_text_copy (const TdText *text)
{
    TdText *copy = td_text_new (text->language);
    copy->title = g_strdup (text->title);
    copy->subtitle = g_strdup (text->subtitle);
    copy->symbol = g_strdup (text->symbol);
    copy->author = g_strdup (text->author);
    copy->date = g_strdup (text->date);
    copy->marking = g_strdup (text->marking);
    copy->address = g_strdup (text->address);
    copy->contents = text->contents;
    copy->large = text->large;
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *from = g_ptr_array_index (text->sections, i);
        TdTextSection *to = td_text_add_section (copy, from->id, from->title, from->level);
        for (guint j = 0; j < from->paragraphs->len; j++)
            g_ptr_array_add (to->paragraphs, td_text_paragraph_copy (g_ptr_array_index (from->paragraphs, j)));
    }
    return copy;
}

TdTextSection *td_text_add_section (TdText *text, const char *id, const char *title, int level)
{
    TdTextSection *section = td_text_section_new (id, title, level);
    g_ptr_array_add (text->sections, section);
    return section;
}

static TdTextParagraph *add_new (TdTextSection *section, TdTextKind kind)
{
    TdTextParagraph *paragraph = td_text_paragraph_new (kind);
    paragraph->id = td_text_paragraph_id_new ();
    g_ptr_array_add (section->paragraphs, paragraph);
    return paragraph;
}

TdTextParagraph *td_text_add (TdTextSection *section, TdTextKind kind, const char *words)
{
    g_return_val_if_fail (kind != TD_TEXT_ROW, NULL);
    TdTextParagraph *paragraph = add_new (section, kind);
    paragraph->runs = td_text_runs_from_words (words);
    return paragraph;
}

TdTextParagraph *td_text_add_row (TdTextSection *section, gboolean heads, const char *const *cells)
{
    TdTextParagraph *row = add_new (section, TD_TEXT_ROW);
    row->heads = heads;
    for (; *cells != NULL; cells++)
        td_text_add_cell (row, td_text_runs_from_words (*cells));
    return row;
}

gboolean td_text_id_good (const char *id)
{
    if (id == NULL || !g_ascii_isalpha (id[0]) || strlen (id) > 64)
        return FALSE;
    for (const char *p = id; *p != '\0'; p++)
        if (!g_ascii_isalnum (*p) && strchr (".-_", *p) == NULL)
            return FALSE;
    return TRUE;
}

TdTextSection *td_text_section (const TdText *text, const char *id)
{
    for (guint i = 0; i < text->sections->len; i++) {
        TdTextSection *section = g_ptr_array_index (text->sections, i);
        if (g_strcmp0 (section->id, id) == 0)
            return section;
    }
    return NULL;
}

TdTextParagraph *td_text_paragraph (const TdText *text, const char *id)
{
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (text->sections, i);
        for (guint j = 0; j < section->paragraphs->len; j++) {
            TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, j);
            if (g_strcmp0 (paragraph->id, id) == 0)
                return paragraph;
        }
    }
    return NULL;
}

/* ---- numbers ---- */

/* (a) to (z), (aa), (ab) … */
static char *item_number (int n)
{
    char letters[8];
    int at = sizeof letters - 1;
    letters[at] = '\0';
    for (; n > 0 && at > 0; n = (n - 1) / 26)
        letters[--at] = (char) ('a' + (n - 1) % 26);
    return g_strdup_printf ("(%s)", letters + at);
}

static void number_section (const TdTextSection *section, int *paragraphs)
{
    int items = 0;
    for (guint i = 0; i < section->paragraphs->len; i++) {
        TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
        g_clear_pointer (&paragraph->number, g_free);
        if (paragraph->kind == TD_TEXT_NUMBERED)
            paragraph->number = g_strdup_printf ("%d.", ++*paragraphs);
        else if (paragraph->kind == TD_TEXT_ITEM)
            paragraph->number = item_number (++items);
        /* A quotation or a table between two items belongs to the first of them. */
        if (paragraph->kind == TD_TEXT_NUMBERED || paragraph->kind == TD_TEXT_PLAIN)
            items = 0;
    }
}

void td_text_number (TdText *text)
{
    int paragraphs = 0;
    for (guint i = 0; i < text->sections->len; i++)
        number_section (g_ptr_array_index (text->sections, i), &paragraphs);
}

/* ---- words ---- */

char *td_text_paragraph_plain (const TdTextParagraph *paragraph)
{
    if (paragraph->kind != TD_TEXT_ROW)
        return td_text_plain (paragraph->runs);
    GString *plain = g_string_new (NULL);
    for (guint i = 0; i < paragraph->cells->len; i++) {
        g_autofree char *cell = td_text_plain (g_ptr_array_index (paragraph->cells, i));
        g_string_append (plain, i > 0 ? " | " : "");
        g_string_append (plain, cell);
    }
    return g_string_free (plain, FALSE);
}

static gint64 words_of_notes (const GPtrArray *runs)
{
    gint64 words = 0;
    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        const TdTextRun *run = g_ptr_array_index (runs, i);
        if (run->note != NULL && run->change != TD_CHANGE_REMOVED)
            words += td_count_words (run->note);
    }
    return words;
}

static gint64 words_of_paragraph (const TdTextParagraph *paragraph)
{
    g_autofree char *plain = td_text_paragraph_plain (paragraph);
    gint64 words = td_count_words (plain) + words_of_notes (paragraph->runs);
    for (guint i = 0; paragraph->cells != NULL && i < paragraph->cells->len; i++)
        words += words_of_notes (g_ptr_array_index (paragraph->cells, i));
    return words;
}

gint64 td_text_words (const TdText *text)
{
    gint64 words = 0;
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (text->sections, i);
        words += td_count_words (section->title);
        for (guint j = 0; j < section->paragraphs->len; j++)
            words += words_of_paragraph (g_ptr_array_index (section->paragraphs, j));
    }
    return words;
}
