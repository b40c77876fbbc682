/* Stopping letters, and the page that shows them on one's own machine. */
#pragma once

#include "web/route.h"

gboolean td_unsubscribe_page (TdRequest *request, GError **error);
gboolean td_unsubscribe_post (TdRequest *request, GError **error);
gboolean td_outbox_page (TdRequest *request, GError **error);
gboolean td_outbox_letter_page (TdRequest *request, GError **error);
