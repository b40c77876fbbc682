/* What a letter says, kept in its row as encrypted JSON, and the message made of it (RFC 5322, MIME); private to mail/. */
#pragma once

#include "mail/mail.h"

typedef struct {
    char *id;
    char *to, *locale, *topic, *subject; /* topic may be NULL */
    char **paragraphs;
    char *path, *button; /* or NULL */
    gint64 date;
    gboolean neutral;
} TdLetter;

/* Cleans and checks what the caller wrote. NULL with error: TD_ERROR_INPUT, TD_ERROR_TOO_LARGE. */
TdLetter *td_letter_new (const TdInstance *instance, const char *id, const TdMail *mail, GError **error);
void td_letter_free (TdLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLetter, td_letter_free)

GBytes *td_letter_seal (const TdInstance *instance, const TdLetter *letter);
/* NULL: it does not open with this instance's key. */
TdLetter *td_letter_unseal (const TdInstance *instance, const char *id, const void *sealed, gsize size);

/* The sender's address. NULL when instance.ini's is none. */
char *td_letter_from (const TdInstance *instance);

typedef struct {
    char *from, *to; /* of the envelope */
    char *message;   /* whole, lines ended by LF or CRLF */
    char *plain;     /* its plain part alone */
} TdMessage;

/* The same letter makes the same message at each try, but for the random part of its unsubscribe token. */
void td_message_make (TdInstance *instance, const TdLetter *letter, const char *from, gboolean crlf,
                      TdMessage *ret_message);
void td_message_clear (TdMessage *message);
