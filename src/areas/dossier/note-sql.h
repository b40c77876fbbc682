/* Notes in rows; private to this area. Whose a private note is, is part of the queries; the rest of the door is asked before. */
#pragma once

#include "areas/dossier/note.h"

/* id NULL: those of the filter; else that one. person NULL reads shared ones alone. */
gboolean td_note_select (TdTx *tx, const TdViewer *viewer, const char *state, const TdNoteFilter *filter,
                         const char *id, GPtrArray *list, GError **error);
gboolean td_note_insert (TdTx *tx, const char *id, const TdViewer *viewer, const TdNoteWish *wish, const char *anchor,
                         gint64 now, GError **error);
gboolean td_note_update (TdTx *tx, const char *id, gboolean shared, const char *text, gint64 now, GError **error);
gboolean td_note_remove (TdTx *tx, const char *id, GError **error);
/* The paragraph, if it is one of something about this State that the viewer may read. anchor: in a document. */
typedef struct {
    gboolean there;
    char *anchor, *text, *language;
} TdNotePlace;
void td_note_place_clear (TdNotePlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdNotePlace, td_note_place_clear)
gboolean td_note_place (TdTx *tx, const TdViewer *viewer, const TdNoteWish *wish, TdNotePlace *ret_place,
                        GError **error);
