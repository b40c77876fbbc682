/* Reports of States that wait to be sent to standing participants: for the secretariat's desk. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef struct {
    char *id;          /* of the copy */
    char *participant; /* its name in the profile, English, for td_words */
    char *state;       /* iso3 */
    gint64 since;
} TdToSend;
void td_to_send_free (TdToSend *to_send);
/* The oldest first, at most `most`: of TdToSend; *ret_total: how many wait. TD_ACT_DESK; an officer's conflicts are left out. */
GPtrArray *td_participant_to_send (TdInstance *instance, const TdViewer *viewer, int most, gint64 *ret_total,
                                   GError **error);
