/* What is played or read at a speaker's turn: the recording and the written statement that came with the request for the floor.
 *
 * For whoever leads the meeting (TD_ACT_MEETING_CHAIR), shares its minutes (TD_ACT_FLOOR_SHARE), and those whose statement it is. They know the
 * speaker by what everybody sees; whose an assumed name is, is not told here.
 */
#pragma once

#include "areas/floor/floor.h"

typedef struct {
    TdSpeaker *speaker;
    char *text;          /* the written one, or NULL */
    char *format;        /* of the recording: "ogg", "webm", "mp3", "mp4", "wav"; NULL: none */
    char *recording;     /* of its blob; private */
    gboolean shows_film; /* the recording may hold a picture that others may see */
} TdFloorStatement;
void td_floor_statement_free (TdFloorStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFloorStatement, td_floor_statement_free)

/* speaker: the id of one who asked for the floor. TD_ERROR_NOT_FOUND. Nothing may have been sent yet. */
TdFloorStatement *td_floor_statement (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                      const char *speaker, GError **error);
/* Its recording as an open file, at its start; -1 with error. Blocks. */
int td_floor_statement_recording (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                  const char *speaker, char **ret_format, gint64 *ret_size, GError **error);
/* Adds the ids of speakers who speak by a recording or a text, or of whom there is one. They are owned by the set. Asks no door. */
gboolean td_floor_statements_at (TdTx *tx, const char *meeting, GHashTable *set, GError **error);

/* Whether a recording of that format may be a film. */
gboolean td_floor_is_film (const TdFloorRequest *request);
