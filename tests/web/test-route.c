/* Addresses, languages, methods, who may, what every reply carries. */
#include "site.h"

static Site *site;

static void expect (const char *path, const char *headers, int status, const char *body)
{
    g_autofree char *answer = site_get (site, path, headers);

    g_test_message ("%s", path);
    g_assert_cmpint (answer_status (answer), ==, status);
    if (body != NULL)
        g_assert_nonnull (strstr (answer_body (answer), body));
}

static void expect_redirect (const char *path, const char *headers, const char *to)
{
    g_autofree char *answer = site_get (site, path, headers);
    g_autofree char *location = answer_header (answer, "Location");

    g_assert_true (answer_status (answer) == 303 || answer_status (answer) == 301);
    g_assert_cmpstr (location, ==, to);
}

static void test_pages (void)
{
    expect ("/en", NULL, 200, "home en ltr /");
    expect ("/ar", NULL, 200, "home ar rtl /");
    expect ("/en/states/gha", NULL, 200, "gha");
    expect ("/en/states/new", NULL, 200, "the word wins");
    expect ("/en/states/C%C3%B4te%20d%27Ivoire", NULL, 200, "Côte d'Ivoire");
    expect ("/en/states/gha.json", NULL, 200, "{\"state\":\"gha\"}");
    expect ("/en/states/gha.ics", NULL, 200, "BEGIN:VCALENDAR");
    expect ("/en/states/gha.atom", NULL, 404, NULL); /* a form that the row does not have */
    expect ("/en/things/0123456789abcdef", NULL, 200, NULL);
    expect ("/en/shelf/A/C/GHA/CO/1", NULL, 200, "A/C/GHA/CO/1");
    expect ("/en/shelf/one", NULL, 200, "one");
    expect ("/en/shelf/A/C.json", NULL, 200, "{\"symbol\":\"A/C\"}");
    expect ("/en/shelf/0123456789abcdef/files/en", NULL, 200, "the word wins");
    expect ("/en/shelf/0123456789abcdef/files", NULL, 200, "0123456789abcdef/files");
    expect ("/en/shelf/A/%2e%2e/B", NULL, 404, NULL);
    expect ("/en/shelf", NULL, 404, NULL);
    expect ("/en/shelf/A//B", NULL, 404, NULL);
}

static void test_languages (void)
{
    expect_redirect ("/", NULL, "/en");
    expect_redirect ("/", "Accept-Language: ar\r\n", "/ar");
    expect_redirect ("/", "Accept-Language: de, fr-CH;q=0.8, en;q=0.5\r\n", "/fr");
    expect_redirect ("/", "Accept-Language: fr;q=0, *;q=0.1\r\n", "/en");
    expect_redirect ("/states/gha", "Accept-Language: fr\r\n", "/fr/states/gha");
    expect_redirect ("/cached?q=a%20b", NULL, "/en/cached?q=a%20b");
    expect_redirect ("/states/gha.json", NULL, "/en/states/gha.json");
    expect_redirect ("/en/", NULL, "/en");
    expect_redirect ("/en/states/gha/", NULL, "/en/states/gha");
    expect ("/xx", NULL, 404, "<h1>404</h1>");
    expect ("/zz/states/gha", NULL, 404, NULL);
}

static void test_not_found (void)
{
    static const char *const paths[] = {
        "/en/nothing",
        "/en/states",
        "/en/states/gha/more",
        "/en/things/0123456789abcdeo",
        "/en/things/short",
        "/en/states/%00",
        "/en/states/a%00b",
        "/en/states/..",
        "/en/states/%2e%2e",
        "/en/states/../../../etc/passwd",
        "/en/states/%2e%2e%2fetc",
        "/en/states/a%2Fb",
        "/en/states/a%5Cb",
        "/en/states/%zz",
        "/en/states/%",
        "/en/states/%ff%fe",
        "/en/states/a%0d%0ab",
        "//en",
        "//evil.example/",
        "/en//states/gha",
        "/./en",
        "/static/site.css",
        "/static/../site.css",
        "/en/states/",
        "/%65n%00",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *answer = site_get (site, paths[i], NULL);

        g_test_message ("%s", paths[i]);
        g_assert_cmpint (answer_status (answer), ==, 404);
        g_assert_null (strstr (answer, "Location"));
    }
    expect ("/en/states/xxx", NULL, 404, "There is no such State.");
    expect ("/en/nobody", NULL, 404, NULL);
}

static void test_methods (void)
{
    g_autofree char *post = site_post (site, "/en/states/gha", NULL, "");
    g_autofree char *allow = answer_header (post, "Allow");
    g_autofree char *odd = site_raw (site, "BREW /en/form HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", -1);
    g_autofree char *odd_allow = answer_header (odd, "Allow");
    g_autofree char *head = site_raw (site, "HEAD /en/states/gha HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", -1);
    g_autofree char *length = answer_header (head, "Content-Length");

    g_assert_cmpint (answer_status (post), ==, 405);
    g_assert_cmpstr (allow, ==, "GET, HEAD");
    g_assert_cmpint (answer_status (odd), ==, 405);
    g_assert_cmpstr (odd_allow, ==, "GET, POST, HEAD");
    g_assert_cmpint (answer_status (head), ==, 200);
    g_assert_cmpstr (length, ==, "3");
    g_assert_cmpstr (answer_body (head), ==, "");
}

static void test_long_address (void)
{
    g_autofree char *filler = g_strnfill (3000, 'a');
    g_autofree char *path = g_strconcat ("/en/states/", filler, NULL);
    g_autofree char *much = g_strnfill (20000, 'a');
    g_autofree char *line = g_strconcat ("X-Much: ", much, "\r\n", NULL);
    g_autofree char *answer = site_get (site, "/en", line);

    expect (path, NULL, 414, NULL);
    g_assert_cmpint (answer_status (answer), ==, 431);
}

static void test_unknown_query (void)
{
    expect ("/en/cached?r=1", NULL, 422, "field that this page does not have");
    expect ("/en?q=1", NULL, 422, NULL);
    expect ("/en/cached?q=%ff", NULL, 422, "UTF-8");
    expect ("/en/cached?q=a%00b", NULL, 422, "UTF-8");
    expect ("/en/cached?q=%4", NULL, 422, "damaged");
    expect ("/en/cached?q=1&q=2", NULL, 422, "twice");
    expect ("/en/cached?", NULL, 200, NULL);
}

static void test_problem_json (void)
{
    g_autofree char *answer = site_get (site, "/en/states/xxx.json", NULL);
    g_autofree char *type = answer_header (answer, "Content-Type");
    json_t *problem = json_loads (answer_body (answer), 0, NULL);

    g_assert_cmpint (answer_status (answer), ==, 404);
    g_assert_cmpstr (type, ==, "application/problem+json");
    g_assert_cmpint (json_integer_value (json_object_get (problem, "status")), ==, 404);
    g_assert_cmpstr (json_string_value (json_object_get (problem, "detail")), ==, "There is no such State.");
    json_decref (problem);
}

static void test_who (void)
{
    g_autofree char *stale = site_get (site, "/en/who", "Cookie: td_session=old\r\n");
    g_autofree char *gone = answer_header (stale, "Set-Cookie");

    expect ("/en/who", NULL, 200, "nobody");
    expect ("/en/who", "Cookie: td_session=secretariat\r\n", 200, "somebody");
    expect ("/en/desk", NULL, 403, "sign in");
    expect ("/en/desk", "Cookie: td_session=secretariat\r\n", 200, NULL);
    g_assert_cmpint (answer_status (stale), ==, 200);
    g_assert_nonnull (strstr (gone, "td_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
}

static void expect_header (const char *answer, const char *name, const char *value)
{
    g_autofree char *found = answer_header (answer, name);

    g_test_message ("%s", name);
    g_assert_nonnull (found);
    g_assert_nonnull (strstr (found, value));
}

static void test_headers (void)
{
    static const char *const paths[] = { "/en", "/en/cached", "/en/nothing", "/", "/en/states/gha.json", "/en/bytes" };

    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *answer = site_get (site, paths[i], NULL);

        expect_header (answer, "Content-Security-Policy", "default-src 'none'");
        expect_header (answer, "Content-Security-Policy", "frame-ancestors 'none'");
        expect_header (answer, "X-Content-Type-Options", "nosniff");
        expect_header (answer, "Referrer-Policy", "same-origin");
        expect_header (answer, "Permissions-Policy", "camera=()");
        expect_header (answer, "Cross-Origin-Opener-Policy", "same-origin");
        expect_header (answer, "Cross-Origin-Resource-Policy", "same-origin");
        expect_header (answer, "Cache-Control", "");
        g_assert_null (strstr (answer, "Strict-Transport-Security"));
        g_assert_null (strstr (answer, "Server:"));
    }
    g_autofree char *signed_in = site_get (site, "/en", "Cookie: td_session=secretariat\r\n");
    expect_header (signed_in, "Cache-Control", "no-store");
    g_autofree char *file = site_get (site, "/en/bytes", NULL);
    expect_header (file, "Content-Disposition", "attachment; filename=\"a--b---.bin\"");
}

static void test_injection (void)
{
    expect_redirect ("/en/go?to=/en/form", NULL, "/en/form");
    expect ("/en/go?to=//evil.example", NULL, 422, "not one of this site");
    expect ("/en/go?to=https://evil.example", NULL, 422, NULL);
    expect ("/en/go?to=/%5Cevil.example", NULL, 422, NULL);
    expect ("/en/go?to=/en%0D%0ASet-Cookie:%20a=b", NULL, 422, NULL);
    expect ("/en/go?to=", NULL, 422, NULL);
    g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*cookie could not be set*");
    expect ("/en/cookie?value=a%0D%0Ab", NULL, 500, NULL);
    g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*cookie could not be set*");
    expect ("/en/cookie?value=a;%20Domain=x", NULL, 500, NULL);
    expect ("/en/cookie?value=plain", NULL, 200, "set");
    g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*header of the answer*");
    expect ("/en/header?value=a%0AX-Evil:%201", NULL, 500, NULL);
    expect ("/en/header?value=fine", NULL, 200, "set");
    g_test_assert_expected_messages ();
}

static void test_our_fault (void)
{
    g_autofree char *answer = NULL;

    g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "A page failed*");
    answer = site_get (site, "/en/broken", NULL);
    g_test_assert_expected_messages ();
    g_assert_cmpint (answer_status (answer), ==, 500);
    g_assert_null (strstr (answer, "secret"));
}

static void test_keep_alive (void)
{
    g_autofree char *answer =
        site_raw (site,
                  "GET /en/states/aaa HTTP/1.1\r\nHost: h\r\n\r\nGET /en/cached HTTP/1.1\r\nHost: h\r\n\r\n"
                  "GET /en/states/bbb HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                  -1);

    g_test_message ("%.3000s", answer);
    g_assert_nonnull (strstr (answer, "aaa"));
    g_assert_nonnull (strstr (answer, "<p>made"));
    g_assert_true (g_str_has_suffix (answer, "bbb"));
}

static void test_smuggling (void)
{
    static const char *const heads[] = {
        "POST /en/open HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /en/open HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nline=",
        "POST /en/open HTTP/1.1\r\nHost: h\r\nContent-Length: 3a\r\n\r\nabc",
        "POST /en/open HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "POST /en/open HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "GET /en/cached HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
        "GET /en HTTP/1.1\r\n\r\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
        g_autofree char *answer = site_raw (site, heads[i], -1);

        g_test_message ("%s", heads[i]);
        g_assert_cmpint (answer_status (answer), ==, 400);
    }
}

/* A player begins anywhere; what we do not serve in parts goes whole. */
static void expect_part (const char *headers, int status, const char *range, const char *body)
{
    g_autofree char *answer = site_get (site, "/en/media", headers);
    g_autofree char *said = answer_header (answer, "Content-Range");

    g_test_message ("%s", headers);
    g_assert_cmpint (answer_status (answer), ==, status);
    g_assert_cmpstr (said, ==, range);
    g_assert_cmpstr (answer_body (answer), ==, body);
    expect_header (answer, "Accept-Ranges", "bytes");
    expect_header (answer, "Content-Type", "audio/ogg");
    expect_header (answer, "Content-Disposition", "attachment; filename=\"sound.ogg\"");
    expect_header (answer, "X-Content-Type-Options", "nosniff");
}

static void test_media (void)
{
    expect_part (NULL, 200, NULL, "0123456789");
    expect_part ("Range: bytes=0-\r\n", 206, "bytes 0-9/10", "0123456789");
    expect_part ("Range: bytes=2-4\r\n", 206, "bytes 2-4/10", "234");
    expect_part ("Range: bytes=-3\r\n", 206, "bytes 7-9/10", "789");
    expect_part ("Range: bytes=10-\r\n", 416, "bytes */10", "");
    expect_part ("Range: bytes=0-1,3-4\r\n", 200, NULL, "0123456789");
    expect_part ("Range: bytes=2-4\r\nIf-Range: \"x\"\r\n", 200, NULL, "0123456789");
    g_autofree char *page = site_get (site, "/en", NULL);
    expect_header (page, "Content-Security-Policy", "media-src 'self'");
}

int main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    site = site_start (NULL, 0);
    g_test_add_func ("/web/route/pages", test_pages);
    g_test_add_func ("/web/route/languages", test_languages);
    g_test_add_func ("/web/route/not-found", test_not_found);
    g_test_add_func ("/web/route/methods", test_methods);
    g_test_add_func ("/web/route/long-address", test_long_address);
    g_test_add_func ("/web/route/unknown-query", test_unknown_query);
    g_test_add_func ("/web/route/problem-json", test_problem_json);
    g_test_add_func ("/web/route/who", test_who);
    g_test_add_func ("/web/route/headers", test_headers);
    g_test_add_func ("/web/route/media", test_media);
    g_test_add_func ("/web/route/injection", test_injection);
    g_test_add_func ("/web/route/our-fault", test_our_fault);
    g_test_add_func ("/web/route/keep-alive", test_keep_alive);
    g_test_add_func ("/web/route/smuggling", test_smuggling);
    result = g_test_run ();
    site_stop (site);
    return result;
}
