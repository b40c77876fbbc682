/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "areas/cooperation/both-sides.h"
#include "web/route.h"

gboolean td_own_account_form_page (TdRequest *request, GError **error);
gboolean td_own_account_form_post (TdRequest *request, GError **error);
gboolean td_own_account_withdraw_post (TdRequest *request, GError **error);
gboolean td_own_account_page (TdRequest *request, GError **error);
gboolean td_own_account_decide_post (TdRequest *request, GError **error);
gboolean td_state_answers_page (TdRequest *request, GError **error);
gboolean td_state_answers_post (TdRequest *request, GError **error);
gboolean td_cooperation_page (TdRequest *request, GError **error);

/* The State party of the address, or NULL with TD_ERROR_NOT_FOUND. */
const TdState *td_cooperation_state_asked (TdRequest *request, GError **error);
