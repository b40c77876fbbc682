/* Which languages a page of this area offers, and which two are chosen; private to it. */
#pragma once

#include <glib.h>

typedef struct {
    const char *tag;
    char *name; /* in the reader's language */
    gboolean chosen;
} TdTongue;

/* Tags with each once: the profile's languages, then others. */
GPtrArray *td_tongue_tags (const char *const *profile, const GPtrArray *others);
/* Of TdTongue by name; borrows tags. */
GArray *td_tongues (const GPtrArray *tags, const char *chosen, const char *locale);
/* from and to that differ: those that were asked for where they are among the tags, else the first two that fit the reader (the Committee's
 * first language into the reader's, or into the second one). */
void td_tongues_choose (const GPtrArray *tags, const char *asked_from, const char *asked_to, const char *locale,
                        const char **ret_from, const char **ret_to);
