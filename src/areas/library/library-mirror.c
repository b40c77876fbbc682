/* Contract in library-mirror.h. */
#include "areas/library/library-mirror.h"

#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "base/errors.h"
#include "journal/journal.h"

#include <sys/mman.h>
#include <unistd.h>

static gboolean is_among (const GArray *languages, const char *tag)
{
    for (guint i = 0; i < languages->len; i++)
        if (g_str_equal (g_array_index (languages, TdLibraryMirrored, i).language.language, tag))
            return TRUE;
    return FALSE;
}

/* Languages that are not there any more go. */
static gboolean drop_others (TdTx *tx, const char *id, const GArray *languages, GError **error)
{
    TdLibraryDocument *found = NULL;

    if (!td_library_load (tx, id, NULL, &found, error))
        return FALSE;
    g_autoptr (TdLibraryDocument) there = found;
    for (guint i = 0; there != NULL && i < there->languages->len; i++) {
        const TdLibraryLanguage *l = there->languages->pdata[i];
        if (!is_among (languages, l->language) && !td_library_delete_language (tx, id, l->language, error))
            return FALSE;
    }
    return TRUE;
}

/* A symbol may have gone over to a document of another id. */
static gboolean free_symbol (TdTx *tx, TdInstance *instance, const TdLibraryDocument *said, GError **error)
{
    TdLibraryDocument *found = NULL;
    gboolean was = FALSE;

    if (said->symbol == NULL)
        return TRUE;
    if (!td_library_load (tx, NULL, said->symbol, &found, error))
        return FALSE;
    g_autoptr (TdLibraryDocument) there = found;
    return there == NULL || g_str_equal (there->id, said->id)
           || td_library_mirror_gone_in (tx, instance, there->id, &was, error);
}

static gboolean is_there (TdTx *tx, const char *id, gboolean *ret_there, GError **error)
{
    TdLibraryDocument *found = NULL;

    if (!td_library_load (tx, id, NULL, &found, error))
        return FALSE;
    *ret_there = found != NULL;
    td_library_document_free (found);
    return TRUE;
}

gboolean td_library_mirror_in (TdTx *tx, TdInstance *instance, const TdLibraryDocument *said, const GArray *languages,
                               GError **error)
{
    if (!free_symbol (tx, instance, said, error) || !drop_others (tx, said->id, languages, error))
        return FALSE;
    for (guint i = 0; i < languages->len; i++) {
        const TdLibraryMirrored *m = &g_array_index (languages, TdLibraryMirrored, i);
        gboolean there = FALSE, good;
        TdLibraryPut put = { .said = said,
                             .language = m->language,
                             .paragraphs = m->paragraphs,
                             .anchors = m->anchors,
                             .new_id = said->id,
                             .replace = TRUE,
                             .actor = "system",
                             .act = "document.mirror" };
        if (!is_there (tx, said->id, &there, error))
            return FALSE;
        put.into = there ? said->id : NULL;
        good = td_library_put_in (tx, instance, &put, error);
        g_free (put.id);
        g_free (put.dropped);
        if (!good)
            return FALSE;
    }
    return TRUE;
}

gboolean td_library_mirror_gone_in (TdTx *tx, TdInstance *instance, const char *id, gboolean *ret_was, GError **error)
{
    const TdJournalEntry entry = { .actor = "system",
                                   .act = "document.mirror",
                                   .thing = "document",
                                   .thing_id = id,
                                   .public_change = TRUE,
                                   .clock = &instance->clock };
    g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (TdLibraryMirrored));

    if (!is_there (tx, id, ret_was, error))
        return FALSE;
    return !*ret_was
           || (drop_others (tx, id, none, error) && td_library_delete (tx, id, error)
               && td_journal_append (tx, &entry, NULL, error));
}

gboolean td_library_mirror_file (TdInstance *instance, GBytes *bytes, GError **error)
{
    char sha256[TD_SHA256_TEXT + 1];
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);
    int fd = memfd_create ("mirrored", MFD_CLOEXEC);
    gint64 size = 0;
    gboolean kept;

    for (gsize at = 0; fd >= 0 && at < length;) {
        ssize_t wrote = write (fd, data + at, length - at);
        if (wrote <= 0)
            break;
        at += (gsize) wrote;
        size = (gint64) at;
    }
    if (fd < 0 || (gsize) size != length || lseek (fd, 0, SEEK_SET) != 0) {
        g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_OURS,
                             "A file could not be held in memory. See how much memory there is.");
        if (fd >= 0)
            close (fd);
        return FALSE;
    }
    kept = td_blobs_put_fd (instance->blobs, TD_BLOB_PUBLIC, fd, sha256, &size, error);
    close (fd);
    return kept;
}
