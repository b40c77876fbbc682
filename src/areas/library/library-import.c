/* Files that come into the library. Contract in library.h. */
#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/language.h"

#include <unistd.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_LIBRARY_ERROR, code, message);
    return FALSE;
}

/* Read from its start; the size is the profile's limit at most. */
static TdDocument *read_file (TdInstance *instance, int fd, GError **error)
{
    off_t size = lseek (fd, 0, SEEK_END);

    if (size > instance->profile->file_bytes) {
        fail (error, TD_ERROR_TOO_LARGE,
              "This file is larger than can be taken here. Make its pictures smaller, or bring it in by parts.");
        return NULL;
    }
    if (lseek (fd, 0, SEEK_SET) != 0) {
        fail (error, TD_ERROR_OURS, "The file could not be read back. Nothing was changed; try again.");
        return NULL;
    }
    return td_document_read (instance->cells, fd, instance->profile->tagger, &instance->profile->page_rule, error);
}

struct import {
    TdInstance *instance;
    TdLibraryPut put;
};

/* The same bytes at another place would be two documents that are one. */
static gboolean check_double (TdTx *tx, const TdLibraryPut *put, GError **error)
{
    g_autofree char *document = NULL;
    g_autofree char *language = NULL;
    g_autofree char *name = NULL;

    if (!td_library_select_hash (tx, put->language.sha256, &document, &language, error))
        return FALSE;
    if (document == NULL
        || (put->replace && g_strcmp0 (document, put->said->symbol) == 0
            && g_str_equal (language, put->language.language)))
        return TRUE;
    name = td_language_name (language, "en");
    g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_CONFLICT, "The same file is %s in %s already. Nothing was changed.",
                 document, name);
    return FALSE;
}

static gboolean import_in (TdTx *tx, gpointer data, GError **error)
{
    struct import *i = data;

    return td_instance_may_write (i->instance, tx, error) && check_double (tx, &i->put, error)
           && td_library_put_in (tx, i->instance, &i->put, error);
}

/* A file without a title of its own is called by what it was given, else by what the reader found. */
static char *title_of (const TdLibraryDocument *said, const TdDocument *document)
{
    return g_strdup (said->title != NULL ? said->title : document->title);
}

static char *name_of (const char *name)
{
    g_autofree char *base = g_path_get_basename (name != NULL ? name : "");
    g_autofree char *valid = g_utf8_make_valid (base, -1);
    char *clean = td_text_clean_line (valid, TD_LIMIT_NAME_CHARACTERS);

    return clean != NULL ? clean : g_strdup ("document");
}

gboolean td_library_import (TdInstance *instance, const TdViewer *viewer, const TdLibraryEntry *entry, int fd,
                            const char *name, gboolean replace, char **ret_id, GError **error)
{
    g_autoptr (TdLibraryDocument) said = NULL;
    g_autoptr (TdDocument) document = NULL;
    g_autofree char *language = NULL;
    g_autofree char *clean = name_of (name);
    g_autofree char *title = NULL;
    char sha256[TD_SHA256_TEXT + 1];
    struct import i = { .instance = instance };
    gboolean done;

    if (!td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error)
        || (said = td_library_settle (instance, entry, error)) == NULL
        || (document = read_file (instance, fd, error)) == NULL
        || (language =
                td_library_settle_language (entry->language != NULL ? entry->language : document->language, error))
               == NULL)
        return FALSE;
    title = title_of (said, document);
    i.put = (TdLibraryPut){ .said = said,
                            .language = { .language = language,
                                          .title = title,
                                          .name = clean,
                                          .format = (char *) document->format,
                                          .sha256 = sha256,
                                          .words = document->words,
                                          .pages = document->pages,
                                          .no_text = document->no_text },
                            .paragraphs = document->paragraphs,
                            .replace = replace,
                            .actor = td_viewer_actor (viewer),
                            .act = "document.import" };
    /* The blob is put before the transaction: a crash between leaves a blob that nobody names, never a row without its file. */
    done = td_blobs_put_fd (instance->blobs, TD_BLOB_PUBLIC, fd, sha256, &i.put.language.size, error)
           && td_store_write (instance->store, import_in, &i, error);
    if (done && i.put.dropped != NULL)
        td_blobs_remove (instance->blobs, TD_BLOB_PUBLIC, i.put.dropped, NULL);
    if (done && ret_id != NULL)
        *ret_id = g_steal_pointer (&i.put.id);
    g_free (i.put.id);
    g_free (i.put.dropped);
    return done;
}
