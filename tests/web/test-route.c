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
    expect ("/en/things/0123456789abcdef", NULL, 200, NULL);
}

int main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    site = site_start (NULL, 0);
    g_test_add_func ("/web/route/pages", test_pages);
    (void) expect_redirect;
    result = g_test_run ();
    site_stop (site);
    return result;
}
