#include "base/errors.h"
#include "profile/csv.h"

static TdCsv *read_text (const char *text)
{
    g_autoptr (GError) error = NULL;
    TdCsv *csv = td_csv_read ("t.csv", text, strlen (text), &error);
    g_assert_no_error (error);
    return csv;
}

static void refused (const char *text, gsize size, const char *start, const char *part)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCsv) csv = td_csv_read ("t.csv", text, size, &error);
    g_assert_null (csv);
    g_assert_error (error, TD_CSV_ERROR, TD_ERROR_INPUT);
    if (!g_str_has_prefix (error->message, start) || strstr (error->message, part) == NULL)
        g_error ("“%s” does not begin with “%s” or lacks “%s”", error->message, start, part);
}
#define REFUSED(text, start, part) refused (text, sizeof text - 1, start, part)

static void test_plain (void)
{
    g_autoptr (TdCsv) csv = read_text ("a,b\n1,2\n,x y \n");
    g_assert_cmpuint (csv->n_rows, ==, 2);
    g_assert_cmpstr (td_csv_field (csv, 0, "b"), ==, "2");
    g_assert_cmpstr (td_csv_field (csv, 1, "a"), ==, "");
    g_assert_cmpstr (td_csv_field (csv, 1, "b"), ==, "x y ");
    g_assert_null (td_csv_field (csv, 1, "c"));
    g_assert_cmpuint (td_csv_line (csv, 1), ==, 3);
}

static void test_quotes (void)
{
    g_autoptr (TdCsv) csv = read_text ("\xEF\xBB\xBF\"a\",b\r\n\"1, \"\"one\"\"\r\nor\n1\",\"\"\r\nx,y");
    g_assert_cmpuint (csv->n_rows, ==, 2);
    g_assert_cmpstr (csv->columns[0], ==, "a");
    g_assert_cmpstr (td_csv_field (csv, 0, "a"), ==, "1, \"one\"\r\nor\n1");
    g_assert_cmpstr (td_csv_field (csv, 0, "b"), ==, "");
    g_assert_cmpuint (td_csv_line (csv, 0), ==, 2);
    g_assert_cmpuint (td_csv_line (csv, 1), ==, 5);
    g_assert_cmpstr (td_csv_field (csv, 1, "b"), ==, "y");
}

static void test_refused (void)
{
    REFUSED ("", "t.csv, line 1", "empty");
    REFUSED ("\xEF\xBB\xBF", "t.csv, line 1", "empty");
    REFUSED ("a,a\n", "t.csv, line 1", "twice");
    REFUSED ("a,\n", "t.csv, line 1", "column 2 has no name");
    REFUSED ("a,b\n1,2,3\n", "t.csv, line 2", "3 fields");
    REFUSED ("a,b\n1\n", "t.csv, line 2", "1 fields");
    REFUSED ("a\n1\n\n2\n", "t.csv, line 3", "empty");
    REFUSED ("a\n1\n\n", "t.csv, line 3", "empty");
    REFUSED ("a\nb\"c\n", "t.csv, line 2", "quote stands inside");
    REFUSED ("a\n\"b\"c\n", "t.csv, line 2", "closing quote");
    REFUSED ("a\n\"b\n", "t.csv, line 3", "not closed");
    REFUSED ("a\nb\rc\n", "t.csv, line 2", "carriage return");
    REFUSED ("a\n\"b\rc\"\n", "t.csv, line 2", "carriage return");
    REFUSED ("a\nb\0c\n", "t.csv, line 2", "NUL");
    REFUSED ("a\n1\n\xC3(\n", "t.csv, line 3", "UTF-8");
    REFUSED ("a\n1\n\xC3", "t.csv, line 3", "UTF-8");
}

static void test_limits (void)
{
    g_autoptr (GString) text = g_string_new ("a\n");
    for (int i = 0; i < TD_CSV_FIELD_BYTES; i++)
        g_string_append_c (text, 'x');
    g_autoptr (TdCsv) csv = td_csv_read ("t.csv", text->str, text->len, NULL);
    g_assert_nonnull (csv);
    g_string_append_c (text, 'x');
    refused (text->str, text->len, "t.csv, line 2", "64 KiB");

    g_string_assign (text, "c1");
    for (int i = 2; i <= TD_CSV_COLUMNS + 1; i++)
        g_string_append_printf (text, ",c%d", i);
    refused (text->str, text->len, "t.csv, line 1", "64 fields");

    g_string_assign (text, "a\n");
    for (int i = 0; i <= TD_CSV_ROWS; i++)
        g_string_append (text, "1\n");
    refused (text->str, text->len, "t.csv, line 50002", "50,000");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/profile/csv/plain", test_plain);
    g_test_add_func ("/profile/csv/quotes", test_quotes);
    g_test_add_func ("/profile/csv/refused", test_refused);
    g_test_add_func ("/profile/csv/limits", test_limits);
    return g_test_run ();
}
