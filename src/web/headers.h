/* The headers that every reply carries, and what may stand in a header at all. */
#pragma once

#include <glib.h>
#include <microhttpd.h>

/* The Content-Security-Policy of a PDF that is shown: nothing in it loads, runs, frames or is framed; the viewer itself may draw it. */
extern const char td_headers_of_pdf[];

/* Whether an answer may say that this site is https: the site is, and who asked did not come by an onion address (docs/ONION.md), which is
 * plain HTTP inside Tor. host: as asked, with its port or without; or NULL. */
gboolean td_says_https (gboolean site_is_https, const char *host);

/* Security headers for a page, a file or an error, but for those that the response has already (a page that may use camera and
 * microphone says so itself); https: HSTS too. */
void td_headers_add (struct MHD_Response *response, gboolean https);

/* The same for a file of ours that a page uses: what is said of pages only is left out, since each first view carries it. */
void td_headers_add_for_part (struct MHD_Response *response, gboolean https);

/* One line of visible ASCII, spaces and tabs. */
gboolean td_header_value_ok (const char *value);
gboolean td_header_name_ok (const char *name);
gboolean td_cookie_name_ok (const char *name);
/* cookie-octets of RFC 6265. */
gboolean td_cookie_value_ok (const char *value);
/* A path on this site: begins with one "/", ASCII without control characters, spaces and backslashes. */
gboolean td_redirect_ok (const char *path);

/* A response that owns a reference to bytes. */
struct MHD_Response *td_response_of_bytes (GBytes *bytes);
