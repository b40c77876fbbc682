/* Queries of sign-in sessions; private to this area. */
#pragma once

#include "door/door.h"

gboolean td_sessions_open (TdTx *tx, const char *id, const guint8 token[32], const char *person, const char *csrf,
                           TdTrust trust, gint64 now, gint64 expires, GError **error);
gboolean td_sessions_close (TdTx *tx, const char *id, GError **error);
/* Fills the viewer (td_viewer_clear) and csrf when a live session of an account in use is found: its roles in force on today (a
 * day), as far as the session's trust lets them be. viewer-sql.c. */
gboolean td_people_session (TdTx *tx, const guint8 token[32], gint64 now, const char *today, TdViewer *ret_viewer,
                            char **ret_csrf, GError **error);

gboolean td_sessions_note_try (TdTx *tx, const char *id, const guint8 address[32], gint64 now, gint64 forget_before,
                               GError **error);
gboolean td_sessions_count_tries (TdTx *tx, const guint8 address[32], gint64 since, gint64 *ret_count, GError **error);
