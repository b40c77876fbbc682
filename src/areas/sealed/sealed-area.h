/* What this area registers, and what `serve` needs of it. */
#pragma once

#include "age/age.h"
#include "base/command.h"
#include "instance/instance.h"

extern const TdCommand td_sealed_commands[];

/* To whom what comes in for a purpose is sealed; fits TdSealFunc of web/route.h. TD_ERROR_BUSY: nobody gave a key yet. */
gboolean td_sealed_to (TdInstance *instance, const char *purpose, TdAgeRecipient ret_recipients[TD_AGE_MAX_RECIPIENTS],
                       guint *ret_n, GError **error);
