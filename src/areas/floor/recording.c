/* Statements as files: a recording is kept as it came, a text is read in its cell. Contract in floor.h. */
#include "areas/floor/recording.h"

#include "areas/floor/floor-rules.h"

#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What browsers play, by how it begins. Nothing is parsed: the file goes back to people as it came. */
static const char *format_of (const guint8 *head, gsize size)
{
    if (size >= 4 && memcmp (head, "OggS", 4) == 0)
        return "ogg";
    if (size >= 4 && memcmp (head, "\x1a\x45\xdf\xa3", 4) == 0)
        return "webm";
    if (size >= 12 && memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WAVE", 4) == 0)
        return "wav";
    if (size >= 12 && memcmp (head + 4, "ftyp", 4) == 0)
        return "mp4";
    if (size >= 3 && (memcmp (head, "ID3", 3) == 0 || (head[0] == 0xff && (head[1] & 0xe6) == 0xe2)))
        return "mp3";
    return NULL;
}

const char *td_floor_recording_format (int fd)
{
    guint8 head[12];
    gssize size = pread (fd, head, sizeof head, 0);

    return size > 0 ? format_of (head, (gsize) size) : NULL;
}

struct keeping {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const char *sha256, *format; /* of a recording; else */
    const char *statement;
    char *before; /* the recording that it takes the place of */
};

static TdFloorRequest *open_request (TdTx *tx, const struct keeping *k, GError **error)
{
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (TdFloorRequest) r = td_floor_request_of (tx, k->instance, k->viewer, k->id, &m, error);

    if (r == NULL || !td_floor_not_begun (k->instance, m, error))
        return NULL;
    if (r->withdrawn == 0)
        return g_steal_pointer (&r);
    td_floor_fail (error, TD_ERROR_CONFLICT, "This request was withdrawn. Ask for the floor again first.");
    return NULL;
}

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;
    g_autoptr (TdFloorRequest) r = NULL;

    g_clear_pointer (&k->before, g_free);
    if (!td_instance_may_write (k->instance, tx, error) || (r = open_request (tx, k, error)) == NULL)
        return FALSE;
    if (k->sha256 != NULL) {
        k->before = g_steal_pointer (&r->recording);
        r->recording = g_strdup (k->sha256);
        g_free (r->recording_format);
        r->recording_format = g_strdup (k->format);
    } else {
        g_free (r->statement);
        r->statement = g_strdup (k->statement);
    }
    r->changed = td_clock_now (&k->instance->clock);
    return td_floor_request_update (tx, k->instance, r, error)
           && td_floor_journal_request (tx, k->instance, k->viewer, r, "floor.statement", error);
}

/* Before a byte is kept: whether it is theirs. */
static gboolean may_in (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdFloorRequest) r = open_request (tx, data, error);

    return r != NULL;
}

gboolean td_floor_set_recording (TdInstance *instance, const TdViewer *viewer, const char *request, int fd,
                                 GError **error)
{
    char sha256[TD_SHA256_TEXT + 1];
    struct keeping k = {
        .instance = instance, .viewer = viewer, .id = request, .format = td_floor_recording_format (fd)
    };
    gint64 size = 0;
    gboolean kept;

    if (k.format == NULL)
        return td_floor_fail (error, TD_ERROR_INPUT,
                              "This is no recording that browsers play. Send it as WebM, Ogg, MP3, MP4 or WAV.");
    if (!td_store_read (instance->store, may_in, &k, error)
        || !td_blobs_put_fd (instance->blobs, TD_BLOB_RESTRICTED, fd, sha256, &size, error))
        return FALSE;
    k.sha256 = sha256;
    kept = td_store_write (instance->store, keep_in, &k, error);
    g_free (k.before); /* the same file may be another's: a blob that nobody names is found by its check */
    return kept;
}

static char *text_of (const TdDocument *document)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *p = document->paragraphs->pdata[i];
        g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", p->text);
    }
    return g_string_free (text, FALSE);
}

gboolean td_floor_set_statement_file (TdInstance *instance, const TdViewer *viewer, const char *request, int fd,
                                      GError **error)
{
    struct keeping k = { .instance = instance, .viewer = viewer, .id = request };
    g_autoptr (TdDocument) document = NULL;
    g_autofree char *text = NULL;
    g_autofree char *clean = NULL;

    if (!td_store_read (instance->store, may_in, &k, error)
        || (document = td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error)) == NULL)
        return FALSE;
    text = text_of (document);
    clean = td_text_clean_text (text, TD_LIMIT_STATEMENT_CHARACTERS);
    if (clean == NULL)
        return td_floor_fail (error, TD_ERROR_TOO_LARGE, "The statement is too long. Use at most 20,000 characters.");
    if (*clean == '\0')
        return td_floor_fail (error, TD_ERROR_INPUT,
                              "There is no text in this file; perhaps it is a scan. Type the statement instead.");
    k.statement = clean;
    return td_store_write (instance->store, keep_in, &k, error);
}

int td_floor_open_recording (TdInstance *instance, const char *blob, gint64 *ret_size, GError **error)
{
    struct stat stat;
    int fd;

    if (blob == NULL) {
        td_door_unknown (error);
        return -1;
    }
    fd = td_blobs_get_fd (instance->blobs, TD_BLOB_RESTRICTED, blob, error);
    if (fd >= 0 && fstat (fd, &stat) == 0) {
        *ret_size = stat.st_size;
        return fd;
    }
    if (fd >= 0) {
        close (fd);
        td_floor_fail (error, TD_ERROR_OURS, "The recording could not be read back. Try again in a few minutes.");
    }
    return -1;
}

int td_floor_recording (TdInstance *instance, const TdViewer *viewer, const char *request, char **ret_format,
                        gint64 *ret_size, GError **error)
{
    g_autoptr (TdFloorRequest) r = td_floor_request_get (instance, viewer, request, error);
    int fd = r != NULL ? td_floor_open_recording (instance, r->recording, ret_size, error) : -1;

    if (fd >= 0)
        *ret_format = g_strdup (r->recording_format);
    return fd;
}
