/* What the chair had recorded: begun and ended by a step of the meeting (live/step.h), shown to all while it runs, kept afterwards.
 *
 * Janus writes the floor's sound (WAV) into its own folder. When it ends the file goes through td_blobs, restricted or public like the
 * meeting, and Janus's file is removed. If Janus died meanwhile, what it had written is kept with its lengths mended, and the recording
 * goes on as another part.
 */
#pragma once

#include "areas/rooms/seat.h"

typedef struct {
    char *id, *meeting;
    char *file; /* in Janus's folder */
    gint64 began, ended;
    char *blob; /* SHA-256 of what is kept, or NULL */
    gboolean public;
    gint64 bytes;
    gboolean lost; /* Janus left no file */
} TdRecording;
void td_recording_free (TdRecording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRecording, td_recording_free)

/* Of the meeting, which was asked for through the door, oldest first. Of TdRecording. */
GPtrArray *td_recording_list (TdInstance *instance, const TdMeeting *meeting, GError **error);
GPtrArray *td_recording_list_in (TdTx *tx, const TdMeeting *meeting, GError **error);
/* Its bytes, for whoever may attend the meeting. TD_ERROR_NOT_FOUND. */
GBytes *td_recording_bytes (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *recording,
                            GError **error);

/* ---- the keeper's ---- */

/* A row for a recording that begins; journalled. *ret: its id and file. */
gboolean td_recording_begin (TdInstance *instance, const char *meeting, TdRecording **ret, GError **error);
/* Those of the meeting that have not ended. Of TdRecording. */
GPtrArray *td_recording_running (TdInstance *instance, const char *meeting, GError **error);
/* Takes the file in from that folder and removes it there; journalled. */
gboolean td_recording_end (TdInstance *instance, const TdMeeting *meeting, const TdRecording *recording,
                           const char *folder, GError **error);

/* The lengths in a WAV's head made to fit its size; for a file whose writer died. FALSE: it is none. */
gboolean td_wav_mend (guint8 *bytes, gsize size);
