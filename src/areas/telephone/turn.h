/* What a caller is told, and when: from what was told before and what is now. Pure: no store, no clock, no line.
 *
 * Each thing is said once: being let in, what changes about recording and pauses, the floor and its end, that one is next, what time is left.
 * More time brings the words on time back.
 */
#pragma once

#include "areas/live/live.h"
#include "meeting/phone-protocol.h"

typedef enum {
    TD_PHONE_PLACE_NONE, /* nothing was said yet */
    TD_PHONE_PLACE_WAITS,
    TD_PHONE_PLACE_CLOSED, /* a closed part runs without them */
    TD_PHONE_PLACE_IN,
    TD_PHONE_PLACE_LOST, /* should be in, but there is no room */
} TdPhonePlace;

/* Where a caller belongs, if there is a room. closed_too: they may be in a closed part, or have their turn in it. */
TdPhonePlace td_phone_place (const TdLive *live, gboolean closed_too);

typedef struct {
    TdPhonePlace place;
    gboolean paused, recording;
    gboolean floor;   /* they have it */
    int left, given;  /* seconds of it */
    gboolean stands;  /* the clock */
    const char *next; /* id of who comes next, where that is them; else NULL */
} TdPhoneNow;

/* Zeroed at first. */
typedef struct {
    TdPhonePlace place;
    gboolean was_in; /* heard the room before it was lost */
    gboolean paused, recording, floor;
    int time; /* the last word on time: 0 none, 1 two minutes, 2 half a minute, 3 it is up */
    char next[20];
} TdPhoneTold;

enum { TD_PHONE_TOLD_AT_ONCE = 6 };
/* What is to be said now, in order, into ret_tellings; how many. */
guint td_phone_turn (TdPhoneTold *told, const TdPhoneNow *now, TdPhoneTelling ret_tellings[TD_PHONE_TOLD_AT_ONCE]);
