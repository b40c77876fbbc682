/* The two form parsers, cut at every point. */
#include "base/errors.h"
#include "web/disposition.h"
#include "web/multipart.h"
#include "web/range.h"
#include "web/urlencoded.h"
#include "web/web-error.h"

typedef struct {
    GString *seen;
    int begun, ended;
} Seen;

static gboolean on_begin (gpointer data, const char *name, const char *file_name, GError **error)
{
    Seen *seen = data;

    (void) error;
    g_assert_cmpint (seen->begun, ==, seen->ended);
    seen->begun++;
    g_string_append_printf (seen->seen, "(%s", name);
    if (file_name != NULL)
        g_string_append_printf (seen->seen, "<%s>", file_name);
    g_string_append_c (seen->seen, '=');
    return TRUE;
}

static gboolean on_bytes (gpointer data, const char *bytes, gsize size, GError **error)
{
    Seen *seen = data;

    (void) error;
    g_assert_cmpint (seen->begun, ==, seen->ended + 1);
    g_assert_cmpuint (size, >, 0);
    g_string_append_len (seen->seen, bytes, (gssize) size);
    return TRUE;
}

static gboolean on_end (gpointer data, GError **error)
{
    Seen *seen = data;

    (void) error;
    seen->ended++;
    g_assert_cmpint (seen->begun, ==, seen->ended);
    g_string_append_c (seen->seen, ')');
    return TRUE;
}

static const TdFormSink sink = { on_begin, on_bytes, on_end };

typedef gboolean (*Feed) (gpointer parser, const char *bytes, gsize size, GError **error);
typedef gboolean (*Finish) (gpointer parser, GError **error);

static gboolean in_pieces (gpointer parser, Feed feed, Finish finish, const char *input, gsize size, gsize cut,
                           gsize step, GError **error)
{
    if (cut > 0 && !feed (parser, input, cut, error))
        return FALSE;
    for (gsize at = cut; at < size; at += step) {
        if (!feed (parser, input + at, MIN (step, size - at), error))
            return FALSE;
    }
    return finish (parser, error);
}

/* type NULL: urlencoded. wanted NULL: an error of the person's. */
static void once (const char *type, const char *input, gsize size, const char *wanted, gsize cut, gsize step)
{
    Seen seen = { g_string_new (NULL), 0, 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdMultipart) multipart = type != NULL ? td_multipart_new (type, &sink, &seen, &error) : NULL;
    g_autoptr (TdUrlencoded) urlencoded = type == NULL ? td_urlencoded_new (&sink, &seen) : NULL;
    gboolean ok = FALSE;

    if (multipart != NULL)
        ok = in_pieces (multipart, (Feed) td_multipart_feed, (Finish) td_multipart_finish, input, size, cut, step,
                        &error);
    else if (urlencoded != NULL)
        ok = in_pieces (urlencoded, (Feed) td_urlencoded_feed, (Finish) td_urlencoded_finish, input, size, cut, step,
                        &error);
    if (wanted == NULL) {
        g_assert_false (ok);
        g_assert_error (error, TD_WEB_ERROR, TD_ERROR_INPUT);
    } else {
        g_assert_no_error (error);
        g_assert_true (ok);
        g_assert_cmpstr (seen.seen->str, ==, wanted);
        g_assert_cmpint (seen.begun, ==, seen.ended);
    }
    g_string_free (seen.seen, TRUE);
}

static void all_cuts (const char *type, const char *input, const char *wanted)
{
    gsize size = strlen (input);

    g_autofree char *shown = g_strescape (input, NULL); /* TAP is UTF-8 */
    g_test_message ("%s", shown);
    for (gsize cut = 0; cut <= size; cut++)
        once (type, input, size, wanted, cut, size + 1);
    once (type, input, size, wanted, 0, 1);
    once (type, input, size, wanted, 0, 3);
}

static void test_urlencoded (void)
{
    all_cuts (NULL, "", "");
    all_cuts (NULL, "a=1&b=2", "(a=1)(b=2)");
    all_cuts (NULL, "&&a=1&&b&", "(a=1)(b=)");
    all_cuts (NULL, "a=b=c+d%20e%2B", "(a=b=c d e+)");
    all_cuts (NULL, "n%61me=%D8%A7", "(name=\330\247)");
    all_cuts (NULL, "=1", NULL);
    all_cuts (NULL, "a=%", NULL);
    all_cuts (NULL, "a=%4", NULL);
    all_cuts (NULL, "a=%4g", NULL);
    all_cuts (NULL, "a%00=1", NULL);
    g_autofree char *name = g_strnfill (TD_FORM_NAME_BYTES + 1, 'n');
    once (NULL, name, strlen (name), NULL, 0, 7);
}

#define TYPE       "multipart/form-data; boundary=xYz"
#define PART(name) "--xYz\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(name, file)                                                                                          \
    "--xYz\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file                                     \
    "\"\r\nContent-Type: application/pdf\r\n\r\n"
#define END "\r\n--xYz--\r\n"

static void test_multipart (void)
{
    all_cuts (TYPE, "--xYz--", "");
    all_cuts (TYPE, "--xYz--\r\nan epilogue --xYz\r\n", "");
    all_cuts (TYPE, "a preamble\r\n" PART ("a") "1" END, "(a=1)");
    all_cuts (TYPE, PART ("a") "1\r\n" PART ("b") "2" END, "(a=1)(b=2)");
    all_cuts (TYPE, PART ("a") END, "(a=)");
    all_cuts (TYPE, PART ("a") "\r\n--xY\r\n\r\r\n--" END, "(a=\r\n--xY\r\n\r\r\n--)");
    all_cuts (TYPE, FILE_PART ("f", "a.pdf") "%PDF" END, "(f<a.pdf>=%PDF)");
    all_cuts (TYPE, FILE_PART ("f", "") END, "(f<>=)");
    all_cuts (TYPE, FILE_PART ("f", "C:\\x\\y.pdf") "1" END, "(f<y.pdf>=1)");
    all_cuts (TYPE, FILE_PART ("f", "a %22b%22 \\\"c\\\".pdf") "1" END, "(f<a \"b\" \"c\".pdf>=1)");
    all_cuts (TYPE, "--xYz \t \r\ncontent-disposition:form-data;name=a\r\n\r\n1" END, "(a=1)");
    all_cuts ("Multipart/Form-Data; charset=x; BOUNDARY=\"x Yz\"",
              "--x Yz\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x Yz--", "(a=1)");
}

static void test_multipart_refused (void)
{
    all_cuts (TYPE, "", NULL);
    all_cuts (TYPE, PART ("a") "no end", NULL);
    all_cuts (TYPE, PART ("a") "1\r\n--xYz", NULL);
    all_cuts (TYPE, PART ("a") "1\r\n--xYzz\r\n", NULL);
    all_cuts (TYPE, "--xYz\r\n\r\nno headers" END, NULL);
    all_cuts (TYPE, "--xYz\r\nContent-Disposition: form-data\r\n\r\nno name" END, NULL);
    all_cuts (TYPE, "--xYz\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nno name" END, NULL);
    all_cuts (TYPE, PART ("") "empty name" END, NULL);
    all_cuts (TYPE, "--xYz\r\nContent-Disposition: attachment; name=a\r\n\r\n1" END, NULL);
    all_cuts (TYPE, "--xYz\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1" END, NULL);
    all_cuts (TYPE, "--xYz\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nfolded" END, NULL);
    all_cuts (TYPE, "--xYz\r\nno colon\r\nContent-Disposition: form-data; name=a\r\n\r\n1" END, NULL);
    all_cuts (TYPE,
              "--xYz\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n1" END,
              NULL);
    all_cuts (
        TYPE,
        "--xYz\r\nContent-Disposition: form-data; name=a\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n1" END,
        NULL);
    all_cuts (TYPE,
              "--xYz\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==" END,
              NULL);
    all_cuts (TYPE, "--xYz\r\nContent-Disposition: form-data; name=\"\377\"\r\n\r\n1" END, NULL);
    all_cuts ("multipart/form-data", PART ("a") "1" END, NULL);
    all_cuts ("multipart/form-data; boundary=", PART ("a") "1" END, NULL);
    all_cuts ("multipart/form-data; boundary=\"xYz", PART ("a") "1" END, NULL);
}

static void test_multipart_bytes (void)
{
    static const char with_nul[] = "--xYz\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\n1" END;
    g_autofree char *many = g_strnfill (TD_FORM_PART_HEADER_BYTES + 10, 'h');
    g_autofree char *long_head = g_strconcat ("--xYz\r\nX: ", many, NULL);

    once (TYPE, with_nul, sizeof with_nul - 1, NULL, 0, 11);
    once (TYPE, long_head, strlen (long_head), NULL, 0, 100);
}

static void test_disposition (void)
{
    g_autofree char *a = td_disposition_parameter ("x; a=1; b=\"2;3\" ; c", "b");
    g_autofree char *b = td_disposition_parameter ("x; a=1; b=\"2\"", "B");
    g_autofree char *c = td_disposition_parameter ("x; filename*=u; name=n", "filename");

    g_assert_cmpstr (a, ==, "2;3");
    g_assert_cmpstr (b, ==, "2");
    g_assert_null (c);
    g_assert_null (td_disposition_parameter ("x", "a"));
    g_assert_null (td_disposition_parameter (NULL, "a"));
    g_assert_true (td_disposition_is ("Form-Data ; x", "form-data"));
    g_assert_false (td_disposition_is ("form-database", "form-data"));
}

/* ---- ranges ---- */

static void test_ranges (void)
{
    static const struct {
        const char *header;
        TdRange range;
        gint64 from, length;
    } rows[] = {
        { NULL, TD_RANGE_WHOLE, 0, 0 },
        { "bytes=0-", TD_RANGE_PART, 0, 100 },
        { "Bytes=0-0", TD_RANGE_PART, 0, 1 },
        { "bytes=10-19", TD_RANGE_PART, 10, 10 },
        { "bytes=90-1000", TD_RANGE_PART, 90, 10 },
        { "bytes=99-", TD_RANGE_PART, 99, 1 },
        { "bytes=-30", TD_RANGE_PART, 70, 30 },
        { "bytes=-1000", TD_RANGE_PART, 0, 100 },
        { "bytes=100-", TD_RANGE_OUTSIDE, 0, 0 },
        { "bytes=-0", TD_RANGE_OUTSIDE, 0, 0 },
        { "bytes=20-10", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=0-9,20-29", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=-", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=a-", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=0-x", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=99999999999999999999-", TD_RANGE_WHOLE, 0, 0 },
        { "bytes=0-99999999999999999999", TD_RANGE_WHOLE, 0, 0 },
        { "items=0-9", TD_RANGE_WHOLE, 0, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        gint64 from = 0, length = 0;

        g_test_message ("%s", rows[i].header);
        g_assert_cmpint (td_range_read (rows[i].header, 100, &from, &length), ==, rows[i].range);
        g_assert_cmpint (from, ==, rows[i].from);
        g_assert_cmpint (length, ==, rows[i].length);
    }
    g_assert_cmpint (td_range_read ("bytes=-5", 0, &(gint64){ 0 }, &(gint64){ 0 }), ==, TD_RANGE_OUTSIDE);
    g_assert_cmpint (td_range_read ("bytes=0-", 0, &(gint64){ 0 }, &(gint64){ 0 }), ==, TD_RANGE_OUTSIDE);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/web/parsers/urlencoded", test_urlencoded);
    g_test_add_func ("/web/parsers/multipart", test_multipart);
    g_test_add_func ("/web/parsers/multipart-refused", test_multipart_refused);
    g_test_add_func ("/web/parsers/multipart-bytes", test_multipart_bytes);
    g_test_add_func ("/web/parsers/disposition", test_disposition);
    g_test_add_func ("/web/parsers/ranges", test_ranges);
    return g_test_run ();
}
