/* Pages of other areas about one's own submission, to which its page leads: what it is about, what came of it.
 *
 * To add one: a TdOwnPlace in a file of its area, and its name in td_own_places of areas/areas.c. The page shows it to whoever may do
 * the act to the submission.
 */
#pragma once

#include "door/acts.h"

typedef struct {
    const char *below; /* behind the submission's address: "links" */
    const char *label; /* English, for td_words */
    TdAct act;
} TdOwnPlace;

/* NULL-terminated; areas/areas.c. */
extern const TdOwnPlace *const td_own_places[];
