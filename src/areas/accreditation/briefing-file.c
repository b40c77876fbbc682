/* Files laid before a closed meeting. Contract in briefing-file.h. */
#include "areas/accreditation/briefing-file-sql.h"

#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/guest-sql.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "document/cleaner.h"
#include "document/document.h"
#include "text/clean.h"

#include <sodium.h>
#include <unistd.h>

/* Before each file as it is kept: no two blobs are alike then. */
enum { NONCE = 16 };

/* ---- who may ---- */

static gboolean plans (TdTx *tx, const TdMeeting *m, const TdViewer *viewer)
{
    return td_meeting_may (tx, m, viewer, TD_ACT_MEETING_PLAN, NULL);
}

static gboolean leads (const TdViewer *viewer, const char *organisation)
{
    return organisation != NULL && td_viewer_level (viewer, organisation) >= TD_LEVEL_LEAD;
}

/* As which guest the viewer is there: by name, or as a lead of an organisation. NULL: as none. */
static const TdGuest *guest_of (const GPtrArray *guests, const TdViewer *viewer)
{
    for (guint i = 0; viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD && i < guests->len; i++) {
        const TdGuest *g = guests->pdata[i];
        if (g->role == TD_GUEST
            && (g->person != NULL ? g_str_equal (g->person, viewer->person) : leads (viewer, g->organisation)))
            return g;
    }
    return NULL;
}

gboolean td_briefing_file_may_send (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, gboolean *ret_may,
                                    GError **error)
{
    g_autoptr (GPtrArray) guests = td_guests_select (tx, meeting->id, error);

    if (guests == NULL)
        return FALSE;
    *ret_may = meeting->closed && meeting->status == TD_MEETING_ON
               && (plans (tx, meeting, viewer) || guest_of (guests, viewer) != NULL);
    return TRUE;
}

static gboolean may_take_off (const TdBriefingFile *f, const TdViewer *viewer, gboolean officer)
{
    return officer || (f->person != NULL && g_strcmp0 (f->person, viewer->person) == 0)
           || leads (viewer, f->organisation);
}

/* ---- reading ---- */

/* Named as a guest is: one at risk has no name here either. */
static gboolean name_sender (TdTx *tx, TdInstance *instance, TdBriefingFile *f, GError **error)
{
    TdGuest as = { .organisation = f->organisation, .person = f->organisation == NULL ? f->person : NULL };

    if (f->house)
        return TRUE;
    if (!td_guest_name (tx, instance, &as, error))
        return FALSE;
    f->sender = as.name;
    return TRUE;
}

GPtrArray *td_briefing_files_in (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                                 GError **error)
{
    g_autoptr (GPtrArray) list = td_briefing_files_select (tx, instance, meeting->id, error);
    gboolean officer = plans (tx, meeting, viewer);

    for (guint i = 0; list != NULL && i < list->len; i++) {
        TdBriefingFile *f = list->pdata[i];
        f->own = may_take_off (f, viewer, officer);
        if (!name_sender (tx, instance, f, error))
            return NULL;
    }
    return g_steal_pointer (&list);
}

static TdBriefingFile *take (GPtrArray *list, const char *id)
{
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (((TdBriefingFile *) list->pdata[i])->id, id))
            return g_ptr_array_steal_index (list, i);
    return NULL;
}

struct work {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting, *id;
    TdBriefingFile *file;
    const char **ret_field;
};

static TdBriefingFile *find (TdTx *tx, const struct work *w, GError **error)
{
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, w->viewer, w->meeting, error);
    g_autoptr (GPtrArray) list = m != NULL ? td_briefing_files_in (tx, w->instance, m, w->viewer, error) : NULL;
    TdBriefingFile *f = list != NULL ? take (list, w->id) : NULL;

    if (list != NULL && f == NULL)
        td_door_unknown (error);
    return f;
}

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    g_clear_pointer (&w->file, td_briefing_file_free);
    w->file = find (tx, w, error);
    return w->file != NULL;
}

GBytes *td_briefing_file_bytes (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *id,
                                TdBriefingFile **ret_file, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .meeting = meeting, .id = id };
    g_autoptr (TdBriefingFile) f = NULL;
    g_autoptr (GBytes) kept = NULL;
    gboolean found = td_store_read (instance->store, find_in, &w, error);

    f = w.file;
    if (!found || (kept = td_blobs_get (instance->blobs, TD_BLOB_RESTRICTED, f->blob, error)) == NULL)
        return NULL;
    *ret_file = g_steal_pointer (&f);
    return g_bytes_new_from_bytes (kept, NONCE, g_bytes_get_size (kept) - NONCE);
}

/* ---- sending ---- */

static gboolean fail (const struct work *w, const char *field, GError **error, int code, const char *message)
{
    return td_accreditation_fail (w->ret_field, field, error, code, message);
}

/* As whom the viewer sends it; the meeting is one that takes files. */
static gboolean stand_in_for (TdTx *tx, const struct work *w, const TdMeeting *m, GError **error)
{
    g_autoptr (GPtrArray) guests = td_guests_select (tx, m->id, error);
    const TdGuest *g = guests != NULL ? guest_of (guests, w->viewer) : NULL;
    TdBriefingFile *f = w->file;

    if (guests == NULL)
        return FALSE;
    f->house = g == NULL;
    if (g == NULL && !td_meeting_may (tx, m, w->viewer, TD_ACT_MEETING_PLAN, error))
        return FALSE;
    g_free (f->organisation);
    f->organisation = g != NULL ? g_strdup (g->organisation != NULL ? g->organisation : g->through) : NULL;
    return (m->closed && m->status == TD_MEETING_ON)
           || fail (w, NULL, error, TD_ERROR_CONFLICT,
                    "Files can be laid before a closed meeting that takes place. This one is public, or was "
                    "cancelled.");
}

static gboolean has_room (TdTx *tx, const struct work *w, GError **error)
{
    g_autoptr (GPtrArray) list = td_briefing_files_select (tx, w->instance, w->meeting, error);

    for (guint i = 0; list != NULL && w->file->sha256 != NULL && i < list->len; i++)
        if (g_str_equal (((TdBriefingFile *) list->pdata[i])->sha256, w->file->sha256))
            return fail (w, "file", error, TD_ERROR_CONFLICT,
                         "This very file is one of those that are here already, so it was not added a second time.");
    return list != NULL
           && (list->len < TD_LIMIT_BRIEFING_PAPERS
               || fail (w, NULL, error, TD_ERROR_CONFLICT,
                        "This meeting holds no more papers. Take one of yours off first."));
}

static gboolean may_add_in (TdTx *tx, gpointer data, GError **error)
{
    const struct work *w = data;
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, w->viewer, w->meeting, error);

    return m != NULL && stand_in_for (tx, w, m, error) && has_room (tx, w, error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    const struct work *w = data;

    return td_instance_may_write (w->instance, tx, error) && may_add_in (tx, data, error)
           && td_briefing_file_insert (tx, w->instance, w->file, td_viewer_actor (w->viewer), error)
           && td_accreditation_journal (tx, w->instance, w->viewer, "briefing.file", "meeting", w->meeting, NULL,
                                        error);
}

static gboolean check_size (const struct work *w, int fd, GError **error)
{
    goffset size = lseek (fd, 0, SEEK_END);

    if (size > w->instance->profile->file_bytes)
        return fail (w, "file", error, TD_ERROR_INPUT,
                     "This file is larger than can be taken here. Make its pictures smaller or send it in parts.");
    return (size >= 0 && lseek (fd, 0, SEEK_SET) == 0)
           || fail (w, "file", error, TD_ERROR_OURS, "The file could not be read back. Nothing was sent; try again.");
}

/* What is written here, else what the document itself says, where that fits. */
static gboolean take_title (const struct work *w, const char *written, const TdDocument *document, GError **error)
{
    gboolean given = written != NULL && *written != '\0';
    g_autofree char *clean = td_text_clean_line (given                     ? written
                                                 : document->title != NULL ? document->title
                                                                           : "",
                                                 TD_LIMIT_TITLE_CHARACTERS);

    if (clean == NULL && given)
        return fail (w, "title", error, TD_ERROR_INPUT, "Make the title of the file shorter: at most 300 characters.");
    if (clean != NULL && *clean != '\0')
        w->file->title = g_steal_pointer (&clean);
    return TRUE;
}

static gboolean describe (const struct work *w, int fd, const char *title, GError **error)
{
    TdInstance *instance = w->instance;
    g_autoptr (TdDocument) document =
        td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    TdBriefingFile *f = w->file;

    if (document == NULL) {
        if (w->ret_field != NULL)
            *w->ret_field = "file";
        return FALSE;
    }
    f->format = g_strdup (document->format);
    f->language = g_strdup (document->language);
    f->pages = document->pages;
    return take_title (w, title, document, error);
}

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

/* Text and Markdown say nothing beside their words: the cleaner knows them not, and they are kept as they came. */
static gboolean copy (int fd, GByteArray *bytes)
{
    guint8 piece[64 * 1024];
    goffset at = 0;

    for (gssize n; (n = pread (fd, piece, sizeof piece, at)) != 0; at += n) {
        if (n < 0)
            return FALSE;
        g_byte_array_append (bytes, piece, (guint) n);
    }
    return TRUE;
}

/* Chance, then the file without what it says of its maker. */
static GByteArray *clean (const struct work *w, int fd, GError **error)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
    guint8 nonce[NONCE];
    gboolean cleaned = FALSE;

    randombytes_buf (nonce, sizeof nonce);
    g_byte_array_append (bytes, nonce, sizeof nonce);
    if (lseek (fd, 0, SEEK_SET) != 0
        || !td_cleaner_clean (w->instance->cleaners, fd, collect, bytes, found, &cleaned, NULL)
        || (!cleaned && !copy (fd, bytes))) {
        fail (w, "file", error, TD_ERROR_INPUT,
              "What this file says of its maker could not be taken out. Save it anew as PDF, and send that.");
        return NULL;
    }
    return g_steal_pointer (&bytes);
}

static gboolean keep (const struct work *w, int fd, GError **error)
{
    g_autoptr (GByteArray) bytes = clean (w, fd, error);
    char sha256[TD_SHA256_TEXT + 1];

    if (bytes == NULL || !td_blobs_put (w->instance->blobs, TD_BLOB_RESTRICTED, bytes->data, bytes->len, sha256, error))
        return FALSE;
    w->file->blob = g_strdup (sha256);
    w->file->size = (gint64) bytes->len - NONCE;
    w->file->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data + NONCE, (gsize) w->file->size);
    return TRUE;
}

gboolean td_briefing_file_add (TdInstance *instance, const TdViewer *viewer, const char *meeting, int fd,
                               const char *title, char **ret_id, const char **ret_field, GError **error)
{
    g_autoptr (TdBriefingFile) f = g_new0 (TdBriefingFile, 1);
    const struct work w = {
        .instance = instance, .viewer = viewer, .meeting = meeting, .file = f, .ret_field = ret_field
    };

    f->id = td_id_new ();
    f->meeting = g_strdup (meeting);
    f->person = g_strdup (viewer->person);
    f->at = td_clock_now (&instance->clock);
    if (!td_store_read (instance->store, may_add_in, (gpointer) &w, error))
        return FALSE;
    if (fd < 0)
        return fail (&w, "file", error, TD_ERROR_INPUT, "Choose a file.");
    if (!check_size (&w, fd, error) || !describe (&w, fd, title, error) || !keep (&w, fd, error))
        return FALSE;
    /* The blob is put before the transaction: a crash between leaves a blob that nobody names, never a row without its file. */
    if (!td_store_write (instance->store, add_in, (gpointer) &w, error)) {
        td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, f->blob, NULL);
        return FALSE;
    }
    if (ret_id != NULL)
        *ret_id = g_strdup (f->id);
    return TRUE;
}

/* ---- taking off ---- */

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    if (!td_instance_may_write (w->instance, tx, error) || !find_in (tx, data, error))
        return FALSE;
    if (!w->file->own)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_NOT_ALLOWED,
                                      "Who sent a file takes it off, or the secretariat. Ask one of them.");
    return td_briefing_file_delete (tx, w->id, error)
           && td_accreditation_journal (tx, w->instance, w->viewer, "briefing.file-off", "meeting", w->meeting, NULL,
                                        error);
}

gboolean td_briefing_file_remove (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *id,
                                  GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .meeting = meeting, .id = id };
    gboolean done = td_store_write (instance->store, remove_in, &w, error);
    g_autoptr (TdBriefingFile) f = w.file;

    /* No other row names it. One that could not be removed opens to nobody. */
    if (done)
        td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, f->blob, NULL);
    return done;
}
