/* What a State's page and command say: private to this area. */
#pragma once

#include "areas/submissions/submission.h"
#include <jansson.h>

/* The State's facts (profile), its submissions that the viewer may read, and its articles covered and not. */
json_t *td_state_to_json (TdInstance *instance, const TdViewer *viewer, const TdState *state, const char *locale,
                          GError **error);

/* Today at the Committee's seat. Free it. */
char *td_state_today (const TdInstance *instance);
/* "Session 41, December 2025" with the precision that is known; NULL when it is not. Free it. */
char *td_state_session_words (const TdSession *session, const char *locale);
/* How we know a fact, as English words for td_words. */
const char *td_state_basis_words (TdBasis basis);
