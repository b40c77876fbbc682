/* One call: its SIP session, its menu, its sound.
 *
 * libre's thread only. A call is freed by the gateway alone, when phone_call_tick says that it ended, never in its own handlers.
 */
#pragma once

#include "meeting/phone-record.h"
#include "meeting/phone/config.h"
#include "meeting/phone/line.h"
#include "meeting/phone/prompts.h"

#include "meeting/phone/libre.h"

/* What all calls share. */
typedef struct {
    PhoneConfig *config;
    PhonePrompts *prompts;
    PhoneLine *line;
    struct sip *sip;
    struct sipsess_sock *sessions;
} PhoneHouse;

typedef struct PhoneCall PhoneCall;

/* Answers somebody who calls. NULL: it could not be, and was refused by SIP. */
PhoneCall *phone_call_answer (const PhoneHouse *house, const struct sip_msg *invitation);
/* Calls a number through the trunk, for the server's callback. NULL: it could not even be tried, and the server was told. */
PhoneCall *phone_call_dial (const PhoneHouse *house, const char *callback, const char *number, const char *language);
void phone_call_free (PhoneCall *call); /* hangs up */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneCall, phone_call_free)

const char *phone_call_name (const PhoneCall *call);
const char *phone_call_callback (const PhoneCall *call); /* or NULL */

/* What the server says of this call. FALSE: it is not understood. */
gboolean phone_call_do (PhoneCall *call, const TdPhoneOrder *order);
void phone_call_server (PhoneCall *call, gboolean there, gint64 now); /* the server came or went */

/* To be called every few milliseconds. FALSE: the call ended and is to be freed. */
gboolean phone_call_tick (PhoneCall *call, gint64 now);
