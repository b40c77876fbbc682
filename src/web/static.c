#include "web/static.h"

#include "web/cache.h"
#include "web/compress.h"
#include "web/headers.h"
#include <gio/gio.h>

#define FOLDER "/treatydesk/static/"

typedef struct {
    char *address;
    const char *type;
    GBytes *bytes;
    gint ready;                                                 /* atomic: the responses are made */
    struct MHD_Response *whole[2][TD_N_CODINGS], *unchanged[2]; /* plain, https */
    char etag[24];
} File;

static GHashTable *by_name, *by_address;
static GMutex preparing;

static const char *type_of (const char *name)
{
    static const char *const types[][2] = {
        { ".css", "text/css; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".svg", "image/svg+xml" },
        { ".png", "image/png" },
        { ".ico", "image/x-icon" },
        { ".jpg", "image/jpeg" },
        { ".txt", "text/plain; charset=utf-8" },
        { ".webmanifest", "application/manifest+json" },
        { ".woff2", "font/woff2" },
        { ".xsl", "text/xsl; charset=utf-8" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
        if (g_str_has_suffix (name, types[i][0]))
            return types[i][1];
    }
    return "application/octet-stream";
}

static void load_one (const char *name)
{
    g_autofree char *path = g_strconcat (FOLDER, name, NULL);
    g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autofree char *hash = NULL;
    const char *dot = strrchr (name, '.');
    File *file;

    if (bytes == NULL || dot == NULL)
        return;
    hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    file = g_new0 (File, 1);
    file->address = g_strdup_printf ("/static/%.*s-%.12s%s", (int) (dot - name), name, hash, dot);
    file->type = type_of (name);
    file->bytes = g_steal_pointer (&bytes);
    g_snprintf (file->etag, sizeof file->etag, "\"%.16s\"", hash);
    g_hash_table_insert (by_name, g_strdup (name), file);
    g_hash_table_insert (by_address, file->address, file);
}

static void load (void)
{
    static gsize once;
    g_auto (GStrv) names = NULL;

    if (!g_once_init_enter (&once))
        return;
    by_name = g_hash_table_new (g_str_hash, g_str_equal);
    by_address = g_hash_table_new (g_str_hash, g_str_equal);
    names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    for (char **name = names; name != NULL && *name != NULL; name++)
        load_one (*name);
    g_once_init_leave (&once, 1);
}

const char *td_static_address (const char *name)
{
    File *file;

    load ();
    file = g_hash_table_lookup (by_name, name);
    return file != NULL ? file->address : "";
}

gboolean td_static_known (const char *address)
{
    load ();
    return g_hash_table_contains (by_address, address);
}

static struct MHD_Response *make (const File *file, TdCoding coding, gboolean https, GBytes *bytes)
{
    struct MHD_Response *response = td_response_of_bytes (bytes);

    td_headers_add_for_part (response, https);
    /* A picture can be opened as a page of its own. */
    if (g_str_has_prefix (file->type, "image/"))
        MHD_add_response_header (response, "Content-Security-Policy", "default-src 'none'");
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE, file->type);
    MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL, "public, max-age=31536000, immutable");
    MHD_add_response_header (response, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
    if (coding == TD_CODING_IDENTITY)
        MHD_add_response_header (response, MHD_HTTP_HEADER_ETAG, file->etag);
    else
        MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_ENCODING, td_coding_name (coding));
    return response;
}

void td_static_prepare (const char *address)
{
    File *file = g_hash_table_lookup (by_address, address);
    g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

    g_mutex_lock (&preparing);
    for (TdCoding c = 0; c < TD_N_CODINGS && !g_atomic_int_get (&file->ready); c++) {
        gboolean worth = td_coding_worth (file->type, g_bytes_get_size (file->bytes));
        g_autoptr (GBytes) packed = c == TD_CODING_IDENTITY ? g_bytes_ref (file->bytes)
                                    : worth || strstr (file->type, "svg") != NULL
                                        ? td_compress (file->bytes, c, TD_EFFORT_BEST)
                                        : NULL;

        for (int https = 0; packed != NULL && https < 2; https++)
            file->whole[https][c] = make (file, c, https, packed);
    }
    for (int https = 0; https < 2 && !g_atomic_int_get (&file->ready); https++)
        file->unchanged[https] = make (file, TD_CODING_IDENTITY, https, nothing);
    g_atomic_int_set (&file->ready, 1);
    g_mutex_unlock (&preparing);
}

gboolean td_static_answer (const char *address, const char *accept_encoding, const char *if_none_match, gboolean https,
                           struct MHD_Connection *connection)
{
    File *file = g_hash_table_lookup (by_address, address);
    TdCoding coding = td_coding_choose (accept_encoding);
    int scheme = https ? 1 : 0;

    if (file == NULL || !g_atomic_int_get (&file->ready))
        return FALSE;
    while (file->whole[scheme][coding] == NULL)
        coding--;
    if (td_etag_matches (if_none_match, file->etag))
        MHD_queue_response (connection, MHD_HTTP_NOT_MODIFIED, file->unchanged[scheme]);
    else
        MHD_queue_response (connection, MHD_HTTP_OK, file->whole[scheme][coding]);
    return TRUE;
}
