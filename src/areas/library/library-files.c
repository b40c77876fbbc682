/* The files of the library as they came. Contracts in library.h. */
#include "areas/library/library-sql.h"
#include "base/errors.h"

GBytes *td_library_file (TdInstance *instance, const char *id, const char *language, char **ret_name, char **ret_format,
                         GError **error)
{
    g_autoptr (TdLibraryDocument) document = td_library_get (instance, id, error);
    const TdLibraryLanguage *there = document != NULL ? td_library_in (document, language) : NULL;
    GBytes *bytes;

    if (document == NULL)
        return NULL;
    if (there == NULL || there->sha256 == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    bytes = td_blobs_get (instance->blobs, TD_BLOB_PUBLIC, there->sha256, error);
    if (bytes != NULL) {
        *ret_name = g_strdup (there->name);
        *ret_format = g_strdup (there->format);
    }
    return bytes;
}

static gboolean hashes_in (TdTx *tx, gpointer data, GError **error)
{
    GPtrArray *hashes = data;

    g_ptr_array_set_size (hashes, 0);
    return td_library_select_hashes (tx, hashes, error);
}

gboolean td_library_check_files (TdInstance *instance, gint64 *ret_files, GError **error)
{
    g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);

    if (!td_store_read (instance->store, hashes_in, hashes, error))
        return FALSE;
    for (guint i = 0; i + 1 < hashes->len; i += 2) {
        g_autoptr (GBytes) bytes = td_blobs_get (instance->blobs, TD_BLOB_PUBLIC, hashes->pdata[i + 1], NULL);
        if (bytes == NULL) {
            g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_OURS,
                         "The file of document %s is not what came in: it is missing or was changed. Take it from a "
                         "backup.",
                         (const char *) hashes->pdata[i]);
            return FALSE;
        }
    }
    *ret_files = hashes->len / 2;
    return TRUE;
}
