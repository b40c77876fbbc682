/* Posts: tokens, fields, files, and forms that no browser sends. */
#include "site.h"

#include "base/limits.h"
#include <unistd.h>

static Site *site;

#define MULTIPART  "Content-Type: multipart/form-data; boundary=xYz\r\n"
#define PART(name) "--xYz\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(name, file)                                                                                          \
    "--xYz\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file                                     \
    "\"\r\nContent-Type: application/pdf\r\n\r\n"
#define END "\r\n--xYz--\r\n"

static void expect_post (const char *path, const char *headers, const char *body, int status, const char *said)
{
    g_autofree char *answer = site_post (site, path, headers, body);

    g_test_message ("%s %.200s", path, body);
    g_assert_cmpint (answer_status (answer), ==, status);
    if (said != NULL)
        g_assert_nonnull (strstr (answer_body (answer), said));
}

/* ---- tokens ---- */

static void test_token (void)
{
    g_autofree char *token = NULL;
    g_autofree char *cookie = NULL;
    g_autofree char *line = NULL;
    g_autofree char *body = NULL;
    g_autofree char *wrong = NULL;

    site_form (site, &token, &cookie);
    g_assert_true (g_str_has_prefix (cookie, "td_form="));
    line = g_strdup_printf ("Cookie: %s\r\n", cookie);
    body = g_strdup_printf ("line=hello&csrf=%s", token);
    wrong = g_strdup (body);
    wrong[strlen (wrong) - 3] ^= 1;
    expect_post ("/en/form", line, body, 200, "line=[hello]");
    expect_post ("/en/form", line, body, 200, "line=[hello]"); /* again: back and forth in the browser */
    expect_post ("/en/form", line, "line=hello", 403, "no longer valid");
    expect_post ("/en/form", line, "line=hello&csrf=", 403, NULL);
    expect_post ("/en/form", line, wrong, 403, NULL);
    expect_post ("/en/form", NULL, body, 403, NULL);
    expect_post ("/en/form", "Cookie: td_form=00000000000000000000000000000000\r\n", body, 403, NULL);
    expect_post ("/en/form", "Cookie: td_session=secretariat\r\n", body, 403, NULL);
    expect_post ("/en/form", NULL, "line=hello", 403, NULL);
    expect_post ("/en/form", line, "", 403, NULL);
}

static void test_tokens_differ (void)
{
    g_autofree char *token1 = NULL;
    g_autofree char *cookie1 = NULL;
    g_autofree char *line = NULL;
    g_autofree char *again = NULL;

    site_form (site, &token1, &cookie1);
    line = g_strdup_printf ("Cookie: %s\r\n", cookie1);
    again = site_get (site, "/en/form", line);
    g_assert_null (strstr (again, token1));       /* another token for the same browser */
    g_assert_null (strstr (again, "Set-Cookie")); /* which keeps its cookie */
    g_assert_null (strstr (again, "public, "));   /* and the page stays out of caches */
}

static void test_origin (void)
{
    g_autofree char *token = NULL;
    g_autofree char *cookie = NULL;
    g_autofree char *body = NULL;
    static const struct {
        const char *line;
        int status;
    } cases[] = {
        { "Sec-Fetch-Site: same-origin\r\n", 200 }, { "Sec-Fetch-Site: cross-site\r\n", 403 },
        { "Sec-Fetch-Site: same-site\r\n", 403 },   { "Origin: http://localhost\r\n", 200 },
        { "Origin: http://evil.example\r\n", 403 }, { "Origin: null\r\n", 403 },
        { "Origin: https://localhost\r\n", 403 },   { "Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n", 200 },
    };

    site_form (site, &token, &cookie);
    body = g_strdup_printf ("line=x&csrf=%s", token);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *headers = g_strdup_printf ("Cookie: %s\r\n%s", cookie, cases[i].line);

        g_test_message ("%s", cases[i].line);
        expect_post ("/en/form", headers, body, cases[i].status, NULL);
    }
}

static void test_signed_in_token (void)
{
    g_autofree char *page = site_get (site, "/en/form", "Cookie: td_session=secretariat\r\n");
    const char *value = strstr (page, "value=\"");
    g_autofree char *token = g_strndup (value + 7, strcspn (value + 7, "\""));
    g_autofree char *body = g_strdup_printf ("line=x&csrf=%s", token);

    g_assert_null (strstr (page, "Set-Cookie"));
    expect_post ("/en/form", "Cookie: td_session=secretariat\r\n", body, 200, NULL);
    expect_post ("/en/form", NULL, body, 403, NULL);
}

/* ---- fields ---- */

static void test_fields (void)
{
    expect_post ("/en/open", NULL, "line=+a+b+&text=1%0D%0A2%0D3%0A4", 200, "line=[a b]\ntext=[1\n2\n3\n4]");
    expect_post ("/en/open", NULL, "line=e%CC%81", 200, "line=[\303\251]"); /* NFC */
    expect_post ("/en/open", NULL, "choice=1&choice=2&item-a=x&item-b=y", 200,
                 "choice=1\nchoice=2\nitem-a=x\nitem-b=y");
    expect_post ("/en/open?line=q", NULL, "text=b", 200, "line=[q]\ntext=[b]");
    expect_post ("/en/open", NULL, "", 200, "line=[]");
}

static void test_field_problems (void)
{
    expect_post ("/en/open", NULL, "line=12345678901", 422, "line=[12345678901]"); /* kept as typed */
    expect_post ("/en/open", NULL, "line=12345678901", 422, "has 11 characters; at most 10");
    expect_post ("/en/open", NULL, "line=a%0Ab", 422, "line=[a b]");
    expect_post ("/en/open", NULL, "line=a%1Bb", 422, "cannot be shown");
    expect_post ("/en/open", NULL, "text=a%07b%0Ac", 422, "text=[a b\nc]");
    expect_post ("/en/open", NULL, "choice=1&choice=2&choice=3&choice=4", 422, "At most 3");
    expect_post ("/en/open", NULL, "line=1234567890", 200, NULL);
}

static void test_fields_refused (void)
{
    expect_post ("/en/open", NULL, "other=1", 422, "does not have");
    expect_post ("/en/open", NULL, "line=1&line=2", 422, "twice");
    expect_post ("/en/open", NULL, "line=%FF", 422, "UTF-8");
    expect_post ("/en/open", NULL, "line=a%00b", 422, "UTF-8");
    expect_post ("/en/open", NULL, "line=%ED%A0%80", 422, "UTF-8");
    expect_post ("/en/open", NULL, "file=text", 422, "where text belongs");
    expect_post ("/en/open", NULL, "csrf=a&csrf=b", 422, "twice");
    expect_post ("/en/open", "Content-Type: application/json\r\n", "{}", 415, NULL);
    expect_post ("/en/open", "Content-Type: multipart/mixed; boundary=x\r\n", "--x--", 415, NULL);
    expect_post ("/en/open", MULTIPART, FILE_PART ("line", "a.txt") "1" END, 422, "where text belongs");
    expect_post ("/en/open", MULTIPART, PART ("line") "no end", 422, "cut off");
    expect_post ("/en/open", MULTIPART, "--xYz\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\n1" END, 422,
                 "damaged");
    expect_post ("/en/desk", NULL, "line=1", 403, NULL);
}

static void test_many_fields (void)
{
    g_autoptr (GString) body = g_string_new (NULL);
    g_autoptr (GString) parts = g_string_new (NULL);
    g_autofree char *huge = g_strnfill (TD_LIMIT_FIELD_BYTES + 1, 'x');
    g_autofree char *field = g_strconcat ("text=", huge, NULL);

    for (int i = 0; i < 10000; i++) {
        g_string_append_printf (body, "item-%d=1&", i);
        g_string_append_printf (parts, "--xYz\r\nContent-Disposition: form-data; name=\"item-%d\"\r\n\r\n1\r\n", i);
    }
    g_string_append (parts, "--xYz--\r\n");
    expect_post ("/en/open", NULL, body->str, 413, "more fields");
    expect_post ("/en/open", MULTIPART, parts->str, 413, "more fields");
    expect_post ("/en/open", NULL, field, 413, "longer than a form can carry");
}

/* ---- files ---- */

static void test_file (void)
{
    g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "%PDF\r\n--xY\n", -1);
    g_autofree char *said = g_strdup_printf ("file=a.pdf size=11 sum=%s", sum);

    expect_post ("/en/open", MULTIPART, PART ("line") "l\r\n" FILE_PART ("file", "a.pdf") "%PDF\r\n--xY\n" END, 200,
                 said);
    expect_post ("/en/open", MULTIPART, FILE_PART ("file", "empty.pdf") END, 200, "file=empty.pdf size=0");
    g_autofree char *none = site_post (site, "/en/open", MULTIPART, FILE_PART ("file", "") END);
    g_assert_cmpint (answer_status (none), ==, 200);
    g_assert_null (strstr (none, "file="));
}

static void test_several_files (void)
{
    expect_post ("/en/open", MULTIPART,
                 FILE_PART ("files", "a.md") "1\r\n" FILE_PART ("files", "") "\r\n" FILE_PART (
                     "files", "b.md") "22\r\n" PART ("line") "l" END,
                 200, "files 0=a.md size=1\nfiles 1=b.md size=2\n");
    expect_post ("/en/open", MULTIPART,
                 FILE_PART ("files", "a") "1\r\n" FILE_PART ("files", "b") "2\r\n" FILE_PART (
                     "files", "c") "3\r\n" FILE_PART ("files", "d") "4" END,
                 422, "At most 3");
    expect_post ("/en/open", MULTIPART, FILE_PART ("file", "a") "1\r\n" FILE_PART ("file", "b") "2" END, 422,
                 "same field twice");
    expect_post ("/en/open", MULTIPART, PART ("files") "words" END, 422, "where a file belongs");
}

static void test_file_too_large (void)
{
    g_autofree char *filler = g_strnfill (5000, 'x');
    g_autofree char *body = g_strconcat (FILE_PART ("file", "a.pdf"), filler, "\r\n", PART ("line"), "kept", END, NULL);
    g_autofree char *answer = site_post (site, "/en/small", MULTIPART, body);

    g_assert_cmpint (answer_status (answer), ==, 422);
    g_assert_nonnull (strstr (answer, "line=[kept]"));
    g_assert_nonnull (strstr (answer, "larger than"));
}

/* The whole in pieces of so many bytes, as chunks or with a length. */
static char *in_packets (const char *path, const char *body, gsize step, gboolean chunked)
{
    int fd = site_connect (site);
    gsize size = strlen (body);
    g_autofree char *head =
        g_strdup_printf ("POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" MULTIPART, path);
    g_autofree char *length = g_strdup_printf ("Content-Length: %zu\r\n\r\n", size);
    char *answer;

    site_send (fd, head, strlen (head));
    if (chunked)
        site_send (fd, "Transfer-Encoding: chunked\r\n\r\n", 30);
    else
        site_send (fd, length, strlen (length));
    for (gsize at = 0; at < size; at += step) {
        gsize n = MIN (step, size - at);
        g_autofree char *mark = g_strdup_printf ("%zx\r\n", n);

        if (chunked)
            site_send (fd, mark, strlen (mark));
        site_send (fd, body + at, n);
        if (chunked)
            site_send (fd, "\r\n", 2);
        g_usleep (200);
    }
    if (chunked)
        site_send (fd, "0\r\n\r\n", 5);
    answer = site_read_all (fd);
    close (fd);
    return answer;
}

static void test_packets (void)
{
    static const char body[] = PART ("line") "abc\r\n" FILE_PART ("file", "a.pdf") "12\r\n--xY3" END;

    for (gsize step = 1; step < 40; step += 6) {
        for (int chunked = 0; chunked < 2; chunked++) {
            g_autofree char *answer = in_packets ("/en/open", body, step, chunked);

            g_assert_cmpint (answer_status (answer), ==, 200);
            g_assert_nonnull (strstr (answer, "line=[abc]"));
            g_assert_nonnull (strstr (answer, "file=a.pdf size=9 "));
        }
    }
}

static void test_length_too_large (void)
{
    int fd = site_connect (site);
    g_autofree char *head = g_strdup_printf (
        "POST /en/open HTTP/1.1\r\nHost: h\r\n" MULTIPART "Content-Length: %d\r\n\r\n", TD_LIMIT_REQUEST_BYTES + 1);
    g_autofree char *answer = NULL;

    site_send (fd, head, strlen (head)); /* and nothing of the body */
    answer = site_read_all (fd);
    close (fd);
    g_assert_cmpint (answer_status (answer), ==, 413);
    g_assert_nonnull (strstr (answer, "25 MB"));
}

static void test_chunked_too_large (void)
{
    int fd = site_connect (site);
    g_autofree char *filler = g_strnfill (1024 * 1024, 'x');
    g_autofree char *answer = NULL;
    static const char head[] =
        "POST /en/open HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n" MULTIPART "\r\n";
    gboolean open = TRUE;

    site_send (fd, head, strlen (head));
    site_send (fd, "3C\r\n", 4);
    site_send (fd, "--xYz\r\nContent-Disposition: form-data; name=file; filename=a", 60);
    site_send (fd, "\r\n4\r\n\r\n\r\n\r\n", 11);
    for (int i = 0; i < 27 && open; i++)
        open = site_send (fd, "100000\r\n", 8) && site_send (fd, filler, 1024 * 1024) && site_send (fd, "\r\n", 2);
    site_send (fd, "0\r\n\r\n", 5);
    answer = site_read_all (fd);
    close (fd);
    g_assert_cmpint (answer_status (answer), ==, 413);
}

/* A browser that goes on sending is not reset: it can send to the end and then reads why. */
static void test_refused_but_heard (void)
{
    int fd = site_connect (site);
    g_autofree char *filler = g_strnfill (1024 * 1024, 'x');
    g_autofree char *answer = NULL;
    static const char head[] = "POST /en/desk HTTP/1.1\r\nHost: h\r\nContent-Length: 20971520\r\n" MULTIPART "\r\n";
    gboolean open = site_send (fd, head, strlen (head));

    for (int i = 0; i < 20; i++)
        open = open && site_send (fd, filler, 1024 * 1024);
    answer = site_read_all (fd);
    close (fd);
    g_assert_true (open);
    g_assert_cmpint (answer_status (answer), ==, 403);
}

/* Whoever may not send is told before the body comes. */
static void test_refused_early (void)
{
    int fd = site_connect (site);
    g_autofree char *answer = NULL;
    static const char head[] = "POST /en/desk HTTP/1.1\r\nHost: h\r\nContent-Length: 20000000\r\n" MULTIPART "\r\n";

    site_send (fd, head, strlen (head));
    answer = site_read_all (fd);
    close (fd);
    g_assert_cmpint (answer_status (answer), ==, 403);
}

static void test_no_uploads_left (void)
{
    g_autofree char *folder = g_build_filename (site->instance.folder, "outgoing", NULL);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

    g_assert_null (g_dir_read_name (dir));
}

int main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    site = site_start (NULL, 0);
    g_test_add_func ("/web/form/token", test_token);
    g_test_add_func ("/web/form/tokens-differ", test_tokens_differ);
    g_test_add_func ("/web/form/origin", test_origin);
    g_test_add_func ("/web/form/signed-in-token", test_signed_in_token);
    g_test_add_func ("/web/form/fields", test_fields);
    g_test_add_func ("/web/form/field-problems", test_field_problems);
    g_test_add_func ("/web/form/fields-refused", test_fields_refused);
    g_test_add_func ("/web/form/many-fields", test_many_fields);
    g_test_add_func ("/web/form/file", test_file);
    g_test_add_func ("/web/form/file-too-large", test_file_too_large);
    g_test_add_func ("/web/form/several-files", test_several_files);
    g_test_add_func ("/web/form/packets", test_packets);
    g_test_add_func ("/web/form/length-too-large", test_length_too_large);
    g_test_add_func ("/web/form/chunked-too-large", test_chunked_too_large);
    g_test_add_func ("/web/form/refused-early", test_refused_early);
    g_test_add_func ("/web/form/refused-but-heard", test_refused_but_heard);
    g_test_add_func ("/web/form/no-uploads-left", test_no_uploads_left);
    result = g_test_run ();
    site_stop (site);
    return result;
}
