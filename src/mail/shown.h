/* Letters that went out, for whoever tries the program out on their own machine: DIR/mail/shown/ID.json, written only in an
 * instance whose instance.ini says [mail] show=true. Nothing is parsed but this room's own JSON. */
#pragma once

#include "instance/instance.h"

typedef struct {
    char *id, *to, *subject, *locale;
    char *headers, *text; /* NULL in a list */
    char *path;           /* where its button leads, in this instance; or NULL */
    gint64 date;
} TdShownMail;

void td_shown_mail_free (TdShownMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdShownMail, td_shown_mail_free)

/* The newest first, at most TD_LIMIT_MAILS_SHOWN. Never NULL. */
GPtrArray *td_mail_shown_list (TdInstance *instance);
/* NULL with TD_ERROR_NOT_FOUND. */
TdShownMail *td_mail_shown_get (TdInstance *instance, const char *id, GError **error);
