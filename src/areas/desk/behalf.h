/* The secretariat enters something on behalf of an organisation.
 *
 * While it lasts, an officer's session has the rights of the organisation's lead and no others (areas/people makes the viewer
 * so), every page says it, and the journal calls them "PERSON for ORGANISATION". Both steps are journalled.
 */
#pragma once

#include "areas/desk/desk.h"

/* TD_ACT_BEHALF. TD_ERROR_NOT_FOUND: no such organisation; TD_ERROR_CONFLICT: it is closed. */
gboolean td_behalf_begin (TdInstance *instance, const TdViewer *viewer, const char *organisation, GError **error);
/* TD_ACT_ACCOUNT_OWN. Whoever acts for nobody is content with that. */
gboolean td_behalf_end (TdInstance *instance, const TdViewer *viewer, GError **error);

/* What an organisation is called, for the banner; its id where that cannot be read. (The signature is web/'s TdNameFunc.) Free it. */
char *td_behalf_name (TdInstance *instance, const char *organisation);
