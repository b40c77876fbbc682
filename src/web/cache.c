#include "web/cache.h"

#include "web/headers.h"

#define MOST_AGE (60 * G_USEC_PER_SEC)

typedef struct {
    char *address; /* before it a mark of the coding asked for, and of https */
    gint64 version, until;
    gsize cost;
    struct MHD_Response *whole, *unchanged;
    char etag[TD_ETAG_SIZE];
    GList link; /* in the queue: head is the newest */
} Entry;

struct TdPageCache {
    GMutex lock;
    GHashTable *entries; /* coding and address: Entry */
    GQueue order;
    gsize bytes, most_bytes;
};

static void entry_free (gpointer data)
{
    Entry *entry = data;

    g_clear_pointer (&entry->whole, MHD_destroy_response);
    g_clear_pointer (&entry->unchanged, MHD_destroy_response);
    g_free (entry->address);
    g_free (entry);
}

TdPageCache *td_cache_new (gsize most_bytes)
{
    TdPageCache *cache = g_new0 (TdPageCache, 1);

    g_mutex_init (&cache->lock);
    cache->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
    g_queue_init (&cache->order);
    cache->most_bytes = most_bytes;
    return cache;
}

void td_cache_free (TdPageCache *cache)
{
    if (cache == NULL)
        return;
    g_hash_table_unref (cache->entries);
    g_mutex_clear (&cache->lock);
    g_free (cache);
}

static void forget (TdPageCache *cache, Entry *entry)
{
    g_queue_unlink (&cache->order, &entry->link);
    cache->bytes -= entry->cost;
    g_hash_table_remove (cache->entries, entry->address);
}

void td_cache_add_headers (struct MHD_Response *response, const TdCachePage *page, const char *etag)
{
    td_headers_add (response, page->https);
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE, page->type);
    MHD_add_response_header (response, MHD_HTTP_HEADER_ETAG, etag);
    MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL, "public, max-age=0, must-revalidate");
    MHD_add_response_header (response, MHD_HTTP_HEADER_VARY, "Accept-Encoding, Cookie");
    if (page->coding != TD_CODING_IDENTITY)
        MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_ENCODING, td_coding_name (page->coding));
}

/* What stands before an address: a letter for the coding, another where the page says that the site is https. */
static char mark_of (gboolean https, TdCoding asked)
{
    return (char) ((https ? 'A' : 'a') + asked);
}

/* The address behind its mark, in buffer where it is short enough. */
static const char *key_of (const char *address, gboolean https, TdCoding asked, char *buffer, gsize size,
                           char **ret_long)
{
    gsize n = strlen (address) + 2;

    *ret_long = n > size ? g_malloc (n) : NULL;
    if (*ret_long != NULL)
        buffer = *ret_long;
    buffer[0] = mark_of (https, asked);
    memcpy (buffer + 1, address, n - 1);
    return buffer;
}

static Entry *entry_new (const TdCachePage *page)
{
    Entry *entry = g_new0 (Entry, 1);
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, page->bytes);
    g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
    const char *name = td_coding_name (page->coding);

    entry->address = g_strdup_printf ("%c%s", mark_of (page->https, page->asked), page->address);
    entry->version = page->version;
    entry->until = g_get_monotonic_time () + MOST_AGE;
    entry->link.data = entry;
    entry->cost = sizeof *entry + strlen (page->address) + g_bytes_get_size (page->packed) + 2048; /* headers */
    g_snprintf (entry->etag, sizeof entry->etag, "\"%" G_GINT64_FORMAT "-%.16s%s%s\"", page->version, hash,
                name != NULL ? "-" : "", name != NULL ? name : "");
    entry->whole = td_response_of_bytes (page->packed);
    entry->unchanged = td_response_of_bytes (nothing);
    td_cache_add_headers (entry->whole, page, entry->etag);
    td_cache_add_headers (entry->unchanged, page, entry->etag);
    return entry;
}

void td_cache_put (TdPageCache *cache, const TdCachePage *page, char *ret_etag)
{
    Entry *entry = entry_new (page), *old;

    g_strlcpy (ret_etag, entry->etag, TD_ETAG_SIZE);
    if (entry->cost > cache->most_bytes / 8) {
        entry_free (entry);
        return;
    }
    g_mutex_lock (&cache->lock);
    old = g_hash_table_lookup (cache->entries, entry->address);
    if (old != NULL)
        forget (cache, old);
    while (cache->bytes + entry->cost > cache->most_bytes)
        forget (cache, cache->order.tail->data);
    g_hash_table_insert (cache->entries, entry->address, entry);
    g_queue_push_head_link (&cache->order, &entry->link);
    cache->bytes += entry->cost;
    g_mutex_unlock (&cache->lock);
}

gboolean td_etag_matches (const char *if_none_match, const char *etag)
{
    gsize n = strlen (etag);

    while (if_none_match != NULL && *if_none_match != '\0') {
        gsize size;

        if_none_match += strspn (if_none_match, " \t,");
        if (g_str_has_prefix (if_none_match, "W/"))
            if_none_match += 2;
        size = strcspn (if_none_match, ", \t");
        if ((size == 1 && *if_none_match == '*') || (size == n && strncmp (if_none_match, etag, n) == 0))
            return TRUE;
        if_none_match += size;
    }
    return FALSE;
}

static void queue (Entry *entry, const char *if_none_match, struct MHD_Connection *connection)
{
    if (td_etag_matches (if_none_match, entry->etag))
        MHD_queue_response (connection, MHD_HTTP_NOT_MODIFIED, entry->unchanged);
    else
        MHD_queue_response (connection, MHD_HTTP_OK, entry->whole);
}

/* MHD has no call that only takes a reference, so a reply is queued, which takes one, under the lock. */
gboolean td_cache_answer (TdPageCache *cache, const char *address, gboolean https, gint64 version, TdCoding coding,
                          const char *if_none_match, struct MHD_Connection *connection)
{
    char buffer[256];
    g_autofree char *longer = NULL;
    const char *key = key_of (address, https, coding, buffer, sizeof buffer, &longer);
    gboolean fresh;
    Entry *entry;

    g_mutex_lock (&cache->lock);
    entry = g_hash_table_lookup (cache->entries, key);
    fresh = entry != NULL && entry->version == version && g_get_monotonic_time () < entry->until;
    if (fresh) {
        g_queue_unlink (&cache->order, &entry->link);
        g_queue_push_head_link (&cache->order, &entry->link);
        queue (entry, if_none_match, connection);
    } else if (entry != NULL) {
        forget (cache, entry);
    }
    g_mutex_unlock (&cache->lock);
    return fresh;
}
