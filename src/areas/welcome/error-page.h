/* The page of an error: what happened, why, and the next step, in the layout of all pages. */
#pragma once

#include "web/route.h"

/* A TdErrorPageFunc. */
void td_error_page (TdHtml *h, const TdViewer *viewer, TdInstance *instance, int status, const char *message);
