/* One line of another server's records, checked; private to this area. */
#pragma once

#include "areas/library/library-mirror.h"

typedef struct {
    gint64 position;
    char *id;
    gboolean deleted;
    TdLibraryDocument *document; /* NULL where it is deleted */
    GArray *languages;           /* of TdLibraryMirrored; theirs are borrowed from document, the rest from held */
    GPtrArray *held;             /* what the languages hold */
} TdMirrorRecord;
void td_mirror_record_clear (TdMirrorRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdMirrorRecord, td_mirror_record_clear)

/* TD_ERROR_INPUT: the line is none, or holds what no Treatydesk says. */
gboolean td_mirror_record_read (const TdProfile *profile, const char *line, gsize length, TdMirrorRecord *ret_record,
                                GError **error);
/* Of a line that did not hold: which record it is, and of what (*ret_id NULL: it does not say. Free it). FALSE: it has no position. */
gboolean td_mirror_record_place (const char *line, gsize length, gint64 *ret_position, char **ret_id);
