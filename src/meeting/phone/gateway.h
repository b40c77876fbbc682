/* The gateway whole: SIP by UDP and TCP, all calls, the line to the server, the trunk.
 *
 * One per process, libre's thread only. Example: see main.c.
 */
#pragma once

#include "meeting/phone/config.h"
#include "meeting/phone/prompts.h"

typedef struct PhoneGateway PhoneGateway;

/* Opens its sockets and waits for re_main. Takes both over. */
PhoneGateway *phone_gateway_new (PhoneConfig *take_config, PhonePrompts *take_prompts, GError **error);
void phone_gateway_free (PhoneGateway *gateway); /* hangs up all calls */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneGateway, phone_gateway_free)

/* Tells all callers goodbye by BYE and ends re_main when that is said, at most in two seconds. */
void phone_gateway_stop (PhoneGateway *gateway);
