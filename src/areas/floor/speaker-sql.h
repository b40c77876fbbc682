/* Rows of speakers; private to this area and to tests, which make lists of speakers by it. Nothing here asks the door. */
#pragma once

#include "areas/floor/speaker.h"

/* One with a name of its own (shown), which is shown as it stands. */
gboolean td_speaker_insert (TdTx *tx, const TdSpeaker *speaker, GError **error);
/* One that is shown under the name of its organisation while that one's page is public, and under otherwise (English, a label of the
 * profile) while it is not; speaker->shown is not looked at. */
gboolean td_speaker_insert_organisation (TdTx *tx, const TdSpeaker *speaker, const char *otherwise, GError **error);
gboolean td_speakers_drop (TdTx *tx, const char *meeting, GError **error);
gboolean td_speaker_drop (TdTx *tx, const char *id, GError **error);
/* Whose turn it is, also where the list does not tell: of its request, else of its row. *ret_organisation NULL: nobody's of the registry. */
gboolean td_speaker_owner (TdTx *tx, const TdSpeaker *speaker, char **ret_organisation, GError **error);
