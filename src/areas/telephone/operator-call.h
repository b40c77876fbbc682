/* One caller, as the operator knows them. Private to this area; the operator's thread only. */
#pragma once

#include "areas/telephone/pin.h"
#include "areas/telephone/turn.h"
#include "meeting/phone-line.h"
#include "meeting/room.h"

typedef struct {
    char *name;     /* the gateway's for the call */
    char *caller;   /* their number, or the call's name: for counting wrong PINs */
    char *callback; /* id of the callback that it answers, or NULL */
    char *language;
    char *ip; /* where the gateway takes the room's sound */
    int port;
    TdPhonePin *pin; /* NULL: not let in yet */
    char *row;       /* id of its row in phone_call, or NULL */
    gboolean in_room, heard;
    guint asked; /* questions that were read to them */
    TdRoomPlace place;
    TdPhoneTold told;
} TdPhoneCaller;
void td_phone_caller_free (TdPhoneCaller *caller);

/* What is, for this caller: read in one snapshot. */
typedef struct {
    TdLive *live;
    TdMeeting *meeting;
    gboolean may;                 /* may be in the meeting */
    gboolean closed_too;          /* also in its closed part, now */
    gboolean floor;               /* has the floor */
    gboolean hand;                /* their hand is up */
    char *next;                   /* id of the next speaker, where that is them */
    char *has_floor, *comes_next; /* as everybody sees them; NULL: nobody */
    int left;                     /* seconds of who has the floor */
} TdPhoneView;
void td_phone_view_clear (TdPhoneView *view);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPhoneView, td_phone_view_clear)

gboolean td_phone_view (TdInstance *instance, const TdPhonePin *pin, TdPhoneView *ret_view, GError **error);

/* Who has the floor, how long, who comes next, spoken in the caller's language: G.711 µ-law. NULL: nobody has it and nobody comes next, or it
 * could not be spoken. */
GBytes *td_phone_speak_view (const TdPhoneView *view, const char *language);

/* Journals that they came in and went. *ret_row: the row's id. */
gboolean td_phone_note_in (TdInstance *instance, const TdPhoneCaller *caller, char **ret_row, GError **error);
gboolean td_phone_note_out (TdInstance *instance, const TdPhonePin *pin, const char *row, GError **error);
/* At the beginning: whoever a server that died left in is out. */
gboolean td_phone_note_all_out (TdInstance *instance, GError **error);
