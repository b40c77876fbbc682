/* What generated code prints with hostile values, hostile translations, hostile Markdown. */
#include "hostile.html.h"
#include "text/analyzer.h"
#include "words-double.h"

#define EVIL           "\"><script>'&lt;"
#define EVIL_TEXT      "\"&gt;&lt;script&gt;'&amp;lt;"
#define EVIL_ATTRIBUTE "&quot;&gt;&lt;script&gt;&#39;&amp;lt;"
#define EVIL_URL       "%22%3E%3Cscript%3E%27%26lt%3B"

static char *render (const char *text, const char *link)
{
    static const struct html_hostile_rows_items items[] = { { EVIL } };
    static const struct html_hostile_rows rows[] = { { EVIL, items, 1 }, { "plain", NULL, 0 } };
    const TdMarkup picture = { (char *) "<b>as it is</b>" };
    struct html_hostile in = {
        .text = text, .link = link, .n = -7, .yes = TRUE, .picture = &picture, .rows = rows, .n_rows = 2
    };
    TdHtml h = { g_string_new (NULL), "en", "ltr", "t\"k", "/p", NULL };

    html_hostile (&h, &in);
    return g_string_free (h.out, FALSE);
}

#define HAS(page, part)                                                                                                \
    if (strstr (page, part) == NULL)                                                                                   \
    g_error ("%s\nlacks: %s", page, part)

static void test_places (void)
{
    words_double = NULL;
    g_autofree char *page = render (EVIL, "javascript:alert(1)");

    HAS (page, "<p title=\"" EVIL_ATTRIBUTE "\" hidden lang=\"en\">" EVIL_TEXT "||-7</p>");
    HAS (page, "<a href=\"#\">1</a> <a href=\"##p-7\">2</a> <a href=\"/en/x/" EVIL_URL "?q=" EVIL_URL "\">3</a>");
    HAS (page, "<textarea>\n" EVIL_TEXT "</textarea>");
    HAS (page, "<form method=\"post\" action=\"#\"><input type=\"hidden\" name=\"csrf\" "
               "value=\"t&quot;k\"><button>");
    HAS (page, "<b>" EVIL_TEXT "</b><i>" EVIL_TEXT "</i><b>plain</b>none");
    HAS (page, "<p>Dear <strong>" EVIL_TEXT "</strong>, see <a href=\"#\">this &amp; that</a>.</p>");
    HAS (page, "<p title=\"Of " EVIL_ATTRIBUTE "\">-7 States " EVIL_TEXT "</p>");
    HAS (page, "<section title=\"About " EVIL_ATTRIBUTE "\" class=\"loud\"><a href=\"/x/" EVIL_URL "\">About " EVIL_TEXT
               "</a> <em>" EVIL_TEXT "</em>" EVIL_TEXT "plain</section>");
    HAS (page, "<b>as it is</b>other");
    g_assert_null (strstr (page, "<script"));
    g_assert_null (strstr (page, "dropped"));
}

static void test_urls (void)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "/a?b=1&c=\"2", "<a href=\"/a?b=1&amp;c=&quot;2\">1" },
        { "https://un.org/", "<a href=\"https://un.org/\">1" },
        { "HTTP://un.org/", "<a href=\"HTTP://un.org/\">1" },
        { "mailto:a@b.org", "<a href=\"mailto:a@b.org\">1" },
        { "JavaScript:x", "<a href=\"#\">1" },
        { " javascript:x", "<a href=\"#\">1" },
        { "java\tscript:x", "<a href=\"#\">1" },
        { "data:text/html,x", "<a href=\"#\">1" },
        { "vbscript:x", "<a href=\"#\">1" },
        { "/\njavascript:x", "<a href=\"#\">1" },
        { "", "<a href=\"\">1" },
        { "x.html", "<a href=\"#\">1" },
    };
    words_double = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *page = render ("x", cases[i].url);
        HAS (page, cases[i].want);
    }
}

#define SENTENCE "Dear {1}{text}{/1}, see {2}this & that{/2}."

static void test_translations (void)
{
    static const struct {
        const char *translated, *want;
    } cases[] = {
        { "{2}cela{/2}, cher {1}{text}{/1}", "<p><a href=\"/l\">cela</a>, cher <strong>Ann</strong></p>" },
        { "<script>{1}{text}{/1}{2}{/2}\"&",
          "<p>&lt;script&gt;<strong>Ann</strong><a href=\"/l\"></a>&quot;&amp;</p>" },
        { "{1}{2}x{/2}{/1} {what} {", "<p><strong><a href=\"/l\">x</a></strong> {what} {</p>" },
        /* broken ones: the English stands */
        { "{1}{text}{/1}", "<p>Dear <strong>Ann" },
        { "{1}{2}{text}{/1}{/2}", "<p>Dear <strong>Ann" },
        { "{1}{text}{2}{/2}", "<p>Dear <strong>Ann" },
        { "{/1}{1}{2}{/2}", "<p>Dear <strong>Ann" },
        { "{1}{/1}{1}{/1}{2}{/2}", "<p>Dear <strong>Ann" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        const WordsDouble words[] = { { SENTENCE, cases[i].translated }, { NULL, NULL } };
        words_double = words;
        g_autofree char *page = render ("Ann", "/l");
        words_double = NULL;
        HAS (page, cases[i].want);
    }
}

static void test_values_are_words (void)
{
    const WordsDouble words[] = { { "About {text}", "<{text}>" }, { "kind", "\"espèce\"" }, { NULL, NULL } };
    words_double = words;
    g_autofree char *page = render ("kind", "/l");
    words_double = NULL;
    HAS (page, "<section title=\"&lt;kind&gt;\"");
    HAS (page, "\"espèce\"</p>");
}

/* A value that is missing is said, ends that template and nothing else, and is told once to who asks. */
static void test_need (void)
{
    g_assert_true (td_html_whole ());
    g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*tests/tools/hostile.html: text*");
    g_autofree char *page = render (NULL, "/");
    g_test_assert_expected_messages ();
    g_assert_false (td_html_whole ());
    g_assert_true (td_html_whole ());
}

static void test_highlights (void)
{
    g_assert_false (td_markup_holds (NULL));
    g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TdToken));
    const TdToken good[] = { { NULL, 0, 3 }, { NULL, 2, 5 }, { NULL, 5, 9 }, { NULL, 12, 99 } };
    g_array_append_vals (ranges, good, G_N_ELEMENTS (good));
    g_autoptr (TdMarkup) markup = td_markup_from_highlights ("a<b c&d\"e f", ranges);
    g_assert_cmpstr (markup->html, ==, "<mark>a&lt;b</mark> c<mark>&amp;d\"e</mark> f");
    g_autoptr (TdMarkup) plain = td_markup_from_highlights ("<", NULL);
    g_assert_cmpstr (plain->html, ==, "&lt;");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/html/places", test_places);
    g_test_add_func ("/html/urls", test_urls);
    g_test_add_func ("/html/translations", test_translations);
    g_test_add_func ("/html/values", test_values_are_words);
    g_test_add_func ("/html/need", test_need);
    g_test_add_func ("/html/highlights", test_highlights);
    return g_test_run ();
}
