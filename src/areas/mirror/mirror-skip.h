/* Records that do not hold, left out so that a mirror goes on; private to this area. */
#pragma once

#include "areas/mirror/mirror.h"

/* The entry with which each change of a mirror's own ends. */
gboolean td_mirror_journal (TdTx *tx, const TdInstance *instance, GError **error);

typedef struct {
    gint64 position;    /* of the record, or of the last one before a line that has none */
    gboolean moves;     /* it has a position: the mirror goes on behind it */
    const char *thing;  /* NULL: it does not say of what it is */
    const char *reason; /* a sentence */
} TdMirrorLeftOut;
/* One write: it is noted, and what stood here of that thing is taken down: what it is now is not known, and it may have been changed because
 * somebody must not be read any more. records: as TdMirrorProgress has it, with this one. */
gboolean td_mirror_leave_out (TdInstance *instance, const TdMirrorLeftOut *left, gint64 records, GError **error);
