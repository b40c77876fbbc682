/* The operator: takes calls from the gateway, asks for PINs, brings callers into their meetings' rooms, tells them what happens, raises their
 * hands, calls people back. One for each server with a phone.ini; its thread is the line's (meeting/phone-line.h).
 *
 * Whatever a meeting does is followed by its steps (areas/live): looked at whenever the store changed, and once a second for the clock. A call's
 * rights are asked for anew each time. When the server dies calls stay with the gateway, which asks for them again; when Janus dies, callers
 * hear so and are brought back. Nothing about a call is kept but that somebody was there from when to when.
 */
#pragma once

#include "instance/instance.h"

typedef struct TdOperator TdOperator;

/* NULL without error: this instance has no telephone. */
TdOperator *td_operator_start (TdInstance *instance, GError **error);
void td_operator_stop (TdOperator *operator_);
