/* The handlers of the administrator's and the secretariat's pages on accounts; private to this area. Each a
 * TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_people_page (TdRequest *request, GError **error);
gboolean td_person_page (TdRequest *request, GError **error);
gboolean td_person_role_post (TdRequest *request, GError **error);
gboolean td_person_role_end_post (TdRequest *request, GError **error);
gboolean td_person_conflict_post (TdRequest *request, GError **error);
gboolean td_person_conflict_back_post (TdRequest *request, GError **error);
gboolean td_person_close_post (TdRequest *request, GError **error);
