/* The sender's key: what makes a browser without account the sender of a draft; private to this area. */
#pragma once

#include "instance/instance.h"

/* 256 random bits as hex. Free it. */
char *td_sender_key_new (void);
/* What the store keeps: a hash keyed by the instance's pepper. FALSE: this is no key. */
gboolean td_sender_key_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32]);
