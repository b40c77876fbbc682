/* Built-in files: named by their content, kept for ever, compressed. */
#include "site.h"

#include "web/static.h"

static Site *site;

static void test_named_by_content (void)
{
    const char *address = td_static_address ("site.css");

    g_assert_true (g_str_has_prefix (address, "/static/site-"));
    g_assert_true (g_str_has_suffix (address, ".css"));
    g_assert_cmpuint (strlen (address), ==, strlen ("/static/site-0123456789ab.css"));
    g_assert_cmpstr (td_static_address ("missing.css"), ==, "");
    g_assert_true (td_static_known (address));
    g_assert_false (td_static_known ("/static/site.css"));
}

static void test_served (void)
{
    const char *address = td_static_address ("site.css");

    for (int i = 0; i < 2; i++) { /* the first makes the compressed forms */
        g_autofree char *plain = site_get (site, address, NULL);
        g_autofree char *cache = answer_header (plain, "Cache-Control");
        g_autofree char *type = answer_header (plain, "Content-Type");
        g_autofree char *etag = answer_header (plain, "ETag");
        g_autofree char *line = g_strdup_printf ("If-None-Match: %s\r\n", etag);
        g_autofree char *again = site_get (site, address, line);
        g_autofree char *packed = site_get (site, address, "Accept-Encoding: gzip, br\r\n");
        g_autofree char *coding = answer_header (packed, "Content-Encoding");

        g_assert_cmpint (answer_status (plain), ==, 200);
        g_assert_true (g_str_has_prefix (answer_body (plain), "body {"));
        g_assert_nonnull (strstr (cache, "immutable"));
        g_assert_cmpstr (type, ==, "text/css; charset=utf-8");
        g_assert_cmpint (answer_status (again), ==, 304);
        g_assert_cmpstr (coding, ==, "br");
    }
    g_autofree char *svg = site_get (site, td_static_address ("dot.svg"), NULL);
    g_autofree char *type = answer_header (svg, "Content-Type");
    g_assert_cmpstr (type, ==, "image/svg+xml");
}

static void test_old_version (void)
{
    g_autofree char *answer = site_get (site, "/static/site-000000000000.css", NULL);

    g_assert_cmpint (answer_status (answer), ==, 404);
}

int main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    site = site_start (NULL, 0);
    g_test_add_func ("/web/static/named-by-content", test_named_by_content);
    g_test_add_func ("/web/static/served", test_served);
    g_test_add_func ("/web/static/old-version", test_old_version);
    result = g_test_run ();
    site_stop (site);
    return result;
}
