/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_concordance_page (TdRequest *request, GError **error);
gboolean td_glossary_page (TdRequest *request, GError **error);
gboolean td_glossary_file (TdRequest *request, GError **error);
gboolean td_glossary_post (TdRequest *request, GError **error);
gboolean td_glossary_remove_post (TdRequest *request, GError **error);
