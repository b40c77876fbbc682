/* The programme of work of a session: made from the profile's template, published in numbered versions.
 *
 * A version is of what is public: its number, its time and what changed since the one before, in words. A closed meeting has no part in
 * versions: when only closed ones changed, none is made, so that no number is missing and nothing is counted. Those who may know of a
 * closed meeting read what became of it at the meeting itself (td_meeting_changes).
 *
 * The journal's act is TD_PROGRAMME_PUBLISHED on the thing "programme", whose id is the session's number: a public change only where a
 * version was made.
 */
#pragma once

#include "areas/programme/plan.h"
#include <jansson.h>

#define TD_PROGRAMME_PUBLISHED "programme.publish"

/* ---- from the template ---- */

/* Plans all meetings of the template, the States in this order; nothing is published. *ret_n (may be NULL): how many.
 * TD_ERROR_CONFLICT: the session has meetings already; TD_ERROR_INPUT: its days are not known, a State is none, or there are more States than
 * its days hold. TD_ACT_MEETING_PLAN. */
gboolean td_programme_new (TdInstance *instance, const TdViewer *viewer, int session, const char *const *states,
                           guint *ret_n, GError **error);

/* ---- published ---- */

typedef enum {
    TD_CHANGED_ADDED,
    TD_CHANGED_TIME,
    TD_CHANGED_PLACE,
    TD_CHANGED_TITLE,
    TD_CHANGED_NOTE,
    TD_CHANGED_CANCELLED,
    TD_CHANGED_BACK, /* it takes place after all */
    TD_N_CHANGED
} TdChanged;
const char *
td_meeting_changed_word (TdChanged what); /* "added", "moved", "place", "title", "note", "cancelled", "back" */
gboolean td_meeting_changed_from_word (const char *word, TdChanged *ret_what);

/* One thing that became of a meeting. */
typedef struct {
    char *meeting;
    int n; /* the meeting's count of changes after it */
    TdChanged what;
    gint64 at;
    char *earlier, *later; /* local "begin/end", a place's name, a title, a note, a reason; or NULL */
} TdMeetingChange;
void td_meeting_change_free (TdMeetingChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMeetingChange, td_meeting_change_free)
/* "Moved from Monday 7 December 2026, 10:00 to 13:00, to …". Free it. */
char *td_meeting_change_words (const TdProfile *profile, const TdMeetingChange *change, const char *locale);

typedef struct {
    int n;
    gint64 at;
    char *note;         /* the secretariat's word about it, or NULL */
    GPtrArray *changes; /* of TdMeetingChange; NULL where they were not asked for */
} TdProgrammeVersion;
void td_programme_version_free (TdProgrammeVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProgrammeVersion, td_programme_version_free)

/* Everything that is planned or changed. *ret_version: the version that it made, 0: none, since nothing public changed. TD_ERROR_CONFLICT:
 * nothing is new. TD_ACT_MEETING_PLAN. */
gboolean td_programme_publish (TdInstance *instance, const TdViewer *viewer, int session, const char *note,
                               int *ret_version, GError **error);

/* Public: newest first, of TdProgrammeVersion, the first without its changes, which are all additions. */
GPtrArray *td_programme_versions (TdInstance *instance, int session, GError **error);
GPtrArray *td_programme_versions_in (TdTx *tx, int session, GError **error);
/* One version with all its changes; *ret NULL: there is none. *ret_states: those about which a meeting of it is. Both are the caller's. */
gboolean td_programme_version_get (TdTx *tx, int session, int n, TdProgrammeVersion **ret, char ***ret_states,
                                   GError **error);
/* The newest; 0: none. */
gboolean td_programme_version_last (TdTx *tx, int session, int *ret_n, GError **error);
/* What became of one meeting, newest first; it was asked for through td_meeting_get. Of TdMeetingChange. */
GPtrArray *td_meeting_changes (TdInstance *instance, const TdMeeting *meeting, GError **error);

/* ---- for JSON ---- */

/* {id, session, kind, title, closed, status, states[], part, parts, begins, ends, begins_local, ends_local, zone, place{name, address, remote,
 * link, dial_in, codes}, note, cancel_reason, changes, changed}: link, dial_in and codes null unless the viewer may attend. */
json_t *td_meeting_to_json (TdTx *tx, const TdProfile *profile, const TdMeeting *meeting, const TdViewer *viewer,
                            const char *locale, GError **error);
/* {session, start, end, zone, version, published, meetings[], versions[{n, at, note, changes[{meeting, what, words}]}]} as the viewer may
 * know it. */
json_t *td_programme_to_json (TdInstance *instance, const TdViewer *viewer, int session, const char *locale,
                              GError **error);

/* Instants follow local hours when the machine's tzdata changes: a chore of the server. What changed is a change of the meeting like another,
 * so that calendars ask for it again. */
gboolean td_programme_recompute (TdInstance *instance, GError **error);
