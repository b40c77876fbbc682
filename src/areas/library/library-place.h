/* Pages of other areas about one document of the library, to which its page leads: where it is used, where it was spread.
 *
 * To add one: a TdLibraryPlace in a file of its area, and its name in td_library_places of areas/areas.c. The page leads everybody there.
 */
#pragma once

#include "areas/library/library.h"

typedef struct {
    const char *below; /* behind /documents/ID/: "used-by" */
    const char *label; /* English, for td_words */
    gboolean (*is_of) (const TdProfile *profile, const TdLibraryDocument *document); /* NULL: of every document */
} TdLibraryPlace;

/* NULL-terminated; areas/areas.c. */
extern const TdLibraryPlace *const td_library_places[];
