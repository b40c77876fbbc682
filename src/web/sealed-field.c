#include "web/sealed-field.h"

#include "age/armour.h"
#include "base/errors.h"
#include "base/limits.h"
#include "web/unlinked.h"
#include "web/web-error.h"
#include <errno.h>
#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

struct TdSealedField {
    const TdAgeRecipient *recipients;
    guint n;
    char *folder;
    int memory;   /* what came while it is small; -1 */
    gsize held;   /* bytes in memory */
    gsize booked; /* of the memory that all such files share */
    int fd;       /* what is sealed; -1 */
    TdAgeWriter *writer;
    TdAgeArmour *armour; /* around what streams in */
    TdSealedFieldState state;
};

/* Memory is booked in pieces; the first one is everybody's. */
enum { PIECE = 1024 * 1024, FIRST = 64 * 1024, COPY = 64 * 1024 };

static gint64 all_booked; /* atomic */

static gboolean book (TdSealedField *field, gsize bytes)
{
    if (__atomic_add_fetch (&all_booked, (gint64) bytes, __ATOMIC_RELAXED) > TD_LIMIT_SEALED_CLEAN_ALL) {
        __atomic_sub_fetch (&all_booked, (gint64) bytes, __ATOMIC_RELAXED);
        return FALSE;
    }
    field->booked += bytes;
    return TRUE;
}

/* Its pages go back to the kernel, which gives nobody what stood in them. */
static void forget_memory (TdSealedField *field)
{
    if (field->memory >= 0)
        close (field->memory);
    field->memory = -1;
    field->held = 0;
    __atomic_sub_fetch (&all_booked, (gint64) field->booked, __ATOMIC_RELAXED);
    field->booked = 0;
}

TdSealedField *td_sealed_field_new (const TdAgeRecipient *recipients, guint n, const char *folder)
{
    TdSealedField *field = g_new0 (TdSealedField, 1);

    field->recipients = recipients;
    field->n = n;
    field->folder = g_strdup (folder);
    field->fd = -1;
    field->memory = memfd_create ("sealed", MFD_CLOEXEC);
    return field;
}

void td_sealed_field_free (TdSealedField *field)
{
    if (field == NULL)
        return;
    td_age_writer_free (field->writer);
    td_age_armour_free (field->armour);
    forget_memory (field);
    if (field->fd >= 0)
        close (field->fd);
    g_free (field->folder);
    g_free (field);
}

static gboolean cannot_keep (GError **error)
{
    g_warning ("Something sealed could not be written: %s.", g_strerror (errno));
    g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_OURS,
                         "The file could not be kept because the server's disk refused it. Nothing was sent. "
                         "Please try again later; the Committee's secretariat can help.");
    return FALSE;
}

static gboolean to_disk (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    TdSealedField *field = data;

    return td_unlinked_write (field->fd, bytes, n) || cannot_keep (error);
}

static gboolean nothing (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) bytes;
    (void) n;
    (void) data;
    (void) error;
    return TRUE;
}

/* A key that nobody has opens no file; but only a file whose header is whole says so. */
static gboolean header_whole (const guint8 *bytes, gsize n)
{
    g_autoptr (GError) error = NULL;
    TdAgeIdentity nobody;
    TdAgeReader *reader;
    gboolean read;

    td_age_identity_new (&nobody);
    reader = td_age_reader_new (&nobody, 1, nothing, NULL);
    read = td_age_reader_feed (reader, bytes, n, &error);
    td_age_reader_free (reader);
    return !read && td_error_code (error) == TD_ERROR_NOT_ALLOWED;
}

static gboolean append (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

static gboolean armour_begins_whole (const guint8 *bytes, gsize n)
{
    g_autoptr (GByteArray) within = g_byte_array_new ();
    g_autoptr (TdAgeArmour) armour = td_age_armour_new (append, within);

    return td_age_armour_feed (armour, bytes, n, NULL) && header_whole (within->data, within->len);
}

/* How what lies in memory begins. */
typedef enum { IN_CLEAR, IN_BYTES, IN_ARMOUR } Came;

static Came how_it_came (const TdSealedField *field)
{
    guint8 bytes[FIRST];
    ssize_t n = field->held > 0 ? pread (field->memory, bytes, MIN (field->held, sizeof bytes), 0) : 0;
    Came came = IN_CLEAR;

    if (n > 0 && td_age_looks_armoured (bytes, (gsize) n))
        came = armour_begins_whole (bytes, (gsize) n) ? IN_ARMOUR : IN_CLEAR;
    else if (n > 0 && td_age_looks_sealed (bytes, (gsize) n))
        came = header_whole (bytes, (gsize) n) ? IN_BYTES : IN_CLEAR;
    sodium_memzero (bytes, sizeof bytes);
    return came;
}

static gboolean pass_on (TdSealedField *field, const guint8 *bytes, gsize n, GError **error)
{
    if (field->armour != NULL)
        return td_age_armour_feed (field->armour, bytes, n, error);
    return field->writer != NULL ? td_age_writer_feed (field->writer, bytes, n, error)
                                 : to_disk (bytes, n, field, error);
}

/* All that lies in memory, in pieces. */
static gboolean from_memory (const TdSealedField *field, TdAgeSink sink, gpointer data, GError **error)
{
    guint8 bytes[COPY];
    gboolean ok = TRUE;
    gsize at = 0;

    while (ok && at < field->held) {
        ssize_t n = pread (field->memory, bytes, MIN (sizeof bytes, field->held - at), (off_t) at);

        ok = n > 0 && sink (bytes, (gsize) n, data, error);
        if (n <= 0)
            cannot_keep (error);
        at += n > 0 ? (gsize) n : 0;
    }
    sodium_memzero (bytes, sizeof bytes);
    return ok;
}

static gboolean pass_on_to (const guint8 *bytes, gsize n, gpointer field, GError **error)
{
    return pass_on (field, bytes, n, error);
}

/* From memory to the disk, sealed. */
static gboolean move_out (TdSealedField *field, GError **error)
{
    gboolean ok = from_memory (field, pass_on_to, field, error);

    forget_memory (field);
    return ok;
}

/* ---- armour in memory ---- */

static gboolean to_armour (const guint8 *bytes, gsize n, gpointer armour, GError **error)
{
    return td_age_armour_feed (armour, bytes, n, error);
}

static gboolean to_memory (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    return td_unlinked_write (*(int *) data, bytes, n);
}

/* Puts what is within in the armour's place. FALSE: it is not whole, or something stands behind it; then nothing changes. */
static gboolean take_out (TdSealedField *field)
{
    int within = memfd_create ("sealed", MFD_CLOEXEC);
    g_autoptr (TdAgeArmour) armour = td_age_armour_new (to_memory, &within);
    off_t size;

    if (within < 0 || !from_memory (field, to_armour, armour, NULL) || !td_age_armour_finish (armour, NULL)
        || (size = lseek (within, 0, SEEK_END)) <= 0) {
        if (within >= 0)
            close (within);
        return FALSE;
    }
    close (field->memory);
    field->memory = within;
    field->held = (gsize) size;
    return TRUE;
}

static TdSealedFieldState state_in_memory (TdSealedField *field)
{
    Came came = how_it_came (field);

    return came == IN_BYTES || (came == IN_ARMOUR && take_out (field)) ? TD_SEALED_FIELD_BEFORE : TD_SEALED_FIELD_CLEAR;
}

/* ---- streaming ---- */

/* It is too large for memory: from here on it streams. */
static gboolean begin_streaming (TdSealedField *field, GError **error)
{
    Came came = how_it_came (field);

    field->state = came != IN_CLEAR ? TD_SEALED_FIELD_BEFORE : TD_SEALED_FIELD_SEALED;
    field->fd = td_unlinked_open (field->folder);
    if (field->fd < 0)
        return cannot_keep (error);
    if (came == IN_ARMOUR)
        field->armour = td_age_armour_new (to_disk, field);
    if (came == IN_CLEAR) {
        field->writer = td_age_writer_new (field->recipients, field->n, to_disk, field, error);
        if (field->writer == NULL)
            return FALSE;
    }
    return move_out (field, error);
}

/* Room for so many bytes more in memory. */
static gboolean fits (TdSealedField *field, gsize size)
{
    gsize wanted = field->held + size;

    if (field->memory < 0 || wanted > TD_LIMIT_SEALED_CLEAN_BYTES)
        return FALSE;
    return wanted <= FIRST + field->booked
           || book (field, (wanted - FIRST - field->booked + PIECE - 1) / PIECE * PIECE);
}

static gboolean streams (const TdSealedField *field)
{
    return field->fd >= 0;
}

gboolean td_sealed_field_feed (TdSealedField *field, const char *bytes, gsize size, GError **error)
{
    if (!streams (field) && fits (field, size) && td_unlinked_write (field->memory, bytes, size)) {
        field->held += size;
        return TRUE;
    }
    if (!streams (field) && !begin_streaming (field, error))
        return FALSE;
    return pass_on (field, (const guint8 *) bytes, size, error);
}

gboolean td_sealed_field_end (TdSealedField *field, GError **error)
{
    if (field->armour != NULL)
        return td_age_armour_finish (field->armour, error);
    if (field->writer != NULL)
        return td_age_writer_finish (field->writer, error);
    if (!streams (field) && field->memory < 0)
        return begin_streaming (field, error) && td_age_writer_finish (field->writer, error);
    if (!streams (field))
        field->state = state_in_memory (field);
    return TRUE;
}

int td_sealed_field_fd (TdSealedField *field, TdSealedFieldState *ret_state)
{
    int fd = streams (field) ? field->fd : field->memory;

    *ret_state = field->state;
    lseek (fd, 0, SEEK_SET);
    return fd;
}
