/* The secretariat enters something on behalf of an organisation, or a State's paper in the State's name.
 *
 * While it lasts, an officer's session has the rights of the organisation's lead and no others (areas/people makes the viewer
 * so), every page says it, and the journal calls them "PERSON for ORGANISATION". In a State's name they send its own papers
 * (areas/submissions/state-paper.h) and nothing else, "PERSON for GHA". Both steps are journalled.
 */
#pragma once

#include "areas/desk/desk.h"

/* TD_ACT_BEHALF. TD_ERROR_NOT_FOUND: no such organisation; TD_ERROR_CONFLICT: it is closed. */
gboolean td_behalf_begin (TdInstance *instance, const TdViewer *viewer, const char *organisation, GError **error);
/* The same in a State's name: iso3. TD_ERROR_NOT_FOUND: no State party. */
gboolean td_behalf_begin_state (TdInstance *instance, const TdViewer *viewer, const char *state, GError **error);
/* TD_ACT_ACCOUNT_OWN. Whoever acts for nobody is content with that. */
gboolean td_behalf_end (TdInstance *instance, const TdViewer *viewer, GError **error);

/* What an organisation (or a State, by its code) is called, for the banner; its id where that cannot be read. (The signature is web/'s TdNameFunc.) Free it. */
char *td_behalf_name (TdInstance *instance, const char *organisation);
