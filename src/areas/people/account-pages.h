/* The handlers of one's own account, of registering and of invitations; private to this area. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_account_page (TdRequest *request, GError **error);
gboolean td_account_post (TdRequest *request, GError **error);
gboolean td_account_declare_post (TdRequest *request, GError **error);

gboolean td_register_page (TdRequest *request, GError **error);
gboolean td_register_post (TdRequest *request, GError **error);
gboolean td_invitation_page (TdRequest *request, GError **error);
gboolean td_invitation_post (TdRequest *request, GError **error);

gboolean td_state_people_page (TdRequest *request, GError **error);
gboolean td_state_people_post (TdRequest *request, GError **error);
gboolean td_state_people_end_post (TdRequest *request, GError **error);
gboolean td_state_people_back_post (TdRequest *request, GError **error);
