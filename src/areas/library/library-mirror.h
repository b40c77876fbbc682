/* Documents that a mirror takes over from another server (areas/mirror), at their ids: whole, in all their languages, or gone. */
#pragma once

#include "areas/library/library.h"

typedef struct {
    TdLibraryLanguage language;  /* borrowed; sha256: of a file that td_library_mirror_file took, or NULL */
    const GPtrArray *paragraphs; /* of TdParagraph */
    const GPtrArray *anchors;    /* of char *, one a paragraph */
} TdLibraryMirrored;

/* Inside a write: what stands there of this id becomes said, in these languages alone (of TdLibraryMirrored). said->id: its id. Ends in
 * td_journal_append, as a public change. */
gboolean td_library_mirror_in (TdTx *tx, TdInstance *instance, const TdLibraryDocument *said, const GArray *languages,
                               GError **error);
/* Inside a write: it is not there any more. *ret_was: whether it was. Ends in td_journal_append where it was. */
gboolean td_library_mirror_gone_in (TdTx *tx, TdInstance *instance, const char *id, gboolean *ret_was, GError **error);
/* Keeps the bytes of a file; before the write. */
gboolean td_library_mirror_file (TdInstance *instance, GBytes *bytes, GError **error);
