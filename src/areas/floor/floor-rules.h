/* What the rules of this area share; private to it. */
#pragma once

#include "areas/floor/floor-sql.h"

/* Always FALSE. */
gboolean td_floor_fail (GError **error, int code, const char *message);
gboolean td_floor_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const char *thing,
                           const char *id, const guint8 content[32], gboolean public_change, GError **error);
/* Of a request, its content hashed with its own secret; no public change, since it would tell that somebody asked. */
gboolean td_floor_journal_request (TdTx *tx, const TdInstance *instance, const TdViewer *viewer,
                                   const TdFloorRequest *request, const char *act, GError **error);
/* The meeting for whoever shares its minutes. NULL with error. */
TdMeeting *td_floor_meeting_to_share (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);
/* TD_ERROR_CONFLICT once it began, or when it was cancelled. */
gboolean td_floor_not_begun (const TdInstance *instance, const TdMeeting *meeting, GError **error);
/* Whether the kind is of civil society, and so shares its minutes. */
gboolean td_floor_is_civil (const TdProfile *profile, const char *kind);

/* A request, with error where the viewer neither speaks for its organisation nor shares the minutes. *ret_meeting: its meeting (may be NULL). */
TdFloorRequest *td_floor_request_of (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *id,
                                     TdMeeting **ret_meeting, GError **error);
/* The request changed or went after minutes were shared: its speaker's row follows at once, so that nothing is shown that it does not want shown. */
gboolean td_floor_follow_request (TdTx *tx, const TdInstance *instance, const TdFloorRequest *request, GError **error);

/* Its row, under the organisation's name or the assumed one. speaker: id, meeting, ordinal, seconds and planned are set; the rest is taken from
 * the request. */
gboolean td_floor_insert_speaker (TdTx *tx, const TdInstance *instance, const TdFloorRequest *request,
                                  const TdSpeaker *speaker, GError **error);
