/* Who takes part in a meeting by name: guests of a closed one, and who interprets and captions.
 *
 * What stands here opens the door (TD_RELATION_INVITED): a closed meeting then exists for them. An invited organisation is there by its
 * leads, who name colleagues; so nobody of an organisation learns of a briefing by belonging to it. Interpreters and captioners are
 * assigned by the secretariat with a language and, if it likes, hours; they may know of the meeting from then on.
 *
 * Letters about it have a subject that tells nothing, and name no State.
 */
#pragma once

#include "areas/programme/meeting.h"

typedef enum { TD_GUEST, TD_GUEST_INTERPRETER, TD_GUEST_CAPTIONER, TD_N_GUEST_ROLES } TdGuestRole;
const char *td_guest_role_word (TdGuestRole role);  /* "guest", "interpreter", "captioner" */
const char *td_guest_role_label (TdGuestRole role); /* English, for td_words */
gboolean td_guest_role_from_word (const char *word, TdGuestRole *ret_role);

typedef struct {
    char *id;
    char *meeting;
    TdGuestRole role;
    char *organisation;  /* id, or NULL */
    char *person;        /* id, or NULL: the organisation's leads */
    char *through;       /* the organisation whose lead named them, or NULL */
    char *name;          /* of the person or organisation, for those of the meeting; NULL where there is none */
    char *language;      /* tag, of interpreters (into it) and captioners; or NULL */
    gint64 begins, ends; /* hours of an assignment; 0: the whole meeting */
    gint64 at;
} TdGuest;
void td_guest_free (TdGuest *guest);

/* For areas.c: guests, interpreters and captioners as TD_RELATION_INVITED. */
extern const TdMeetingInvitation td_guest_invitation;

/* Of TdGuest, assignments first, then as they were invited. The meeting was asked for through td_meeting_get. The Committee and who was invited
 * sees everybody of a closed meeting; of a public one the secretariat sees who interprets, others themselves. */
GPtrArray *td_guests_in (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                         GError **error);

/* ---- inviting ---- */

typedef struct {
    const char *organisation;  /* id; or */
    const char *address;       /* the mail address of an account: by the secretariat alone; or */
    const char *person;        /* id of an account */
    const char *role;          /* word; NULL: guest. Interpreters and captioners are people, by the secretariat alone */
    const char *language;      /* tag, or NULL */
    const char *begins, *ends; /* local "2026-12-07T10:00" in the meeting's zone, or NULL */
} TdGuestWish;
/* TD_ACT_MEETING_INVITE; or a lead of an invited organisation, who names people of it. Guests come to closed meetings alone
 * (TD_ERROR_CONFLICT): a public one is open to all. Interpreters, captioners and people by their address: TD_ACT_MEETING_PLAN. *ret_field (may be
 * NULL): what will not do, a literal. */
gboolean td_guest_invite (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdGuestWish *wish,
                          const char **ret_field, GError **error);
/* Takes an invitation or assignment back; whom a lead named goes with their organisation. */
gboolean td_guest_remove (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *id,
                          GError **error);
/* The organisation, invited to this meeting, whose lead the viewer is: they may name people of it. Borrowed from the viewer; NULL: none. */
gboolean td_guest_lead_of (TdTx *tx, const char *meeting, const TdViewer *viewer, const char **ret_organisation,
                           GError **error);
