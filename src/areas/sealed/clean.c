/* A file in memory: what it says of its maker is taken out in a cell, and what is left is sealed. */
#include "areas/sealed/sealed-private.h"
#include "base/errors.h"
#include "document/cleaner.h"

#include <sodium.h>
#include <unistd.h>

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

static gboolean feed (const guint8 *bytes, gsize n, gpointer writer, GError **error)
{
    return td_age_writer_feed (writer, bytes, n, error);
}

/* NULL without error: it is of a kind that is not known, or the cleaner failed on it. */
static GByteArray *seal_cleaned (TdInstance *instance, const TdAgeRecipient *recipients, guint n, int fd,
                                 GPtrArray *found, GError **error)
{
    g_autoptr (GByteArray) sealed = g_byte_array_new ();
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (recipients, n, collect, sealed, error);
    gboolean cleaned = FALSE;

    if (writer == NULL || !td_cleaner_clean (instance->cleaners, fd, feed, writer, found, &cleaned, NULL) || !cleaned
        || !td_age_writer_finish (writer, error))
        return NULL;
    return g_steal_pointer (&sealed);
}

static gboolean feed_fd (TdAgeWriter *writer, int fd, GError **error)
{
    guint8 bytes[16 * 1024];
    off_t at = 0;
    ssize_t n;
    gboolean ok = TRUE;

    while (ok && (n = pread (fd, bytes, sizeof bytes, at)) > 0) {
        ok = td_age_writer_feed (writer, bytes, (gsize) n, error);
        at += n;
    }
    sodium_memzero (bytes, sizeof bytes);
    return ok;
}

static GByteArray *seal_as_it_is (const TdAgeRecipient *recipients, guint n, int fd, GError **error)
{
    g_autoptr (GByteArray) sealed = g_byte_array_new ();
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (recipients, n, collect, sealed, error);

    if (writer == NULL || !feed_fd (writer, fd, error) || !td_age_writer_finish (writer, error))
        return NULL;
    return g_steal_pointer (&sealed);
}

GByteArray *td_sealed_clean (TdInstance *instance, const TdAgeRecipient *recipients, guint n, int fd,
                             TdSealedLook *look, GError **error)
{
    g_autoptr (GError) problem = NULL;
    GByteArray *sealed = seal_cleaned (instance, recipients, n, fd, look->found, &problem);

    look->cleaned = sealed != NULL;
    if (sealed != NULL || problem != NULL) {
        if (problem != NULL)
            g_propagate_error (error, g_steal_pointer (&problem));
        return sealed;
    }
    g_ptr_array_set_size (look->found, 0);
    return seal_as_it_is (recipients, n, fd, error);
}
