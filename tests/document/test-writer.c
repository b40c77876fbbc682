/* Each format is made of the same text and opened again: words, order, notes, languages and directions are there. */
#include "base/errors.h"
#include "document/document.h"
#include "document/writer.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ARABIC  "توصي اللجنة الدولة الطرف بأن تكفل حماية جميع العمال المهاجرين"
#define CHINESE "委员会建议缔约国采取一切必要措施"

/* A text with everything in it. */
static TdText *sample (const char *language)
{
    static const char *const heads[] = { "Year", "Fees", NULL }, *const cells[] = { "2025", "**900**^[In dollars.]",
                                                                                    NULL };
    TdText *text = td_text_new (language);
    text->title = g_strdup ("Concluding observations <of> & \"others\"");
    text->symbol = g_strdup ("CMW/C/GHA/CO/2");
    text->author = g_strdup ("Committee on Migrant Workers");
    text->marking = g_strdup ("Confidential");
    text->contents = TRUE;
    TdTextSection *a = td_text_add_section (text, "introduction", "Introduction", 1);
    td_text_add (a, TD_TEXT_NUMBERED, "The Committee *considered*^[At its 500th meeting.] the report.");
    TdTextSection *b = td_text_add_section (text, NULL, "Recruitment fees", 2);
    td_text_add (b, TD_TEXT_NUMBERED, "It **recommends** that the State party:");
    td_text_add (b, TD_TEXT_ITEM, "End fees, see [the introduction](#introduction);");
    td_text_add (b, TD_TEXT_ITEM, "Pay back [what was taken](https://example.org/fees?a=1&b=2).");
    td_text_add_row (b, TRUE, heads);
    td_text_add_row (b, FALSE, cells);
    td_text_add (b, TD_TEXT_PLAIN, ARABIC " (CMW/C/GHA/CO/1).")->language = g_strdup ("ar");
    td_text_add (b, TD_TEXT_PLAIN, CHINESE "。")->language = g_strdup ("zh");
    TdTextParagraph *quote = td_text_add (b, TD_TEXT_QUOTE, "We paid for a year.");
    quote->source = g_strdup ("A report, para. 4");
    quote->source_link = g_strdup ("https://example.org/report");
    TdTextParagraph *changed = td_text_add (b, TD_TEXT_NUMBERED, "It remains ");
    const char *const words[] = { "worried", "concerned" };
    for (int i = 0; i < 2; i++) {
        TdTextRun *run = td_text_runs_add (changed->runs, words[i], 0);
        run->change = i == 0 ? TD_CHANGE_REMOVED : TD_CHANGE_ADDED;
        run->by = g_strdup ("A rapporteur");
    }
    td_text_number (text);
    return text;
}

static char *written (const TdText *text, TdFileFormat format, gsize *ret_size)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) file = td_text_write (g_getenv ("TD_WRITER"), text, format, &error);
    g_assert_no_error (error);
    *ret_size = g_bytes_get_size (file);
    char *copy = g_malloc0 (*ret_size + 1); /* with a zero behind */
    memcpy (copy, g_bytes_get_data (file, NULL), *ret_size);
    return copy;
}

static void assert_has (const char *file, const char *part)
{
    if (strstr (file, part) == NULL)
        g_error ("“%s” is not in the file", part);
}

/* ---- opened again by our own reader ---- */

static TdDocument *read_again (const char *file, gsize size)
{
    static const TdPageRule rule = { FALSE, FALSE, FALSE, FALSE, 450 };
    g_autoptr (TdCellPool) cells = td_cell_pool_new (g_getenv ("TD_READER"), 0);
    g_autoptr (GError) error = NULL;
    int fd = memfd_create ("file", MFD_CLOEXEC);
    g_assert_cmpint (write (fd, file, size), ==, (gssize) size);
    TdDocument *document = td_document_read (cells, fd, NULL, &rule, &error);
    g_assert_no_error (error);
    close (fd);
    return document;
}

/* The first paragraph that holds these words. */
static const TdParagraph *paragraph_with (const TdDocument *document, const char *words)
{
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        if (strstr (paragraph->text, words) != NULL)
            return paragraph;
    }
    for (guint i = 0; i < document->paragraphs->len; i++)
        g_test_message ("%s", ((TdParagraph *) g_ptr_array_index (document->paragraphs, i))->text);
    g_error ("no paragraph with “%s”", words);
}

static gboolean has_heading (const TdDocument *document, const char *words)
{
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        if (paragraph->kind == TD_PARAGRAPH_HEADING && strcmp (paragraph->text, words) == 0)
            return TRUE;
    }
    return FALSE;
}

/* What comes back of sample (), whatever the format. */
static void assert_read (const char *file, gsize size)
{
    g_autoptr (TdDocument) document = read_again (file, size);
    g_assert_cmpstr (paragraph_with (document, "It recommends that the State party:")->number, ==, "2.");
    g_assert_cmpstr (paragraph_with (document, "End fees, see the introduction;")->number, ==, "(a)");
    g_assert_cmpstr (paragraph_with (document, "Pay back what was taken.")->number, ==, "(b)");
    g_assert_cmpstr (paragraph_with (document, "The Committee considered")->number, ==, "1.");
    g_assert_true (has_heading (document, "Recruitment fees"));
    paragraph_with (document, "Concluding observations <of> & \"others\"");
    paragraph_with (document, "At its 500th meeting.");
    paragraph_with (document, "We paid for a year.");
    paragraph_with (document, ARABIC);
    paragraph_with (document, CHINESE);
}

static void test_html (void)
{
    static const char *const parts[] = {
        "<!DOCTYPE html>",
        "<html lang=\"en\" dir=\"ltr\">",
        "<meta charset=\"utf-8\"/>",
        "<title>Concluding observations &lt;of&gt; &amp; ",
        "<p class=\"marking\">Confidential</p>",
        "<h1>Concluding observations",
        "<h2 id=\"introduction\">Introduction</h2>",
        "<h3 id=\"s",
        "<span class=\"n\">1. </span>The Committee <em>considered</em><sup><a id=\"_ref1\" href=\"#_note1\"",
        "<span class=\"n\">(b) </span>",
        "<a href=\"#introduction\">the introduction</a>",
        "href=\"https://example.org/fees?a=1&amp;b=2\"",
        "<thead><tr",
        "<th scope=\"col\">Year</th>",
        "lang=\"ar\" dir=\"rtl\">" ARABIC,
        "lang=\"zh\" dir=\"ltr\">" CHINESE,
        "<blockquote",
        "Source: <a href",
        "<del title=\"A rapporteur\">worried</del><ins title=\"A rapporteur\">concerned</ins>",
        "At its 500th meeting.",
    };
    gsize size;
    g_autoptr (TdText) text = sample ("en"), arabic = sample ("ar");
    g_autofree char *file = written (text, TD_FILE_HTML, &size), *right_to_left = written (arabic, TD_FILE_HTML, &size);
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        assert_has (file, parts[i]);
    assert_has (right_to_left, "<html lang=\"ar\" dir=\"rtl\">");
}

/* ---- PDF ---- */

static gboolean bytes_have (const char *file, gsize size, const char *part)
{
    return memmem (file, size, part, strlen (part)) != NULL;
}

static void test_pdf (void)
{
    static const char *const parts[] = {
        "/StructTreeRoot",
        "/MarkInfo << /Marked true >>",
        "/Lang (en)",
        "/Lang (ar)",
        "/Lang (zh)",
        "/DisplayDocTitle true",
        "/S /Document",
        "/S /H1\n",
        "/S /H2\n",
        "/S /H3\n",
        "/S /P\n",
        "/S /L\n",
        "/S /LI\n",
        "/S /Lbl\n",
        "/S /LBody\n",
        "/S /Table\n",
        "/S /TR\n",
        "/S /TH\n",
        "/S /TD\n",
        "/S /Note\n",
        "/S /Link\n",
        "/S /TOC\n",
        "/S /TOCI\n",
        "/S /BlockQuote\n",
        "/Scope /Column",
        "/ID (note1)",
        "/Outlines",
        "(introduction)",
        "/URI (https://example.org/fees?a=1&b=2)",
    };
    gsize size;
    g_autoptr (TdText) text = sample ("en");
    g_autofree char *file = written (text, TD_FILE_PDF, &size);
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        if (!bytes_have (file, size, parts[i]))
            g_error ("“%s” is not in the PDF", parts[i]);
    assert_read (file, size);
}

/* ---- DOCX ---- */

static void test_docx (void)
{
    gsize size;
    g_autoptr (TdText) text = sample ("en"), arabic = sample ("ar");
    g_autofree char *file = written (text, TD_FILE_DOCX, &size);
    assert_read (file, size);
    g_autofree char *other = written (arabic, TD_FILE_DOCX, &size);
    assert_read (other, size);
}

/* An Arabic text whole: letters in order, ligatures in one piece. */
static void test_pdf_arabic (void)
{
    gsize size;
    g_autoptr (TdText) text = td_text_new ("ar");
    TdTextSection *section = td_text_add_section (text, "a", "الملاحظات الختامية", 1);
    td_text_add (section, TD_TEXT_NUMBERED,
                 "توصي اللجنة الدولة الطرف بأن تنهي رسوم الاستقدام وفقاً للمادة ٢٢ من الاتفاقية.");
    /* never numbered: it gets its numbers on the way */
    g_autofree char *file = written (text, TD_FILE_PDF, &size);
    g_autoptr (TdDocument) document = read_again (file, size);
    g_assert_cmpstr (document->language, ==, "ar");
    g_assert_cmpint (paragraph_with (document, "الملاحظات الختامية")->kind, ==, TD_PARAGRAPH_HEADING);
    g_assert_cmpstr (
        paragraph_with (document, "توصي اللجنة الدولة الطرف بأن تنهي رسوم الاستقدام وفقاً للمادة ٢٢ من الاتفاقية.")
            ->number,
        ==, "1.");
}

/* A long text: rows and notes over many pages, and the time it takes. */
static void test_pdf_long (void)
{
    static const char *const cells[] = { "One cell with some words in it", "Another^[And its note.]", "22", NULL };
    gsize size;
    g_autoptr (TdText) text = td_text_new ("en");
    g_autoptr (GString) words = g_string_new (NULL);
    text->contents = TRUE;
    for (int i = 0; i < 900; i++) /* more than a page in one paragraph, with a note that is as long */
        g_string_append (words, "the words of a long paragraph ");
    g_autofree char *noted = g_strconcat (words->str, "^[", words->str, "]", NULL);
    const char *const tall[] = { words->str, "beside it", NULL };
    for (int i = 0; i < 30; i++) {
        TdTextSection *section = td_text_add_section (text, NULL, "A section", 1 + i % 3);
        for (int k = 0; k < 40; k++)
            td_text_add_row (section, k == 0, cells);
        for (int k = 0; k < 12; k++)
            td_text_add (section, TD_TEXT_NUMBERED,
                         "The Committee recommends that the State party end fees that take a year "
                         "of wages, and that it pay back what was taken^[A note of the text.].");
        if (i == 3) {
            td_text_add (section, TD_TEXT_PLAIN, noted);
            td_text_add_row (section, FALSE, tall);
        }
    }
    td_text_number (text);
    gint64 start = g_get_monotonic_time ();
    g_autofree char *file = written (text, TD_FILE_PDF, &size);
    g_test_message ("made in %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
    g_autoptr (TdDocument) document = read_again (file, size);
    g_test_message ("%d pages", document->pages);
    g_assert_cmpint (document->pages, >, 80);
    g_assert_cmpint (document->words, >, 25000);
}

static void test_words (void)
{
    for (int i = 0; i < TD_N_FILES; i++) {
        TdFileFormat format = TD_N_FILES;
        g_assert_true (td_file_format_from_word (td_file_format_word ((TdFileFormat) i), &format));
        g_assert_cmpint (format, ==, i);
        g_assert_nonnull (strchr (td_file_format_type (format), '/'));
    }
    TdFileFormat format = TD_N_FILES;
    g_assert_false (td_file_format_from_word ("doc", &format));
    g_assert_cmpint (format, ==, TD_N_FILES);
}

/* A program that is no writer is our fault. */
static void test_fault (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdText) text = td_text_new ("en");
    g_assert_null (td_text_write ("/bin/false", text, TD_FILE_HTML, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_OURS);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/writer/words", test_words);
    g_test_add_func ("/writer/fault", test_fault);
    g_test_add_func ("/writer/html", test_html);
    g_test_add_func ("/writer/docx", test_docx);
    g_test_add_func ("/writer/pdf", test_pdf);
    g_test_add_func ("/writer/pdf-arabic", test_pdf_arabic);
    g_test_add_func ("/writer/pdf-long", test_pdf_long);
    return g_test_run ();
}
