#include "table.h"
#include "text/language.h"

static void test_table_of_languages (void)
{
    g_autoptr (GPtrArray) rows = test_table ("languages.tsv", 3);
    guint wrong = 0;
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        const char *hint = g_str_equal (row[1], "-") ? NULL : row[1];
        const char *found = td_language_detect (row[2], -1, hint);
        g_assert_true (found == g_intern_string (found));
        if (g_str_equal (found, row[0]))
            continue;
        wrong++;
        g_test_message ("%s instead of %s: %s", found, row[0], row[2]);
    }
    g_assert_cmpuint (wrong, ==, 0);
}

static void test_broken_bytes (void)
{
    g_assert_cmpstr (td_language_detect ("\xff\xfe\x80", 3, NULL), ==, "und");
    g_assert_cmpstr (td_language_detect ("", 0, NULL), ==, "und");
    g_assert_cmpstr (td_language_detect ("\xd9", 1, "ar"), ==, "ar");
}

static gpointer detect_often (gpointer unused G_GNUC_UNUSED)
{
    for (int i = 0; i < 20; i++)
        g_assert_cmpstr (td_language_detect ("Os trabalhadores migrantes não recebem os seus salários.", -1, "fr"), ==,
                         "pt");
    for (int i = 0; i < 20; i++)
        g_assert_cmpstr (
            td_language_detect ("Wafanyakazi wahamiaji wanazuiliwa bila uamuzi wa hakimu na wakili.", -1, NULL), ==,
            "sw");
    return NULL;
}

static void test_threads (void)
{
    GThread *threads[4];
    for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new ("detect", detect_often, NULL);
    for (int i = 0; i < 4; i++)
        g_thread_join (threads[i]);
}

static void test_names (void)
{
    g_autofree char *english = td_language_name ("ar", "en");
    g_autofree char *french = td_language_name ("ar", "fr");
    g_autofree char *arabic = td_language_name ("ar", "ar");
    g_assert_cmpstr (english, ==, "Arabic");
    g_assert_cmpstr (french, ==, "arabe");
    g_assert_cmpstr (arabic, ==, "العربية");
    g_assert_cmpstr (td_language_direction ("ar"), ==, "rtl");
    g_assert_cmpstr (td_language_direction ("fa"), ==, "rtl");
    g_assert_cmpstr (td_language_direction ("fr"), ==, "ltr");
    g_assert_cmpstr (td_language_direction ("und"), ==, "ltr");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/language/table", test_table_of_languages);
    g_test_add_func ("/text/language/broken-bytes", test_broken_bytes);
    g_test_add_func ("/text/language/threads", test_threads);
    g_test_add_func ("/text/language/names", test_names);
    return g_test_run ();
}
