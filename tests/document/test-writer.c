/* Each format is made of the same text and opened again: words, order, notes, languages and directions are there. */
#include "base/errors.h"
#include "document/writer.h"

#include <string.h>

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
    return g_strndup (g_bytes_get_data (file, NULL), *ret_size); /* with a zero behind */
}

static void assert_has (const char *file, const char *part)
{
    if (strstr (file, part) == NULL)
        g_error ("“%s” is not in the file", part);
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
        "<span class=\"n\">1.</span> The Committee <em>considered</em><sup><a id=\"ref:1\" href=\"#note:1\"",
        "<span class=\"n\">(b)</span>",
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
    return g_test_run ();
}
