/* Seats: who may be in a meeting's room, and as what.
 *
 * A seat is for one person at a time. Whoever has an account gets one by asking, where the door lets them attend; everybody else needs a
 * link that the secretariat makes for them: random, told once, bound to the first browser that uses it, until some hours after the
 * meeting. Somebody else who comes with the same link, or with the same account while its holder is there, is refused; that is journalled, counted,
 * and stands on the secretariat's page of the room, where a link is withdrawn and made anew.
 *
 * A closed meeting's room does not exist for anyone else: every function here answers TD_ERROR_NOT_FOUND with the door's one sentence, also
 * for a link that is wrong, withdrawn, over or of another meeting.
 *
 * Kinds: the chair and the secretariat (who lead it), a speaker of the list, a member, an interpreter, an observer, who only listens.
 */
#pragma once

#include "areas/live/live.h"

#define TD_ROOM_ERROR (td_room_error_quark ())
GQuark td_room_error_quark (void);

typedef enum {
    TD_SEAT_OBSERVER,
    TD_SEAT_SPEAKER,
    TD_SEAT_MEMBER,
    TD_SEAT_INTERPRETER,
    TD_SEAT_CHAIR,
    TD_N_SEATS
} TdSeatKind;
const char *td_seat_kind_word (TdSeatKind kind);
const char *td_seat_kind_label (TdSeatKind kind); /* English, for td_words */
gboolean td_seat_kind_from_word (const char *word, TdSeatKind *ret_kind);

typedef struct {
    char *id, *meeting;
    char *person; /* or NULL: by link */
    TdSeatKind kind;
    char *speaker;  /* who speaks as this speaker of the list; by link alone, or NULL */
    char *language; /* into which an interpreter interprets; by link alone, or NULL: they choose */
    char *name;     /* by link alone */
    gboolean bound; /* a browser came with it */
    guint8 device[32];
    gint64 expires, withdrawn, entered, created;
    int misused; /* how often somebody else came with it */
    gint64 misused_at;
} TdSeat;
void td_seat_free (TdSeat *seat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSeat, td_seat_free)

/* Who asks: an account, a browser, or both. device: what the cookie of this browser holds, or NULL. */
typedef struct {
    const TdViewer *viewer;
    const char *device;
} TdSeatAsker;

/* Who sits where and with what right: made anew for each request. */
typedef struct {
    TdMeeting *meeting;
    TdSeat *seat; /* NULL: an account that may attend and has not entered yet */
    TdSeatKind kind;
    gboolean leads;     /* may lead the meeting, record and let people speak */
    gboolean may_speak; /* may ask for the floor, and then be heard */
    gboolean by_link;
} TdSitting;
void td_sitting_free (TdSitting *sitting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSitting, td_sitting_free)

/* TD_ERROR_NOT_FOUND: the meeting does not exist for this asker. TD_ERROR_NOT_ALLOWED: it does, and its room is not for them. */
TdSitting *td_seat_look (TdInstance *instance, const TdSeatAsker *asker, const char *meeting, GError **error);

/* Takes a seat. there: the browser that has it is in the room now. With an account: makes the seat, or moves it to this browser; while another
 * browser is in the room with it and take_over is not said, TD_ERROR_CONFLICT (noted as misuse). A link's seat stays where it is. */
TdSitting *td_seat_take (TdInstance *instance, const TdSeatAsker *asker, const char *meeting, gboolean there,
                         gboolean take_over, GError **error);

/* Whether the seat is of this browser, as it was taken last. */
gboolean td_seat_is_of (TdInstance *instance, const TdSitting *sitting, const char *device);

/* ---- links ---- */

typedef struct {
    TdSeatKind kind;
    const char *name;
    const char *speaker;  /* or NULL */
    const char *language; /* or NULL */
} TdSeatNew;
/* TD_ACT_MEETING_PLAN on the meeting; journalled. *ret_key: what stands in the link; told here alone. */
gboolean td_seat_invite (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdSeatNew *new_one,
                         char **ret_id, char **ret_key, GError **error);
/* Nothing opens with it any more. The same for an account's seat: whoever sits there is put out, and may not come back. */
gboolean td_seat_withdraw (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *seat,
                           GError **error);
/* Of TdSeat, in the order in which they were made; TD_ACT_MEETING_PLAN. */
GPtrArray *td_seat_list (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);

/* What a link leads to, without using it. The meeting's door is not asked: the link opens it. */
TdSitting *td_seat_of_key (TdInstance *instance, const char *key, GError **error);
/* Binds the seat to this browser. TD_ERROR_CONFLICT: another browser has it (journalled, counted). */
TdSitting *td_seat_use_key (TdInstance *instance, const char *key, const char *device, GError **error);

/* A random value for the cookie of a browser. Free it. */
char *td_seat_device_new (void);

/* For the machinery: whether this speaker of the list speaks from this seat. viewer: of the seat's account, or NULL. */
gboolean td_seat_speaks_as (TdTx *tx, const TdSeat *seat, const TdViewer *viewer, const TdSpeaker *speaker,
                            gboolean *ret_own, GError **error);
