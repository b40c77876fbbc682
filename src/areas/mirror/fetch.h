/* Fetching from the server that is mirrored, which is distrusted: bounded in bytes and time, http and https alone, never led elsewhere. libcurl's
 * home in this area; it is loaded with the first fetch. */
#pragma once

#include <glib.h>

typedef struct TdFetcher TdFetcher;
/* address: "https://desk.example.org", without a stroke at its end. NULL with error where libcurl is not on this machine. */
TdFetcher *td_fetcher_new (const char *address, GError **error);
void td_fetcher_free (TdFetcher *fetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFetcher, td_fetcher_free)

/* path begins with a stroke. NULL with a sentence: it did not answer, answered otherwise than with 200, led elsewhere, sent more than most bytes, or
 * broke off. TD_ERROR_BUSY where trying again may help. */
GBytes *td_fetch (TdFetcher *fetcher, const char *path, gsize most, GError **error);

/* An address as it is kept; TD_ERROR_INPUT when it is none of http or https, or holds a name, a query or a fragment. Free it. */
char *td_fetch_address (const char *url, GError **error);
