/* The record of a meeting: who came, who spoke and how long, what was asked and answered, and minutes in the secretariat's words.
 *
 * It is the Committee's draft until the secretariat publishes it; then everybody reads it who may know of the meeting, as that version
 * stands: what is written later is a draft again, beside the published one. Of a closed part nothing is in it for who may not be there, and
 * counts below TD_LIMIT_SMALL_COUNT are hidden (areas/accreditation/attendance.h).
 */
#pragma once

#include "areas/programme/meeting.h"
#include <jansson.h>

#define TD_RECORD_ERROR (td_record_error_quark ())
GQuark td_record_error_quark (void);

/* One speaker's or organisation's time. */
typedef struct {
    char *shown, *state; /* state: iso3 of the part, or NULL */
    int seconds, times;
} TdSpokenTotal;
void td_spoken_total_free (TdSpokenTotal *total);

typedef struct {
    char *minutes;       /* as this viewer reads them: published ones, or for the Committee the newest; "" for none */
    int version;         /* of them; 0: there is none */
    gboolean published;  /* that version is */
    gboolean shown;      /* there is anything for this viewer: it was published, or they are of the Committee */
    gboolean may_write;  /* TD_ACT_MEETING_PLAN */
    gint64 at;           /* when that version was written */
    GPtrArray *spoken;   /* of TdSpokenTotal, in the order in which they spoke first */
    GPtrArray *counts;   /* of TdAttendanceCount */
    GPtrArray *channels; /* of TdChannel */
    int questions, answered;
} TdRecord;
void td_record_free (TdRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRecord, td_record_free)

/* The meeting was asked for through td_meeting_get. */
TdRecord *td_record (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, GError **error);

typedef struct {
    const char *minutes;
    int seen; /* the version that was on the form; 0: there was none */
    gboolean publish;
} TdRecordWish;
/* TD_ACT_MEETING_PLAN. Publishing: once the meeting has ended. TD_ERROR_CONFLICT: another version than seen stands. */
gboolean td_record_write (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdRecordWish *wish,
                          const char **ret_field, GError **error);

json_t *td_record_to_json (const TdRecord *record, const TdMeeting *meeting);
