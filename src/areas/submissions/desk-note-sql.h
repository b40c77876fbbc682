/* Queries of the secretariat's notes; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/desk-note.h"

GPtrArray *td_desk_note_select (TdTx *tx, const char *submission, const char *reader, GError **error);
gboolean td_desk_note_count (TdTx *tx, const char *submission, gint64 *ret_count, GError **error);
gboolean td_desk_note_insert (TdTx *tx, const char *submission, const char *id, const char *author, gint64 at,
                              const char *text, GError **error);
/* *ret_done FALSE: there is none of this author. */
gboolean td_desk_note_remove (TdTx *tx, const char *submission, const char *id, const char *author, gboolean *ret_done,
                              GError **error);
