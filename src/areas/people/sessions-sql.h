/* Queries of sign-in sessions; private to this area. */
#pragma once

#include "areas/people/sessions.h"

gboolean td_sessions_open (TdTx *tx, const char *id, const guint8 token[32], const char *person, const char *csrf,
                           TdTrust trust, gint64 now, gint64 expires, GError **error);
/* person NULL: whosever it is. */
gboolean td_sessions_close (TdTx *tx, const char *person, const char *id, GError **error);
/* All of a person but this one (NULL: all), with what waits for a code or a link. */
gboolean td_sessions_close_others (TdTx *tx, const char *person, const char *id, GError **error);
/* Who has no second factor any more has no session with one. */
gboolean td_sessions_lower (TdTx *tx, const char *person, GError **error);
GPtrArray *td_sessions_list (TdTx *tx, const char *person, gint64 now, GError **error); /* of TdOwnSession */
/* Fills the viewer (td_viewer_clear) and csrf when a live session of an account in use is found: its roles in force on today (a
 * day), as far as the session's trust lets them be. viewer-sql.c. */
gboolean td_people_session (TdTx *tx, const guint8 token[32], gint64 now, const char *today, TdViewer *ret_viewer,
                            char **ret_csrf, GError **error);
