/* A folder with all that is public. Contract in bulk.h. */
#include "areas/open_data/bulk.h"

#include "base/errors.h"
#include "base/limits.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    TdInstance *instance;
    const char *folder;
    GString *sums;
    gint64 records, files;
} Dump;

static gboolean cannot (GError **error, const char *name)
{
    g_set_error (error, TD_OPEN_ERROR, TD_ERROR_INPUT,
                 "“%s” cannot be written: %s. Name a folder that you may write to.", name, g_strerror (errno));
    return FALSE;
}

static void note_sum (Dump *d, const char *sum, const char *name)
{
    g_string_append_printf (d->sums, "%s  %s\n", sum, name);
}

static gboolean put_file (Dump *d, const char *name, const void *data, gsize size, GError **error)
{
    g_autofree char *path = g_build_filename (d->folder, name, NULL);
    g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);

    if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0644, NULL))
        return cannot (error, path);
    note_sum (d, sum, name);
    return TRUE;
}

/* In parts, so that no more than one part is held at a time. */
static gboolean dump_lines (Dump *d, GError **error)
{
    g_autofree char *path = g_build_filename (d->folder, "records.jsonl", NULL);
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    FILE *file = g_fopen (path, "we");
    gint64 after = 0, last = -1;
    gboolean good = file != NULL;

    while (good && after != last) {
        g_autofree char *lines = NULL;
        last = after;
        lines = td_open_lines (d->instance, last, TD_LIMIT_OPEN_RECORDS, &after, error);
        if (lines == NULL) {
            fclose (file);
            return FALSE;
        }
        for (const char *c = lines; *c != '\0'; c++)
            d->records += *c == '\n';
        g_checksum_update (sum, (const guchar *) lines, (gssize) strlen (lines));
        good = fwrite (lines, 1, strlen (lines), file) == strlen (lines);
    }
    if (file != NULL && fclose (file) != 0)
        good = FALSE;
    if (!good)
        return cannot (error, path);
    note_sum (d, g_checksum_get_string (sum), "records.jsonl");
    return TRUE;
}

static gboolean dump_table (Dump *d, TdOpenKind kind, GError **error)
{
    g_autofree char *table = td_open_csv (d->instance, kind, error);
    g_autofree char *name = g_strdup_printf ("%ss.csv", td_open_kind_word (kind));

    return table != NULL && put_file (d, name, table, strlen (table), error);
}

/* Each language's file of one document. */
static gboolean dump_files_of (Dump *d, const TdLibraryDocument *document, GError **error)
{
    for (guint i = 0; i < document->languages->len; i++) {
        const TdLibraryLanguage *l = document->languages->pdata[i];
        g_autofree char *came = NULL;
        g_autofree char *format = NULL;
        g_autofree char *name = NULL;
        g_autoptr (GBytes) bytes = NULL;
        gsize size;
        const void *data;
        if (l->sha256 == NULL)
            continue;
        bytes = td_library_file (d->instance, document->id, l->language, &came, &format, error);
        if (bytes == NULL)
            return FALSE;
        data = g_bytes_get_data (bytes, &size);
        name = g_strdup_printf ("files/%s-%s.%s", document->id, l->language, format != NULL ? format : "txt");
        if (!put_file (d, name, data, size, error))
            return FALSE;
        d->files++;
    }
    return TRUE;
}

static gboolean dump_files (Dump *d, GError **error)
{
    const TdLibraryFilter all = { 0 };
    g_autoptr (GPtrArray) documents = td_library_list (d->instance, &all, error);

    for (guint i = 0; documents != NULL && i < documents->len; i++)
        if (!dump_files_of (d, documents->pdata[i], error))
            return FALSE;
    return documents != NULL;
}

gboolean td_open_dump (TdInstance *instance, const char *folder, gint64 *ret_records, gint64 *ret_files, GError **error)
{
    g_autofree char *files = g_build_filename (folder, "files", NULL);
    g_autofree char *sums = g_build_filename (folder, "SHA256SUMS", NULL);
    g_autoptr (GString) lines = g_string_new (NULL);
    Dump d = { .instance = instance, .folder = folder, .sums = lines };

    if (g_mkdir_with_parents (files, 0755) != 0)
        return cannot (error, files);
    if (!dump_lines (&d, error) || !dump_table (&d, TD_OPEN_DOCUMENT, error)
        || !dump_table (&d, TD_OPEN_SUBMISSION, error) || !dump_files (&d, error))
        return FALSE;
    if (!g_file_set_contents_full (sums, lines->str, (gssize) lines->len, G_FILE_SET_CONTENTS_CONSISTENT, 0644, NULL))
        return cannot (error, sums);
    *ret_records = d.records;
    *ret_files = d.files;
    return TRUE;
}
