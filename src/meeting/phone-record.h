/* What one line of phone-protocol.h says, checked: words that the protocol has, texts that are there and no longer than they may be, ports. All texts
 * are borrowed of the line. FALSE: it is no line of the protocol. */
#pragma once

#include "meeting/phone-protocol.h"
#include <jansson.h>

/* ---- of the gateway ---- */

typedef enum { TD_SAID_HELLO, TD_SAID_CALL, TD_SAID_PIN, TD_SAID_KEY, TD_SAID_GONE, TD_SAID_DIALLED } TdPhoneSaying;

typedef struct {
    TdPhoneSaying is;
    const char *call;     /* of all but hello and dialled */
    const char *from;     /* of a call: "" where it is withheld */
    const char *callback; /* of a call NULL where it is none; of what was dialled */
    const char *pin, *language;
    const char *ip; /* of a pin: where the gateway takes the room's sound */
    int port;
    const char *key;
    const char *state; /* "ringing", "answered", "failed" */
    gboolean trunk;
} TdPhoneSaid;

gboolean td_phone_said_read (const json_t *line, TdPhoneSaid *ret_said);

/* ---- of the server ---- */

typedef enum {
    TD_ORDER_PIN,
    TD_ORDER_ROOM,
    TD_ORDER_LEAVE,
    TD_ORDER_TELL,
    TD_ORDER_SOUND,
    TD_ORDER_END,
    TD_ORDER_DIAL,
    TD_ORDER_CANCEL
} TdPhoneOrdering;

typedef struct {
    TdPhoneOrdering act;
    const char *call; /* of all but dial and cancel */
    gboolean right, locked;
    const char *ip; /* of a room */
    int port;
    TdPhoneTelling telling; /* of tell and end */
    const char *ulaw;       /* base64 */
    const char *callback, *number, *language;
} TdPhoneOrder;

gboolean td_phone_order_read (const json_t *line, TdPhoneOrder *ret_order);
/* The sound of one that says it; NULL where it is more than TD_PHONE_SOUND. */
GBytes *td_phone_order_sound (const TdPhoneOrder *order);
