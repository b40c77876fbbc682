/* The page of an error: what happened, why, and the next step, in the layout of all pages. */
#pragma once

#include "web/route.h"

/* A TdErrorPageFunc. */
/* viewer NULL: not the person but the form was refused, so signing in would not help. */
void td_error_page (TdHtml *h, const TdViewer *viewer, TdInstance *instance, int status, const char *message);
