/* A section by itself: made, copied, counted, compared, held against its limits. */
#include "areas/writing/writing-rules.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"

/* A text that holds it alone; whoever calls takes it out again or frees both. */
static TdText *text_around (TdTextSection *section)
{
    TdText *text = td_text_new ("en");

    g_ptr_array_add (text->sections, section);
    return text;
}

void td_writing_section_free (TdTextSection *section)
{
    if (section != NULL)
        td_text_free (text_around (section));
}

static TdTextSection *take_out (TdText *take_text)
{
    TdTextSection *section = g_ptr_array_steal_index (take_text->sections, 0);

    td_text_free (take_text);
    return section;
}

TdTextSection *td_writing_section_new (const char *slug, const char *title, int level)
{
    TdText *text = td_text_new ("en");

    td_text_add_section (text, slug, title, level);
    return take_out (text);
}

TdTextSection *td_writing_section_copy (const TdTextSection *section)
{
    TdText *around = text_around ((TdTextSection *) section);
    TdText *copy = td_text_copy (around);

    g_ptr_array_steal_index (around->sections, 0);
    td_text_free (around);
    return take_out (copy);
}

gint64 td_writing_section_words (const TdTextSection *section)
{
    TdText *around = text_around ((TdTextSection *) section);
    gint64 words = td_text_words (around);

    g_ptr_array_steal_index (around->sections, 0);
    td_text_free (around);
    return words;
}

static gboolean same_articles (const GArray *a, const GArray *b)
{
    guint n = a != NULL ? a->len : 0, m = b != NULL ? b->len : 0;

    return n == m && (n == 0 || memcmp (a->data, b->data, n * sizeof (int)) == 0);
}

gboolean td_writing_section_same (const TdTextSection *a, const TdTextSection *b)
{
    g_autofree char *typed_a = td_text_section_typed (a, TD_TEXT_PLAIN);
    g_autofree char *typed_b = td_text_section_typed (b, TD_TEXT_PLAIN);

    if (!g_str_equal (typed_a, typed_b) || a->paragraphs->len != b->paragraphs->len)
        return FALSE;
    for (guint i = 0; i < a->paragraphs->len; i++)
        if (!same_articles (((const TdTextParagraph *) a->paragraphs->pdata[i])->articles,
                            ((const TdTextParagraph *) b->paragraphs->pdata[i])->articles))
            return FALSE;
    return TRUE;
}

gboolean td_writing_fits (const char *typed, GError **error)
{
    glong n = g_utf8_strlen (typed, -1);

    if (n <= TD_LIMIT_SECTION_CHARACTERS)
        return TRUE;
    g_set_error (error, TD_WRITING_ERROR, TD_ERROR_TOO_LARGE,
                 "A section holds at most %d characters, and this has %ld. Nothing was saved, and nothing is lost: put "
                 "some of it into another section, or shorten it.",
                 TD_LIMIT_SECTION_CHARACTERS, n);
    return FALSE;
}

gboolean td_writing_text_fits (const TdTextSection *text, GError **error)
{
    if (text->paragraphs->len <= TD_LIMIT_SECTION_PARAGRAPHS)
        return TRUE;
    g_set_error (error, TD_WRITING_ERROR, TD_ERROR_TOO_LARGE,
                 "A section holds at most %d paragraphs, and this has %u. Nothing was saved, and nothing is lost: put "
                 "some of it into another section.",
                 TD_LIMIT_SECTION_PARAGRAPHS, text->paragraphs->len);
    return FALSE;
}
