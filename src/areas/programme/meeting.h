/* Meetings of a session: what takes place when, where, about which States, in public or closed.
 *
 * A meeting belongs to a session and is of a kind of the profile (meetings.csv: opening, public informal meeting, lunchtime briefing,
 * dialogue with a State, closed meeting of the Committee …), which says whether it is public. It has local hours in the Committee's zone,
 * from which the instants are worked out, and a place (place.h): a room of ours or an outside one.
 *
 * What is planned and what everybody sees are two things: a planned meeting (TD_MEETING_PLANNED), and what was changed since of one that
 * stands in the programme, are the secretariat's alone until they are published (plan.h, programme.h). What is read here is what was published.
 *
 * A closed meeting exists for nobody who is not of it: every list here asks the door for each meeting and leaves out what the
 * viewer may not know of; asked for by its id it answers as an unknown one. Whoever shows meetings takes them from here.
 *
 * A meeting about several States is asked about once for each, and all must agree; one about none is asked about with the State "".
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#define TD_MEETING_ERROR (td_meeting_error_quark ())
GQuark td_meeting_error_quark (void);

typedef enum { TD_MEETING_PLANNED, TD_MEETING_ON, TD_MEETING_CANCELLED, TD_N_MEETING_STATUSES } TdMeetingStatus;
const char *
td_meeting_status_word (TdMeetingStatus status); /* "planned", "on", "cancelled"; also a label for td_words */

typedef struct {
    char *id;
    int session;
    char *kind;      /* slug of the profile's kinds of meetings */
    gboolean closed; /* as the kind says, or closed by the secretariat's word; never the other way round */
    TdMeetingStatus status;
    char *title;                     /* in the secretariat's own words; NULL: the kind's label */
    char **states;                   /* iso3, in the order in which they come; empty: about none */
    int part, parts;                 /* the second of two meetings with a State: 2, 2; else 0, 0 */
    char *begins_local, *ends_local; /* "2026-12-07T10:00" */
    char *zone;
    gint64 begins, ends;
    char *place;         /* id of a place (place.h), or NULL: not said yet */
    char *note;          /* for everybody who may know of the meeting, or NULL */
    char *cancel_reason; /* or NULL */
    int n;               /* how often it changed since it stood in a programme: iCalendar's SEQUENCE */
    gint64 created, changed;
    guint8 secret[32];
} TdMeeting;
void td_meeting_free (TdMeeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMeeting, td_meeting_free)

/* What it is called: in the secretariat's own words, else by its kind, its State and which of several meetings it is: "Dialogue: Ghana (2 of
 * 2)". Free it. */
char *td_meeting_title (const TdProfile *profile, const TdMeeting *meeting, const char *locale);
/* Its kind as the profile has it; NULL where the profile has it no more. */
const TdMeetingKind *td_meeting_kind_of (const TdProfile *profile, const TdMeeting *meeting);
/* Whether its kind offers it (profile.h): td_meeting_offers (profile, meeting, TD_OFFERS_FLOOR). */
gboolean td_meeting_offers (const TdProfile *profile, const TdMeeting *meeting, TdMeetingOffer offer);
gboolean td_meeting_is_about (const TdMeeting *meeting, const char *state);

/* ---- the door ---- */

/* The meeting as the door's thing, for the State at this index (0 for one about none). relations: what the area knows of the viewer
 * (TD_RELATION_INVITED …, from td_meeting_relations). Borrows from meeting. */
TdThing td_meeting_thing (const TdMeeting *meeting, guint state, guint relations);
/* TD_RELATION_INVITED where an area says so (td_meeting_invitations in areas.c), and the viewer's State. */
gboolean td_meeting_relations (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, guint *ret_relations,
                               GError **error);
/* Asks the door once for each State. TD_ERROR_NOT_FOUND, TD_ERROR_NOT_ALLOWED. */
gboolean td_meeting_may (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, TdAct act, GError **error);
/* The same in a read of its own. */
gboolean td_meeting_viewer_may (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, TdAct act,
                                GError **error);

/* An area that knows who takes part in meetings by name puts a row into areas.c's td_meeting_invitations. */
typedef struct {
    gboolean (*invited) (TdTx *tx, const char *meeting, const TdViewer *viewer, gboolean *ret_invited, GError **error);
} TdMeetingInvitation;
/* NULL-terminated. */
extern const TdMeetingInvitation *const td_meeting_invitations[];

/* ---- reading ---- */

/* TD_ERROR_NOT_FOUND where there is none that the viewer may know of. */
TdMeeting *td_meeting_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
TdMeeting *td_meeting_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    int session;       /* 0: any */
    const char *state; /* about this State, or NULL */
    const char *kind;  /* slug, or NULL */
    gint64 from, to;   /* that end after from and begin before to; 0: any */
} TdMeetingSearch;
/* Those of which the viewer may know, by their beginning. Of TdMeeting. */
GPtrArray *td_meeting_list (TdInstance *instance, const TdViewer *viewer, const TdMeetingSearch *search,
                            GError **error);
GPtrArray *td_meeting_list_in (TdTx *tx, const TdViewer *viewer, const TdMeetingSearch *search, GError **error);

/* ---- the machinery's view: subscribers and jobs, which act for nobody; asks no door ---- */

/* *ret NULL: there is none. */
gboolean td_meeting_load (TdTx *tx, const char *id, TdMeeting **ret, GError **error);
