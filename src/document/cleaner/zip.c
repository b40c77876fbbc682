/* OOXML and OpenDocument files: unpacked within limits, each member cleaned, packed anew without times. */
#include "document/cleaner/cleaner.h"

#include "document/writer/zip.h"
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

enum { MOST_BYTES = 96 * 1024 * 1024, MOST_MEMBERS = 5000 };

typedef struct {
    char *name;
    GBytes *bytes;
} Member;

static void member_free (gpointer data)
{
    Member *member = data;

    g_free (member->name);
    g_bytes_unref (member->bytes);
    g_free (member);
}

static GBytes *unpack (struct archive *archive, gsize *total)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    const void *block;
    size_t size;
    la_int64_t offset;
    int result;

    while ((result = archive_read_data_block (archive, &block, &size, &offset)) == ARCHIVE_OK) {
        *total += size;
        if (*total > MOST_BYTES)
            return NULL;
        g_byte_array_append (bytes, block, (guint) size);
    }
    return result == ARCHIVE_EOF ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static gboolean take_members (struct archive *archive, GPtrArray *members)
{
    struct archive_entry *entry;
    gsize total = 0;
    int result;

    while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN) {
        const char *name = archive_entry_pathname (entry);
        GBytes *bytes;

        if (name == NULL || members->len >= MOST_MEMBERS || archive_entry_is_encrypted (entry))
            return FALSE;
        if (g_str_has_suffix (name, "/"))
            continue;
        bytes = unpack (archive, &total);
        if (bytes == NULL)
            return FALSE;
        Member *member = g_new0 (Member, 1);
        member->name = g_strdup (name);
        member->bytes = bytes;
        g_ptr_array_add (members, member);
    }
    return result == ARCHIVE_EOF;
}

static gboolean has (const GPtrArray *members, const char *name)
{
    for (guint i = 0; i < members->len; i++)
        if (strcmp (((const Member *) members->pdata[i])->name, name) == 0)
            return TRUE;
    return FALSE;
}

/* A picture within; NULL: it is none that is known, and stays. */
static GBytes *clean_picture (const guint8 *data, gsize size, CleanerResult *result)
{
    g_autoptr (CleanerResult) inner = cleaner_result_new ();
    gboolean picture = size > 8 && ((data[0] == 0xff && data[1] == 0xd8) || memcmp (data, "\x89PNG", 4) == 0);

    if (!picture || cleaner_clean (data, size, inner) != CLEANER_CLEAN)
        return NULL;
    for (guint i = 0; i < inner->found->len; i++)
        cleaner_found (result, "In a picture within", inner->found->pdata[i], strlen (inner->found->pdata[i]));
    return g_byte_array_free_to_bytes (g_steal_pointer (&inner->out));
}

static GBytes *clean_member (const Member *member, CleanerResult *result)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data (member->bytes, &size);
    GBytes *cleaned = cleaner_office_member (member->name, data, size, result);

    if (cleaned == NULL && size > 0)
        cleaned = clean_picture (data, size, result);
    return cleaned != NULL ? cleaned : g_bytes_ref (member->bytes);
}

static void pack (const GPtrArray *members, CleanerResult *result)
{
    Zip *zip = zip_new ();
    g_autoptr (GBytes) packed = NULL;
    gsize size = 0;
    const void *data;

    for (guint i = 0; i < members->len; i++) {
        const Member *member = members->pdata[i];

        zip_add (zip, member->name, clean_member (member, result), strcmp (member->name, "mimetype") == 0);
    }
    packed = zip_end (zip);
    data = g_bytes_get_data (packed, &size);
    g_byte_array_append (result->out, data, (guint) size);
}

CleanerVerdict cleaner_zip (const guint8 *data, gsize size, CleanerResult *result)
{
    g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (member_free);
    struct archive *archive = archive_read_new ();
    gboolean read;

    archive_read_support_format_zip_seekable (archive);
    read = archive_read_open_memory (archive, data, size) == ARCHIVE_OK && take_members (archive, members);
    archive_read_free (archive);
    if (!read || (!has (members, "[Content_Types].xml") && !(has (members, "mimetype") && has (members, "meta.xml"))))
        return CLEANER_UNKNOWN;
    pack (members, result);
    return CLEANER_CLEAN;
}
