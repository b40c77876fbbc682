/* Who takes a finished message: a maildir, or a mail server by SMTP. Private to mail/.
 *
 * A keeper is used by one thread while it holds DIR/mail/lock (td_mail_lock), so there is one mailer a folder.
 */
#pragma once

#include "mail/letter.h"

typedef enum {
    TD_MAIL_DELIVERED,
    TD_MAIL_LATER,      /* said no for now */
    TD_MAIL_NEVER,      /* said no for good, to this letter */
    TD_MAIL_UNREACHABLE /* nobody can be sent anything just now */
} TdMailOutcome;

typedef struct {
    gpointer (*open) (TdInstance *instance, GError **error);
    /* again: the letter was handed over before and nobody knows whether it arrived. *ret_reason: a literal sentence. */
    TdMailOutcome (*deliver) (gpointer keeper, const TdLetter *letter, const TdMessage *message, gboolean again,
                              const char **ret_reason);
    void (*close) (gpointer keeper);
    gboolean crlf; /* wants lines ended so */
} TdMailKeeper;

extern const TdMailKeeper td_mail_maildir, td_mail_smtp;

/* Makes DIR/mail and the folders in it that are not there: 0700, synced. */
gboolean td_mail_make_folder (const char *folder, const char *name, GError **error);
/* Writes a file of mode 0600 in one piece: as tmp, synced, then under its name. */
gboolean td_mail_write_file (const char *folder, const char *tmp, const char *name, const char *text);

/* Whether this smtp:// or smtps:// address is one that we send to; *ret_needs_tls: STARTTLS must come first. */
gboolean td_smtp_url_ok (const char *url, gboolean *ret_needs_tls);
