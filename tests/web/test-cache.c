/* Finished pages: kept, told apart, dropped with the next public change. */
#include "site.h"

#include "web/cache.h"
#include <zlib.h>

static Site *site;

static char *made_by (const char *path, const char *headers)
{
    g_autofree char *answer = site_get (site, path, headers);
    const char *at = strstr (answer, "<p>made ");

    g_assert_cmpint (answer_status (answer), ==, 200);
    g_assert_nonnull (at);
    return g_strndup (at + 8, strcspn (at + 8, " "));
}

static void test_kept_and_dropped (void)
{
    g_autofree char *first = made_by ("/en/cached", NULL);
    g_autofree char *second = made_by ("/en/cached", NULL);
    g_autofree char *query = made_by ("/en/cached?q=x", NULL);
    g_autofree char *arabic = made_by ("/ar/cached", NULL);
    g_autofree char *changed = NULL;

    g_assert_cmpstr (first, ==, second);
    g_assert_cmpstr (first, !=, query);
    g_assert_cmpstr (first, !=, arabic);
    site_public_change (site);
    g_usleep (400 * 1000); /* the watcher's round is 150 ms */
    changed = made_by ("/en/cached", NULL);
    g_assert_cmpstr (first, !=, changed);
}

/* What one posts one sees, without waiting for the watcher's round. */
static void test_seen_at_once (void)
{
    for (int i = 0; i < 5; i++) {
        g_autofree char *before = made_by ("/en/cached", NULL);
        g_autofree char *post = NULL;
        g_autofree char *after = NULL;

        site_public_change (site);
        post = site_post (site, "/en/open", NULL, "line=1");
        g_assert_cmpint (answer_status (post), ==, 200);
        after = made_by ("/en/cached", NULL);
        g_assert_cmpstr (before, !=, after);
    }
}

static void test_signed_in (void)
{
    g_autofree char *kept = made_by ("/en/cached", NULL);
    g_autofree char *own = made_by ("/en/cached", "Cookie: a=b; td_session=secretariat\r\n");
    g_autofree char *other_cookie = made_by ("/en/cached", "Cookie: a=b\r\n");

    g_assert_cmpstr (kept, !=, own);
    g_assert_cmpstr (kept, ==, other_cookie);
}

static void test_etag (void)
{
    g_autofree char *made = made_by ("/en/cached", NULL);
    g_autofree char *answer = site_get (site, "/en/cached", NULL);
    g_autofree char *etag = answer_header (answer, "ETag");
    g_autofree char *packed = site_get (site, "/en/cached", "Accept-Encoding: br\r\n");
    g_autofree char *packed_etag = answer_header (packed, "ETag");
    g_autofree char *line = g_strdup_printf ("If-None-Match: \"other\", %s\r\n", etag);
    g_autofree char *weak = g_strdup_printf ("If-None-Match: W/%s\r\n", etag);
    g_autofree char *same = site_get (site, "/en/cached", line);
    g_autofree char *same_weak = site_get (site, "/en/cached", weak);
    g_autofree char *other = NULL;

    g_assert_nonnull (etag);
    g_assert_true (etag[0] == '"');
    g_assert_cmpstr (etag, !=, packed_etag);
    g_assert_cmpint (answer_status (same), ==, 304);
    g_assert_cmpstr (answer_body (same), ==, "");
    g_assert_cmpint (answer_status (same_weak), ==, 304);
    site_public_change (site);
    g_usleep (400 * 1000);
    g_free (made_by ("/en/cached", NULL));
    other = site_get (site, "/en/cached", line);
    g_assert_cmpint (answer_status (other), ==, 200);
}

static void test_head (void)
{
    g_autofree char *made = made_by ("/en/cached", NULL);
    g_autofree char *head = site_raw (site, "HEAD /en/cached HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", -1);
    g_autofree char *length = answer_header (head, "Content-Length");

    g_assert_cmpint (answer_status (head), ==, 200);
    g_assert_cmpint (g_ascii_strtoll (length, NULL, 10), >, 12000);
    g_assert_cmpstr (answer_body (head), ==, "");
}

/* Answers over a socket can't be read as text when they are compressed: the length and the first bytes do. */
static void test_codings (void)
{
    static const struct {
        const char *accepts, *coding;
    } cases[] = {
        { "Accept-Encoding: gzip, deflate, br\r\n", "br" },    { "Accept-Encoding: gzip\r\n", "gzip" },
        { "Accept-Encoding: br;q=0, gzip;q=0.5\r\n", "gzip" }, { "Accept-Encoding: identity\r\n", NULL },
        { "Accept-Encoding: xbr, gzipped\r\n", NULL },         { "Accept-Encoding: gzip;q=0.0\r\n", NULL },
    };

    for (int again = 0; again < 2; again++) {
        for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
            g_autofree char *cached = site_get (site, "/en/cached?q=codings", cases[i].accepts);
            g_autofree char *coding = answer_header (cached, "Content-Encoding");
            g_autofree char *vary = answer_header (cached, "Vary");

            g_assert_cmpstr (coding, ==, cases[i].coding);
            g_assert_nonnull (strstr (vary, "Accept-Encoding"));
        }
    }
}

static void test_compress (void)
{
    g_autofree char *text = g_strnfill (5000, 'a');
    g_autoptr (GBytes) bytes = g_bytes_new (text, 5000);
    g_autoptr (GBytes) packed = td_compress (bytes, TD_CODING_GZIP, TD_EFFORT_BEST);
    g_autoptr (GBytes) brotli = td_compress (bytes, TD_CODING_BROTLI, TD_EFFORT_KEPT);
    g_autoptr (GBytes) tiny = g_bytes_new ("a", 1);
    gsize size;
    const guint8 *data = g_bytes_get_data (packed, &size);
    guint8 out[6000];
    z_stream z = { .next_in = (Bytef *) data, .avail_in = (uInt) size, .next_out = out, .avail_out = sizeof out };

    g_assert_cmpint (inflateInit2 (&z, 15 + 16), ==, Z_OK);
    g_assert_cmpint (inflate (&z, Z_FINISH), ==, Z_STREAM_END);
    g_assert_cmpmem (out, z.total_out, text, 5000);
    inflateEnd (&z);
    g_assert_cmpuint (g_bytes_get_size (brotli), <, 100);
    g_assert_null (td_compress (tiny, TD_CODING_GZIP, TD_EFFORT_BEST));
}

/* More than fits: what was asked for longest ago goes. */
static void test_bounded (void)
{
    g_autofree char *kept = made_by ("/en/cached?q=hot", NULL);
    g_autofree char *still = NULL;
    g_autofree char *cold = made_by ("/en/cached?q=cold", NULL);
    g_autofree char *cold_again = NULL;

    for (int i = 0; i < 1200; i++) { /* each costs some 25 KB of the 16 MB */
        g_autofree char *path = g_strdup_printf ("/en/cached?q=%d", i);

        g_free (made_by (path, NULL));
        if (i % 50 == 0)
            g_free (made_by ("/en/cached?q=hot", NULL));
    }
    still = made_by ("/en/cached?q=hot", NULL);
    cold_again = made_by ("/en/cached?q=cold", NULL);
    g_assert_cmpstr (kept, ==, still);
    g_assert_cmpstr (cold, !=, cold_again);
}

int main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    site = site_start (NULL, 0);
    g_test_add_func ("/web/cache/kept-and-dropped", test_kept_and_dropped);
    g_test_add_func ("/web/cache/seen-at-once", test_seen_at_once);
    g_test_add_func ("/web/cache/signed-in", test_signed_in);
    g_test_add_func ("/web/cache/etag", test_etag);
    g_test_add_func ("/web/cache/head", test_head);
    g_test_add_func ("/web/cache/codings", test_codings);
    g_test_add_func ("/web/cache/compress", test_compress);
    g_test_add_func ("/web/cache/bounded", test_bounded);
    result = g_test_run ();
    site_stop (site);
    return result;
}
