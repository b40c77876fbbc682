/* The ZIP of a DOCX, ODT, ODS or XLSX, unpacked within limits: a bomb stops at what no report needs. */
#include "document/reader/docx.h"

#include <archive.h>
#include <archive_entry.h>

enum {
    ENTRY_BYTES = 96 * 1024 * 1024, /* of one unpacked entry */
    RATIO = 120,                    /* XML of one report packs 5 to 30 times */
    FREE_BYTES = 4 * 1024 * 1024,   /* for which the ratio is not asked */
    ENTRIES = 10000,
};

static const char *const names[N_ENTRIES] = {
    [ENTRY_DOCUMENT] = "word/document.xml",   [ENTRY_STYLES] = "word/styles.xml",
    [ENTRY_NUMBERING] = "word/numbering.xml", [ENTRY_FOOTNOTES] = "word/footnotes.xml",
    [ENTRY_ENDNOTES] = "word/endnotes.xml",   [ENTRY_CORE] = "docProps/core.xml",
    [ENTRY_APP] = "docProps/app.xml",
};

static int entry_by_name (const char *const *wanted, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (name != NULL && g_ascii_strcasecmp (wanted[i], name + (*name == '/')) == 0)
            return i;
    return -1;
}

/* Unpacks the entry at hand; total counts all that is unpacked. */
static ReaderFault unpack (struct archive *archive, gsize packed, gsize *total, GByteArray **ret_bytes)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    const void *block;
    size_t size;
    la_int64_t offset;
    int result;

    while ((result = archive_read_data_block (archive, &block, &size, &offset)) == ARCHIVE_OK) {
        *total += size;
        if (*total > ENTRY_BYTES || (*total > FREE_BYTES && *total / RATIO > packed))
            return READER_TOO_MUCH;
        g_byte_array_append (bytes, block, (guint) size);
    }
    if (result != ARCHIVE_EOF)
        return READER_DAMAGED;
    *ret_bytes = g_steal_pointer (&bytes);
    return READER_FINE;
}

static ReaderFault unpack_all (struct archive *archive, gsize packed, const char *const *wanted, int n_wanted,
                               int needed, GByteArray **entries)
{
    struct archive_entry *entry;
    gsize total = 0;
    int result, n = 0;

    while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN) {
        int which = entry_by_name (wanted, n_wanted, archive_entry_pathname (entry));
        if (++n > ENTRIES)
            return READER_TOO_MUCH;
        if (which < 0 || entries[which] != NULL)
            continue; /* skipped without unpacking */
        if (archive_entry_is_encrypted (entry))
            return READER_ENCRYPTED;
        ReaderFault fault = unpack (archive, packed, &total, &entries[which]);
        if (fault == READER_TOO_MUCH || (fault != READER_FINE && which == needed))
            return fault;
    }
    return entries[needed] != NULL ? READER_FINE : READER_DAMAGED;
}

ReaderFault reader_unzip (const guint8 *data, gsize size, const char *const *wanted, int n, int needed,
                          GByteArray **entries)
{
    struct archive *archive = archive_read_new ();
    ReaderFault fault = READER_DAMAGED;
    archive_read_support_format_zip_seekable (archive);
    if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
        fault = unpack_all (archive, size, wanted, n, needed, entries);
    archive_read_free (archive);
    return fault;
}

ReaderFault docx_unzip (const guint8 *data, gsize size, DocxZip *zip)
{
    return reader_unzip (data, size, names, N_ENTRIES, ENTRY_DOCUMENT, zip->entries);
}

void docx_zip_clear (DocxZip *zip)
{
    for (int i = 0; i < N_ENTRIES; i++)
        g_clear_pointer (&zip->entries[i], g_byte_array_unref);
}
