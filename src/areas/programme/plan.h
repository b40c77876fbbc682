/* Planning: what the secretariat works on before it is published.
 *
 * A meeting that is added is planned: nobody but the secretariat (and members who take part) knows of it. What is changed of a meeting that
 * stands in the programme waits beside it, and everybody goes on seeing what was published until td_programme_publish (programme.h). So
 * nobody travels by half a change, and each version says what it changed.
 *
 * Hours are the Committee's: local, from which the instants are worked out, so that a programme across the change of the clocks keeps its
 * hours. TD_ACT_MEETING_PLAN, for a meeting about States asked with each of them. Errors: TD_MEETING_ERROR; *ret_field (may be NULL) is the
 * field that is wrong.
 */
#pragma once

#include "areas/programme/meeting.h"

/* One meeting as it is planned, and as it stands in the programme. */
typedef struct {
    TdMeeting *meeting; /* as planned; status as it will be */
    TdMeeting *stands;  /* as published; NULL: not yet */
    gboolean waits;     /* something of it is to be published */
} TdPlanned;
void td_planned_free (TdPlanned *planned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPlanned, td_planned_free)

/* Of TdPlanned, by their beginning as planned. */
GPtrArray *td_plan (TdInstance *instance, const TdViewer *viewer, int session, GError **error);
TdPlanned *td_plan_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    int session;
    const char *kind;   /* slug */
    const char *title;  /* NULL or "": the kind's label */
    const char *begins; /* "2026-12-07T10:00" */
    const char *ends;   /* the same, or a time alone, "13:00"; NULL or "": as long as the kind usually is */
    const char *const *states;
    gboolean closed; /* also where the kind is public */
    int part, parts;
    const char *place, *note; /* NULL or "": none */
} TdMeetingWish;
gboolean td_meeting_add (TdInstance *instance, const TdViewer *viewer, const TdMeetingWish *wish, char **ret_id,
                         const char **ret_field, GError **error);

/* NULL: as it is; "": none. */
typedef struct {
    const char *begins, *ends; /* begins alone keeps its length */
    const char *title, *place, *note;
    const char *
        cancel; /* the reason, for everybody who may know of it: it does not take place. One that is only planned is dropped */
    gboolean restore; /* what waits is forgotten, and it stands as published */
} TdMeetingWishes;
gboolean td_meeting_change (TdInstance *instance, const TdViewer *viewer, const char *id, const TdMeetingWishes *wishes,
                            const char **ret_field, GError **error);

/* Inside the area: asks no door. Of TdPlanned. */
GPtrArray *td_plan_load (TdTx *tx, int session, GError **error);
