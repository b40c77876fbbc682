#include "web/headers.h"

/* Nothing from elsewhere, nothing inline, no frames: even a hole in escaping finds no script that would run. img-src has no
 * data: because our pictures are inline SVG elements or files. */
static const char *const of_pages[][2] = {
    { "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
      "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'" },
    /* same-origin, not no-referrer: with that, browsers send "Origin: null" with our own forms */
    { "Referrer-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
};

const char td_headers_of_pdf[] = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
                                 "form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

gboolean td_says_https (gboolean site_is_https, const char *host)
{
    gsize n = host != NULL ? strcspn (host, ":") : 0;
    gsize onion = strlen (".onion");

    return site_is_https && (n < onion || g_ascii_strncasecmp (host + n - onion, ".onion", onion) != 0);
}

void td_headers_add_for_part (struct MHD_Response *response, gboolean https)
{
    MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header (response, "Cross-Origin-Resource-Policy", "same-origin");
    if (https)
        MHD_add_response_header (response, "Strict-Transport-Security", "max-age=63072000");
}

void td_headers_add (struct MHD_Response *response, gboolean https)
{
    for (gsize i = 0; i < G_N_ELEMENTS (of_pages); i++)
        if (MHD_get_response_header (response, of_pages[i][0]) == NULL)
            MHD_add_response_header (response, of_pages[i][0], of_pages[i][1]);
    td_headers_add_for_part (response, https);
}

gboolean td_header_value_ok (const char *value)
{
    if (value == NULL || value[0] == '\0' || strlen (value) > 4096)
        return FALSE;
    for (const guchar *at = (const guchar *) value; *at != '\0'; at++) {
        if ((*at < 0x20 && *at != '\t') || *at >= 0x7f)
            return FALSE;
    }
    return TRUE;
}

gboolean td_header_name_ok (const char *name)
{
    gsize n = strlen (name);

    return n > 0 && n < 64 && strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

gboolean td_cookie_name_ok (const char *name)
{
    gsize n = strlen (name);

    return n > 0 && n < 64 && strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == n;
}

gboolean td_cookie_value_ok (const char *value)
{
    if (value == NULL || strlen (value) > 2048)
        return FALSE;
    for (const guchar *at = (const guchar *) value; *at != '\0'; at++) {
        if (*at <= 0x20 || *at >= 0x7f || strchr ("\",;\\", *at) != NULL)
            return FALSE;
    }
    return TRUE;
}

gboolean td_redirect_ok (const char *path)
{
    if (path == NULL || path[0] != '/' || path[1] == '/' || strlen (path) > 2048)
        return FALSE;
    for (const guchar *at = (const guchar *) path; *at != '\0'; at++) {
        if (*at <= 0x20 || *at >= 0x7f || strchr ("\\\"<>", *at) != NULL)
            return FALSE;
    }
    return TRUE;
}

static void drop_bytes (void *data)
{
    g_bytes_unref (data);
}

struct MHD_Response *td_response_of_bytes (GBytes *bytes)
{
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);

    return MHD_create_response_from_buffer_with_free_callback_cls (size, (void *) (data != NULL ? data : ""),
                                                                   drop_bytes, g_bytes_ref (bytes));
}
