/* What civil society can do now: the doors that are open, those that open next, those that are to be expected.
 *
 * Open and planned are calls. Expected is what the profile's kinds would give for a State whose anchor is known (its dialogue
 * has its session) and for which no call was made yet: the profile's own proposal, shown as such. What a kind leaves always
 * open has no deadline and no call.
 */
#pragma once

#include "areas/calls/call.h"

typedef struct {
    const TdState *state;
    const TdCallKind *kind;
    int session; /* 0: hangs on a date */
    char *closes_local;
    gint64 closes;
} TdExpected;

typedef struct {
    GPtrArray *open;    /* of TdCall, by deadline */
    GPtrArray *planned; /* of TdCall, by opening */
    GArray *expected;   /* of TdExpected, by deadline */
    GPtrArray *always;  /* of const TdCallKind */
    GPtrArray *closed;  /* of TdCall, the last closed first, at most twenty */
    gint64 now;
} TdOpenings;

/* iso3: one State's, with those for every State; NULL: the world's. */
gboolean td_openings (TdInstance *instance, const char *iso3, TdOpenings *ret_openings, GError **error);
void td_openings_clear (TdOpenings *openings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdOpenings, td_openings_clear)

/* {"openings": [{state, purpose, call, label, status, opens, closes, closes_local, zone, asked, guidance, limits, address}],
 * "expected": [{state, purpose, closes, closes_local, zone, session, origin}], "always": [{purpose, label, guidance,
 * address}]}: open ones first. A call for several States stands once for each, or once for the State asked for; one for
 * every State has state null. */
json_t *td_openings_to_json (const TdInstance *instance, const TdOpenings *openings, const char *iso3,
                             const char *locale);
