#include "base/clock.h"
#include "table.h"
#include "text/clean.h"
#include "text/headings.h"
#include "text/words.h"
#include <string.h>

static void test_catalogues (void)
{
    g_assert_cmpstr (td_words_locales ()[0], ==, "en");
    g_assert_cmpstr (td_words_locales ()[1], ==, "ar");
    g_assert_null (td_words_locales ()[2]);
    g_assert_cmpstr (td_words ("ar", "States"), ==, "الدول");
    g_assert_cmpstr (td_words ("en", "States"), ==, "States");
    g_assert_cmpstr (td_words ("../x", "States"), ==, "States");
    g_assert_cmpstr (td_words (NULL, "States"), ==, "States");
    g_assert_cmpstr (td_words ("ar", "Unknown to all"), ==, "Unknown to all");
    g_assert_cmpstr (td_words ("ar", ""), ==, "");
}

static void test_plurals (void)
{
    static const struct {
        gint64 n;
        const char *expected;
    } forms[] = { { 0, "لا صفحات" },  { 1, "صفحة واحدة" }, { 2, "صفحتان" },
                  { 3, "{n} صفحات" }, { 11, "{n} صفحة" },  { 100, "{n} صفحة كاملة" } };
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        g_assert_cmpstr (td_words_n ("ar", "{n} page", "{n} pages", forms[i].n), ==, forms[i].expected);
    g_assert_cmpstr (td_words_n ("en", "{n} page", "{n} pages", 1), ==, "{n} page");
    g_assert_cmpstr (td_words_n ("en", "{n} page", "{n} pages", 0), ==, "{n} pages");
}

static void test_fill (void)
{
    g_autofree char *filled = td_words_fill ("{a} of {b}, {c}, {", "a", "{b}", "b", "2", NULL);
    g_assert_cmpstr (filled, ==, "{b} of 2, {c}, {");
}

static void assert_text (char *text, const char *expected)
{
    g_assert_cmpstr (text, ==, expected);
    g_free (text);
}

static void test_dates (void)
{
    assert_text (td_words_date ("en", "2018"), "2018");
    assert_text (td_words_date ("en", "2018-07"), "July 2018");
    assert_text (td_words_date ("fr", "2018-07-06"), "6 juillet 2018");
    assert_text (td_words_date ("es", "2018-07-06"), "6 de julio de 2018");
    assert_text (td_words_date ("zh", "2018-07-06"), "2018年7月6日");
    assert_text (td_words_date ("ru", "2018-07-06"), "6 июля 2018\u202fг.");
    assert_text (td_words_date ("en", "soon"), "soon");
    assert_text (td_words_date ("en", "2018-07-06"), "6 July 2018");
    g_autofree char *arabic = td_words_date ("ar", "2018-07-06");
    g_assert_nonnull (strstr (arabic, "2018"));
    g_assert_nonnull (strstr (arabic, "يوليو"));
}

static void test_instants (void)
{
    gint64 instant = G_GINT64_CONSTANT (1797613200) * G_USEC_PER_SEC; /* 2026-12-18 17:00 UTC */
    assert_text (td_words_instant ("en", instant, "Europe/Zurich"), "Friday 18 December 2026, 18:00");
    assert_text (td_words_instant ("en", instant, "Africa/Accra"), "Friday 18 December 2026, 17:00");
    assert_text (td_words_instant ("fr", instant, "Europe/Zurich"), "vendredi 18 décembre 2026, 18:00");
    assert_text (td_words_instant ("zh", instant, "Europe/Zurich"), "2026年12月18日星期五 18:00");
    g_autofree char *arabic = td_words_instant ("ar", instant, "Africa/Cairo");
    g_assert_nonnull (strstr (arabic, "19:00"));
    g_assert_nonnull (strstr (arabic, "ديسمبر"));
}

static void test_numbers_and_names (void)
{
    assert_text (td_words_number ("en", 1234567), "1,234,567");
    assert_text (td_words_number ("ar", 1234), "1,234");
    assert_text (td_words_number ("ru", -5), "-5");
    assert_text (td_words_region ("fr", "DZ"), "Algérie");
    assert_text (td_words_region ("ar", "GH"), "غانا");
    assert_text (td_words_region ("en", "gh"), "Ghana");
    g_autofree char *a = td_words_sort_key ("fr", "Équateur"), *b = td_words_sort_key ("fr", "Espagne"),
                    *c = td_words_sort_key ("fr", "equateur");
    g_assert_cmpint (strcmp (a, b), <, 0);
    g_assert_cmpint (strcmp (c, b), <, 0);
}

static char *runs_of (const int *numbers, guint n)
{
    g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (int));
    g_array_append_vals (array, numbers, n);
    return td_words_runs ("en", array);
}

static void test_runs (void)
{
    static const int numbers[] = { 1, 2, 3, 6, 8, 9, 16, 17, 18, 93 };
    assert_text (runs_of (numbers, 10), "1–\u2060"
                                        "3, 6, 8, 9, 16–\u2060"
                                        "18, 93");
    assert_text (runs_of (numbers, 2), "1, 2");
    assert_text (runs_of (numbers, 1), "1");
    assert_text (runs_of (numbers, 0), "");
    assert_text (td_words_day ("en", 0, "Europe/Zurich"), "1 January 1970");
}

/* Zones by their cities, where there is one; their time by the machine's own rules. */
static void test_zones (void)
{
    gint64 instant = 0;

    assert_text (td_words_zone_city ("en", "Europe/Zurich"), "Geneva");
    assert_text (td_words_zone_city ("en", "America/Mexico_City"), "Mexico City");
    assert_text (td_words_zone_city ("fr", "Africa/Cairo"), "Le Caire");
    assert_text (td_words_zone_city ("en", "Etc/UTC"), "Etc/UTC");
    assert_text (td_words_zone_city ("ar", "UTC"), "UTC");
    g_assert_true (td_instant_from_text ("2028-02-29T17:00:00Z", &instant, NULL));
    assert_text (td_words_time ("en", instant, "Pacific/Apia"), "06:00");
    assert_text (td_words_instant ("en", instant, "Pacific/Apia"), "Wednesday 1 March 2028, 06:00");
    assert_text (td_words_month ("en", instant, "Pacific/Apia"), "Mar");
    assert_text (td_words_time ("ar", instant, "Asia/Kolkata"), "22:30");
}

static void test_clean (void)
{
    assert_text (td_text_clean_line ("  two\r\n lines\t of  text ", 100), "two lines of text");
    assert_text (td_text_clean_line ("e\xcc\x81t\xc3\xa9", 3), "été");
    assert_text (td_text_clean_line ("a\xe2\x80\xae"
                                     "b\x01\x7f\xef\xbb\xbf",
                                     10),
                 "ab");
    assert_text (td_text_clean_line ("می‌روم", 20), "می‌روم");
    assert_text (td_text_clean_line ("   ", 10), "");
    assert_text (td_text_clean_text ("a \r\nb\n\n\n\nc\n", 100), "a\nb\n\nc");
    assert_text (td_text_clean_text ("a\r\n \r\nb", 100), "a\n\nb");
    g_assert_null (td_text_clean_line ("\xff", 10));
    g_assert_null (td_text_clean_line (NULL, 10));
    g_assert_null (td_text_clean_line ("four", 3));
}

static void test_headings (void)
{
    static const char *const names[] = { "other", "recommendations", "questions",   "contents",
                                         "annex", "notes",           "bibliography" };
    g_autoptr (GPtrArray) rows = test_table ("headings.tsv", 3);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        const char *found = names[td_heading_sense (row[2], row[0])];
        if (!g_str_equal (found, row[1])) {
            g_test_message ("%s instead of %s: %s", found, row[1], row[2]);
            g_test_fail ();
        }
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_words_init (TD_TEST_CATALOGUES);
    g_test_add_func ("/text/words/catalogues", test_catalogues);
    g_test_add_func ("/text/words/plurals", test_plurals);
    g_test_add_func ("/text/words/fill", test_fill);
    g_test_add_func ("/text/words/dates", test_dates);
    g_test_add_func ("/text/words/instants", test_instants);
    g_test_add_func ("/text/words/numbers-and-names", test_numbers_and_names);
    g_test_add_func ("/text/words/runs", test_runs);
    g_test_add_func ("/text/clean", test_clean);
    g_test_add_func ("/text/headings", test_headings);
    g_test_add_func ("/text/zones", test_zones);
    return g_test_run ();
}
