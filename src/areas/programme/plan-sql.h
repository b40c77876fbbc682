/* Rows of what is planned and of what was published; private to this area. */
#pragma once

#include "areas/programme/plan.h"
#include "areas/programme/programme.h"

/* Laid over meeting, which was read from its row; *ret_waits: whether there was anything. */
gboolean td_pending_lay (TdTx *tx, TdMeeting *meeting, gboolean *ret_waits, GError **error);
/* In place of what waited. */
gboolean td_pending_put (TdTx *tx, const TdMeeting *meeting, gint64 at, GError **error);
gboolean td_pending_drop (TdTx *tx, const char *meeting, GError **error);

/* All but id, States, created and secret. */
gboolean td_meeting_update (TdTx *tx, const TdMeeting *meeting, GError **error);
gboolean td_meeting_delete (TdTx *tx, const char *id, GError **error);
gboolean td_meeting_count (TdTx *tx, int session, gint64 *ret_count, GError **error);

gboolean td_programme_version_insert (TdTx *tx, int session, const TdProgrammeVersion *version, GError **error);
/* Newest first. Of TdProgrammeVersion without changes. */
GPtrArray *td_programme_versions_load (TdTx *tx, int session, GError **error);
/* version 0: of no public version. */
gboolean td_meeting_change_insert (TdTx *tx, int session, const TdMeetingChange *change, int version, gint64 at,
                                   GError **error);
/* Those of a version; of a meeting. Of TdMeetingChange. */
GPtrArray *td_programme_changes_load (TdTx *tx, int session, int version, GError **error);
GPtrArray *td_meeting_changes_load (TdTx *tx, const char *meeting, GError **error);
