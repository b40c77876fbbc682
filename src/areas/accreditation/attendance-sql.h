/* Rows of attendance; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/accreditation/attendance.h"

typedef struct {
    TdAttendance a;
    int session;
    const char *typed; /* a name that was typed in, or NULL */
    const char *region, *language;
} TdAttendanceRow;
/* Who is there already stays as they are. Borrows everything. */
gboolean td_attendance_insert (TdTx *tx, const TdInstance *instance, const TdAttendanceRow *row, GError **error);
/* Names only of those that were typed in. meeting NULL: all of the session. Of TdAttendance. */
GPtrArray *td_attendance_select (TdTx *tx, const TdInstance *instance, int session, const char *meeting,
                                 GError **error);
/* *ret_session 0: there is none of this id. */
gboolean td_attendance_find (TdTx *tx, const char *id, int *ret_session, char **ret_meeting, GError **error);
gboolean td_attendance_delete (TdTx *tx, const char *id, GError **error);
/* Adds what is there at these meetings ('' too, NULL-terminated) to list, of TdAttendanceCount: nothing hidden yet. */
gboolean td_attendance_tally (TdTx *tx, int session, const char *const *meetings, GPtrArray *list, GError **error);
/* What was kept when names went. meeting "": of the session. */
gboolean td_attendance_kept (TdTx *tx, int session, const char *meeting, GPtrArray *list, GError **error);
gboolean td_attendance_keep (TdTx *tx, int session, const char *meeting, const GPtrArray *counts, GError **error);
/* The meetings of a session at which somebody was. */
GStrv td_attendance_meetings (TdTx *tx, int session, GError **error);
gboolean td_attendance_erase (TdTx *tx, int session, gint64 now, GError **error);
/* Whether the names of a session went already, and which sessions have any. */
gboolean td_attendance_is_erased (TdTx *tx, int session, gboolean *ret_erased, GError **error);
/* Of int: sessions with accreditations or attendance that were not erased. */
GArray *td_attendance_sessions (TdTx *tx, GError **error);
