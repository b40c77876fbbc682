/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_subscribe_page (TdRequest *request, GError **error);
gboolean td_subscribe (TdRequest *request, GError **error);
gboolean td_subscription_confirm_page (TdRequest *request, GError **error);
gboolean td_subscription_confirm_post (TdRequest *request, GError **error);
/* By account. */
gboolean td_subscriptions_page (TdRequest *request, GError **error);
gboolean td_subscriptions_change (TdRequest *request, GError **error);
/* By the key of a letter. */
gboolean td_subscriptions_key_page (TdRequest *request, GError **error);
gboolean td_subscriptions_key_change (TdRequest *request, GError **error);
