/* Plain text: UTF-8, a line a paragraph, an empty line between. Numbers stand in front; notes are [1] and at the end; what was removed and
 * added stands as [-this-] and {+this+}; a row's cells are apart by tabs. */
#include "document/writer/writer.h"

typedef struct {
    GString *out;
    GPtrArray *notes; /* of const char * */
} Plain;

static void put_run (Plain *plain, const TdTextRun *run)
{
    const char *before = "", *after = "";

    if (run->change == TD_CHANGE_REMOVED)
        before = "[-", after = "-]";
    else if (run->change == TD_CHANGE_ADDED)
        before = "{+", after = "+}";
    g_string_append_printf (plain->out, "%s%s%s", before, run->text, after);
    if (run->note == NULL || run->change == TD_CHANGE_REMOVED)
        return;
    g_ptr_array_add (plain->notes, run->note);
    g_string_append_printf (plain->out, "[%u]", plain->notes->len);
}

static void put_runs (Plain *plain, const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        put_run (plain, g_ptr_array_index (runs, i));
}

static void put_paragraph (Plain *plain, const TdText *text, const TdTextParagraph *p)
{
    GString *out = plain->out;

    if (p->kind == TD_TEXT_ITEM)
        g_string_append (out, "    ");
    if (p->kind == TD_TEXT_QUOTE)
        g_string_append (out, "> ");
    if (p->number != NULL)
        g_string_append_printf (out, "%s ", p->number);
    if (p->kind != TD_TEXT_ROW)
        put_runs (plain, p->runs);
    for (guint i = 0; p->kind == TD_TEXT_ROW && i < p->cells->len; i++) {
        g_string_append (out, i > 0 ? "\t" : "");
        put_runs (plain, g_ptr_array_index (p->cells, i));
    }
    g_string_append_c (out, '\n');
    if (p->source != NULL)
        g_string_append_printf (out, "(%s: %s)\n", writer_word (text->language, WRITER_SOURCE), p->source);
}

/* Rows of one table stand together. */
static gboolean goes_on (const TdTextSection *section, guint i)
{
    const TdTextParagraph *p = g_ptr_array_index (section->paragraphs, i), *before;

    if (i == 0)
        return FALSE;
    before = g_ptr_array_index (section->paragraphs, i - 1);
    return p->kind == TD_TEXT_ROW && before->kind == TD_TEXT_ROW;
}

static void put_section (Plain *plain, const TdText *text, const TdTextSection *section)
{
    if (*section->title != '\0')
        g_string_append_printf (plain->out, "\n\n%s\n", section->title);
    for (guint i = 0; i < section->paragraphs->len; i++) {
        if (!goes_on (section, i))
            g_string_append_c (plain->out, '\n');
        put_paragraph (plain, text, g_ptr_array_index (section->paragraphs, i));
    }
}

static void put_line (GString *out, const char *line)
{
    if (line != NULL)
        g_string_append_printf (out, "%s\n", line);
}

GBytes *writer_plain (const TdText *text, GError **error)
{
    Plain plain = { g_string_new (NULL), g_ptr_array_new () };

    (void) error;
    put_line (plain.out, text->marking);
    put_line (plain.out, text->title);
    put_line (plain.out, text->subtitle);
    put_line (plain.out, text->symbol);
    put_line (plain.out, text->author);
    put_line (plain.out, text->date);
    for (guint i = 0; i < text->sections->len; i++)
        put_section (&plain, text, g_ptr_array_index (text->sections, i));
    if (plain.notes->len > 0)
        g_string_append_printf (plain.out, "\n\n%s\n\n", writer_word (text->language, WRITER_NOTES));
    for (guint i = 0; i < plain.notes->len; i++)
        g_string_append_printf (plain.out, "[%u] %s\n", i + 1, (const char *) g_ptr_array_index (plain.notes, i));
    g_ptr_array_unref (plain.notes);
    return g_string_free_to_bytes (plain.out);
}
