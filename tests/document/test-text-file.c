#include "document/text-file.h"

#include <locale.h>

static TdText *report (void)
{
    TdText *text = td_text_new ("en");
    TdTextSection *section = td_text_add_section (text, "articles", "What happens", 1);
    static const char *const head[] = { "Year", "Cases", NULL };
    static const char *const row[] = { "2024", "17", NULL };
    TdTextParagraph *paragraph;
    int article = 16;

    text->title = g_strdup ("Report of the Union");
    paragraph = td_text_add (section, TD_TEXT_NUMBERED,
                             "Workers are held **without** a decision.^[Interviews in Tema, May 2026.]");
    g_array_append_val (paragraph->articles, article);
    td_text_add (section, TD_TEXT_ITEM, "Women too.");
    td_text_add_row (section, TRUE, head);
    td_text_add_row (section, FALSE, row);
    section = td_text_add_section (text, "questions", "Questions that we propose", 1);
    td_text_add (section, TD_TEXT_NUMBERED, "How many persons were held in 2025?");
    section = td_text_add_section (text, "recommendations", "Recommendations that we propose", 2);
    td_text_add (section, TD_TEXT_NUMBERED, "Release those who are held without a decision.");
    td_text_number (text);
    return text;
}

static void test_markdown (void)
{
    g_autoptr (TdText) text = report ();
    g_autoptr (TdText) copy = td_text_copy (text);
    g_autoptr (GBytes) bytes = td_text_to_markdown (text);
    g_autoptr (GBytes) again = td_text_to_markdown (copy);
    g_autofree char *words = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    g_assert_cmpstr (words, ==,
                     "# Report of the Union\n\n## What happens\n\n1. Workers are held **without** a "
                     "decision.^[Interviews in Tema, May 2026.]\n\n(art. 16)\n\n(a) Women too.\n\n| Year | Cases |\n"
                     "| --- | --- |\n| 2024 | 17 |\n\n## Questions that we propose\n\n2. How many persons were held in "
                     "2025?\n\n### Recommendations that we propose\n\n3. Release those who are held without a "
                     "decision.\n");
    g_assert_true (g_bytes_equal (bytes, again));
}

static const TdParagraph *at (const TdDocument *document, guint n)
{
    g_assert_cmpuint (n, <=, document->paragraphs->len);
    return document->paragraphs->pdata[n - 1];
}

static void test_document (void)
{
    const TdPageRule rule = { .words_a_page = 20 };
    const TdTextReading reading = { .questions = "questions", .recommendations = "recommendations", .rule = &rule };
    g_autoptr (TdText) text = report ();
    g_autoptr (TdDocument) document = td_document_of_text (text, &reading);
    static const struct {
        TdParagraphKind kind;
        const char *number, *heading, *text;
    } wanted[] = {
        { TD_PARAGRAPH_HEADING, NULL, NULL, "What happens" },
        { TD_PARAGRAPH_TEXT, "1.", "What happens", "Workers are held without a decision." },
        { TD_PARAGRAPH_FOOTNOTE, NULL, "What happens", "Interviews in Tema, May 2026." },
        { TD_PARAGRAPH_TEXT, "(a)", "What happens", "Women too." },
        { TD_PARAGRAPH_TABLE, NULL, "What happens", "Year | Cases" },
        { TD_PARAGRAPH_TABLE, NULL, "What happens", "2024 | 17" },
        { TD_PARAGRAPH_HEADING, NULL, NULL, "Questions that we propose" },
        { TD_PARAGRAPH_QUESTION, "2.", "Questions that we propose", "How many persons were held in 2025?" },
        { TD_PARAGRAPH_HEADING, NULL, "Questions that we propose", "Recommendations that we propose" },
        { TD_PARAGRAPH_RECOMMENDATION, "3.", "Questions that we propose › Recommendations that we propose",
          "Release those who are held without a decision." },
    };

    g_assert_cmpuint (document->paragraphs->len, ==, G_N_ELEMENTS (wanted));
    for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
        const TdParagraph *p = at (document, i + 1);
        g_assert_cmpint (p->kind, ==, wanted[i].kind);
        g_assert_cmpint (p->n, ==, (int) i + 1);
        g_assert_cmpstr (p->number, ==, wanted[i].number);
        g_assert_cmpstr (p->heading, ==, wanted[i].heading);
        g_assert_cmpstr (p->text, ==, wanted[i].text);
        g_assert_cmpstr (p->language, ==, "en");
    }
    g_assert_cmpuint (at (document, 2)->articles->len, ==, 1);
    g_assert_cmpint (g_array_index (at (document, 2)->articles, TdTag, 0).article, ==, 16);
    g_assert_cmpint (document->pages, ==, 2);
    g_assert_true (document->pages_estimated);
    g_assert_cmpstr (document->title, ==, "Report of the Union");
}

static void test_nothing (void)
{
    const TdTextReading reading = { 0 };
    g_autoptr (TdText) text = td_text_new ("ar");
    g_autoptr (TdDocument) document = td_document_of_text (text, &reading);
    g_autoptr (GBytes) bytes = td_text_to_markdown (text);

    g_assert_cmpuint (document->paragraphs->len, ==, 0);
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

int main (int argc, char **argv)
{
    setlocale (LC_ALL, "C.UTF-8");
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text-file/markdown", test_markdown);
    g_test_add_func ("/text-file/document", test_document);
    g_test_add_func ("/text-file/nothing", test_nothing);
    return g_test_run ();
}
