/* What mail keeps secret, under keys derived from the instance's pepper; private to mail/. */
#pragma once

#include "instance/instance.h"

enum { TD_MAIL_RECEIVER_BYTES = 16 };

/* An address as mail servers want it: its domain in ASCII. NULL when text is none (see td_mail_address_ok). */
char *td_mail_address (const char *text);
/* A keyed hash of an address, however its letters are cased. */
void td_mail_receiver (const TdInstance *instance, const char *address, guint8 ret_hash[TD_MAIL_RECEIVER_BYTES]);

/* Encrypts what a letter says for the row of this id; padded, so that its length tells little. */
GBytes *td_mail_seal (const TdInstance *instance, const char *id, const char *text);
/* NULL: not this instance's, not this row's, or altered. Wipe and free it. */
char *td_mail_unseal (const TdInstance *instance, const char *id, const void *sealed, gsize size);

/* The token that stops a topic for a receiver: encrypted, so that it tells neither, and needs no row. */
char *td_mail_token (const TdInstance *instance, const guint8 receiver[TD_MAIL_RECEIVER_BYTES], const char *topic);
/* FALSE: nobody's. *ret_topic: free it. */
gboolean td_mail_token_read (const TdInstance *instance, const char *token, guint8 ret_receiver[TD_MAIL_RECEIVER_BYTES],
                             char **ret_topic);
