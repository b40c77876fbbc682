/* What the mailer writes for the page that shows mail; private to mail/. */
#pragma once

#include "mail/letter.h"

/* Does nothing unless this instance shows its mail. What cannot be written is no reason not to send. */
void td_mail_show (TdInstance *instance, const TdLetter *letter, const TdMessage *message);
/* Takes away what is older than TD_LIMIT_MAIL_DAYS. */
void td_mail_show_less (TdInstance *instance);
