/* Recordings of a meeting. Contract in recording.h. */
#include "areas/rooms/recording-sql.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "journal/journal.h"

#include <glib/gstdio.h>
#include <string.h>

struct work {
    TdInstance *instance;
    const char *meeting;
    TdRecording *recording;
    gboolean running_only, done;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    g_clear_pointer (&w->list, g_ptr_array_unref);
    w->list = td_recording_load (tx, w->meeting, w->running_only, error);
    return w->list != NULL;
}

static GPtrArray *list_of (TdInstance *instance, const char *meeting, gboolean running_only, GError **error)
{
    struct work w = { .instance = instance, .meeting = meeting, .running_only = running_only };

    if (!td_store_read (instance->store, list_in, &w, error))
        g_clear_pointer (&w.list, g_ptr_array_unref);
    return w.list;
}

GPtrArray *td_recording_list (TdInstance *instance, const TdMeeting *meeting, GError **error)
{
    return list_of (instance, meeting->id, FALSE, error);
}

GPtrArray *td_recording_list_in (TdTx *tx, const TdMeeting *meeting, GError **error)
{
    return td_recording_load (tx, meeting->id, FALSE, error);
}

GPtrArray *td_recording_running (TdInstance *instance, const char *meeting, GError **error)
{
    return list_of (instance, meeting, TRUE, error);
}

GBytes *td_recording_bytes (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *recording,
                            GError **error)
{
    g_autoptr (TdMeeting) found = td_meeting_get (instance, viewer, meeting, error);
    g_autoptr (GPtrArray) list = NULL;

    if (found == NULL || !td_meeting_viewer_may (instance, found, viewer, TD_ACT_MEETING_ATTEND, error))
        return NULL;
    list = td_recording_list (instance, found, error);
    if (list == NULL)
        return NULL;
    for (guint i = 0; i < list->len; i++) {
        const TdRecording *r = list->pdata[i];
        if (g_str_equal (r->id, recording) && r->blob != NULL)
            return td_blobs_get (instance->blobs, r->public ? TD_BLOB_PUBLIC : TD_BLOB_RESTRICTED, r->blob, error);
    }
    td_door_unknown (error);
    return NULL;
}

/* ---- the keeper's ---- */

static gboolean journal (TdTx *tx, const struct work *w, const char *act, gboolean public_change, GError **error)
{
    const TdJournalEntry entry = { .actor = "system",
                                   .act = act,
                                   .thing = "meeting",
                                   .thing_id = w->meeting,
                                   .public_change = public_change,
                                   .clock = &w->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    return td_instance_may_write (w->instance, tx, error) && td_recording_insert (tx, w->recording, error)
           && journal (tx, w, "room.record", FALSE, error);
}

gboolean td_recording_begin (TdInstance *instance, const char *meeting, TdRecording **ret, GError **error)
{
    g_autoptr (TdRecording) r = g_new0 (TdRecording, 1);
    struct work w = { .instance = instance, .meeting = meeting, .recording = r };

    r->id = td_id_new ();
    r->meeting = g_strdup (meeting);
    r->file = g_strconcat (r->id, ".wav", NULL);
    r->began = td_clock_now (&instance->clock);
    if (!td_store_write (instance->store, begin_in, &w, error))
        return FALSE;
    *ret = g_steal_pointer (&r);
    return TRUE;
}

static void put_number (guint8 *at, guint32 number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (guint8) (number >> (8 * i));
}

gboolean td_wav_mend (guint8 *bytes, gsize size)
{
    if (size < 44 || size > G_MAXUINT32 || memcmp (bytes, "RIFF", 4) != 0 || memcmp (bytes + 36, "data", 4) != 0)
        return FALSE;
    put_number (bytes + 4, (guint32) size - 8);
    put_number (bytes + 40, (guint32) size - 44);
    return TRUE;
}

static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    return td_instance_may_write (w->instance, tx, error) && td_recording_set_end (tx, w->recording, &w->done, error)
           && journal (tx, w, "room.recorded", w->recording->public, error);
}

/* What Janus wrote, as a blob; none is no error. */
static gboolean take_in_file (TdInstance *instance, const char *path, TdRecording *r, GError **error)
{
    g_autofree char *content = NULL;
    gsize size = 0;
    char hash[TD_SHA256_TEXT + 1];

    r->lost = !g_file_get_contents (path, &content, &size, NULL) || !td_wav_mend ((guint8 *) content, size);
    if (r->lost)
        return TRUE;
    if (!td_blobs_put (instance->blobs, r->public ? TD_BLOB_PUBLIC : TD_BLOB_RESTRICTED, content, size, hash, error))
        return FALSE;
    r->blob = g_strdup (hash);
    r->bytes = (gint64) size;
    return TRUE;
}

gboolean td_recording_end (TdInstance *instance, const TdMeeting *meeting, const TdRecording *recording,
                           const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename (folder, recording->file, NULL);
    g_autoptr (TdRecording) r = g_new0 (TdRecording, 1);
    struct work w = { .instance = instance, .meeting = meeting->id, .recording = r };

    r->id = g_strdup (recording->id);
    r->public = !meeting->closed;
    r->ended = td_clock_now (&instance->clock);
    if (!take_in_file (instance, path, r, error) || !td_store_write (instance->store, end_in, &w, error))
        return FALSE;
    g_unlink (path);
    return TRUE;
}
