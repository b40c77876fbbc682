/* A file in memory: what it says of its maker is taken out in a cell, and what is left is sealed. */
#include "areas/sealed/sealed-private.h"
#include "base/errors.h"

#include <sodium.h>
#include <unistd.h>

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

/* As it came. */
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

GByteArray *td_sealed_clean (TdInstance *instance, const TdAgeRecipient *recipients, guint n, int fd,
                             TdSealedLook *look, GError **error)
{
    g_autoptr (GByteArray) sealed = g_byte_array_new ();
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (recipients, n, collect, sealed, error);

    (void) instance;
    look->unknown = TRUE;
    if (writer == NULL || !feed_fd (writer, fd, error) || !td_age_writer_finish (writer, error))
        return NULL;
    return g_steal_pointer (&sealed);
}
