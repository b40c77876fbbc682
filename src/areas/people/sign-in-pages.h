/* The handlers of signing in, and of one's own account as far as it is about proving who one is; private to this area.
 * Each a TdHandler where nothing else is said. */
#pragma once

#include "areas/people/sessions.h"
#include "web/route.h"

gboolean td_sign_in_page (TdRequest *request, GError **error);
gboolean td_sign_in_post (TdRequest *request, GError **error);
gboolean td_sign_in_code_page (TdRequest *request, GError **error);
gboolean td_sign_in_code_post (TdRequest *request, GError **error);
gboolean td_sign_out_post (TdRequest *request, GError **error);

/* link-pages.c */
gboolean td_ask_link_page (TdRequest *request, GError **error);
gboolean td_ask_link_post (TdRequest *request, GError **error);
gboolean td_forgotten_page (TdRequest *request, GError **error);
gboolean td_forgotten_post (TdRequest *request, GError **error);
gboolean td_link_sent_page (TdRequest *request, GError **error);
gboolean td_use_link_page (TdRequest *request, GError **error);
gboolean td_use_link_post (TdRequest *request, GError **error);
gboolean td_new_password_page (TdRequest *request, GError **error);
gboolean td_new_password_post (TdRequest *request, GError **error);

/* sessions-pages.c */
gboolean td_own_sessions_page (TdRequest *request, GError **error);
gboolean td_own_sessions_post (TdRequest *request, GError **error);
gboolean td_own_password_page (TdRequest *request, GError **error);
gboolean td_own_password_post (TdRequest *request, GError **error);

/* second-factor-pages.c */
gboolean td_second_page (TdRequest *request, GError **error);
gboolean td_second_post (TdRequest *request, GError **error);
gboolean td_second_app_page (TdRequest *request, GError **error);
gboolean td_second_app_post (TdRequest *request, GError **error);
gboolean td_second_codes_page (TdRequest *request, GError **error);
gboolean td_second_codes_post (TdRequest *request, GError **error);

/* What they share. Gives the browser the cookie of a session that was just opened, ends the one that it had, and leads on. */
gboolean td_sign_in_done (TdRequest *request, const TdSignIn *sign_in, GError **error);
/* Whether a problem is the person's to mend, on the form itself. */
gboolean td_sign_in_can_say (const GError *problem);
