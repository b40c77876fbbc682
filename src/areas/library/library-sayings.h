/* What others say publicly at a paragraph of a document: a table of sources, so that the library's page shows what areas after it know.
 *
 * A saying is somebody's word under their name ("Union of Tests says: this paragraph resembles a recommendation of ours"), never the
 * Committee's. Everything here is public: a source adds only what everybody may read, and what was taken back is not there any more. How many texts use a paragraph stands there too.
 *
 * To add a source: a TdLibrarySayingSource in a file of the area, and its name in td_library_saying_sources of areas/areas.c.
 */
#pragma once

#include "instance/instance.h"

typedef struct {
    char *anchor;     /* of the paragraph it stands at: "p34" */
    char *name;       /* who says so; NULL: it is no saying, but n texts use the paragraph */
    const char *says; /* N_() literal, in their mouth: "this paragraph resembles a recommendation of ours" */
    char *path; /* of their own words, behind the language: "/submissions/ID#p12"; or of the list of those texts */
    int n;
} TdLibrarySaying;
void td_library_saying_free (TdLibrarySaying *saying);

typedef struct {
    /* Adds what is said at paragraphs of this document to list (of TdLibrarySaying), by anchor. */
    gboolean (*add) (TdTx *tx, const TdInstance *instance, const char *document, GPtrArray *list, GError **error);
} TdLibrarySayingSource;

/* NULL-terminated; areas/areas.c. */
extern const TdLibrarySayingSource *const td_library_saying_sources[];
/* What all of them say of one document, in order of anchors. Of TdLibrarySaying. */
GPtrArray *td_library_sayings_in (TdTx *tx, const TdInstance *instance, const char *document, GError **error);
/* The same in a read of its own. document: id. */
GPtrArray *td_library_sayings (TdInstance *instance, const char *document, GError **error);
