/* Rows of people's calendars; private to this area. */
#pragma once

#include "areas/programme/own-calendar.h"

/* *ret_id NULL: none that stands. */
gboolean td_own_calendar_of (TdTx *tx, const char *person, char **ret_id, GError **error);
/* *ret_person NULL: there is none, or it was ended. */
gboolean td_own_calendar_find (TdTx *tx, const char *id, char **ret_person, gboolean *ret_second, GError **error);
gboolean td_own_calendar_insert (TdTx *tx, const char *id, const char *person, gboolean second, gint64 at,
                                 GError **error);
gboolean td_own_calendar_close (TdTx *tx, const char *person, gint64 at, GError **error);
