/* What was said at a meeting in one language, whole, with the times from its opening on; and who has the floor, for captioners. */
#pragma once

#include "areas/questions/caption.h"
#include <jansson.h>

typedef struct {
    char *language;
    gint64 begin;
    GPtrArray *captions; /* of TdCaption, by n */
} TdTranscript;
void td_transcript_free (TdTranscript *transcript);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTranscript, td_transcript_free)

/* What the viewer reads of it; the meeting was asked for through td_meeting_get. Empty where nothing was typed. */
TdTranscript *td_transcript (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                             const char *language, GError **error);
/* "1:02:03" of so many microseconds; what was before the opening is at it. Free it. */
char *td_transcript_time (gint64 after);
/* As a WebVTT file (vtt.h). Free it. */
char *td_transcript_vtt (const TdTranscript *transcript, const char *title);
json_t *td_transcript_to_json (const TdTranscript *transcript, const TdMeeting *meeting);

/* Who has the floor now. */
typedef struct {
    char *shown; /* NULL: the chair; or somebody whom the viewer does not see */
    gboolean closed_part;
} TdFloorNow;
gboolean td_floor_now (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, TdFloorNow *ret_now,
                       GError **error);
