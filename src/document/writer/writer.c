/* What the formats share. */
#include "document/writer/writer.h"

#include "base/errors.h"
#include "text/language.h"

#include <math.h>
#include <string.h>

GBytes *writer_write (const TdText *text, const char *format, GError **error)
{
    static const struct {
        const char *word;
        GBytes *(*write) (const TdText *text, GError **error);
    } formats[] = {
        { "html", writer_html }, { "pdf", writer_pdf },   { "docx", writer_docx },
        { "odt", writer_odt },   { "epub", writer_epub }, { "txt", writer_plain },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        if (strcmp (format, formats[i].word) == 0)
            return formats[i].write (text, error);
    g_set_error (error, TD_TEXT_ERROR, TD_ERROR_INPUT, "There is no format “%s”.", format);
    return NULL;
}

const char *writer_language (const TdText *text, const TdTextParagraph *paragraph)
{
    return paragraph->language != NULL ? paragraph->language : text->language;
}

gboolean writer_rtl (const char *language)
{
    return strcmp (td_language_direction (language), "rtl") == 0;
}

const char *writer_title (const TdText *text)
{
    if (text->title != NULL)
        return text->title;
    return text->symbol != NULL ? text->symbol : "–";
}

guint writer_rows_from (const TdTextSection *section, guint i)
{
    guint n = 0;
    while (i + n < section->paragraphs->len
           && ((TdTextParagraph *) g_ptr_array_index (section->paragraphs, i + n))->kind == TD_TEXT_ROW)
        n++;
    return n;
}

guint writer_columns (const TdTextSection *section, guint i, guint n)
{
    guint columns = 1;
    for (guint k = i; k < i + n; k++)
        columns = MAX (columns, ((TdTextParagraph *) g_ptr_array_index (section->paragraphs, k))->cells->len);
    return columns;
}

static gsize longest_word (const char *words)
{
    gsize longest = 0, length = 0;
    for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        length = g_unichar_isspace (c) || g_unichar_iswide (c) ? 0 : length + 1;
        longest = MAX (longest, length);
    }
    return longest;
}

/* By the root of its longest cell, but wide enough for its longest word. */
static double weight_of (const TdTextParagraph *row, guint column)
{
    if (column >= row->cells->len)
        return 1;
    g_autofree char *words = td_text_plain (g_ptr_array_index (row->cells, column));
    return MAX (1 + sqrt ((double) MIN (g_utf8_strlen (words, -1), 400)),
                0.6 * (double) MIN (longest_word (words), 24));
}

int *writer_column_shares (const TdTextSection *section, guint i, guint n, guint columns)
{
    int *shares = g_new (int, columns);
    g_autofree double *weights = g_new0 (double, columns);
    double sum = 0;

    for (guint column = 0; column < columns; column++) {
        for (guint row = i; row < i + n; row++)
            weights[column] = MAX (weights[column], weight_of (g_ptr_array_index (section->paragraphs, row), column));
        sum += weights[column];
    }
    for (guint column = 0; column < columns; column++)
        shares[column] = (int) (1000 * weights[column] / sum);
    return shares;
}

gboolean writer_in_contents (const TdTextSection *section)
{
    return *section->title != '\0' && section->level <= 3;
}

char *writer_link (const TdText *text, const char *link)
{
    if (link == NULL)
        return NULL;
    if (*link == '/')
        return text->address != NULL ? g_strconcat (text->address, link, NULL) : NULL;
    if (*link == '#' && td_text_paragraph (text, link + 1) == NULL && td_text_section (text, link + 1) == NULL)
        return NULL;
    return g_strdup (link);
}
