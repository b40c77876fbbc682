/* A public thing in Dublin Core: pairs of an element and its value, in the order in which they are written. */
#pragma once

#include "areas/open_data/record.h"

typedef struct {
    const char *element;  /* "title", "creator" … */
    const char *language; /* of the value, or NULL */
    char *value;
} TdDublinCore;

/* Of TdDublinCore. thing: one that is there. */
GPtrArray *td_dublin_core (const TdInstance *instance, const TdOpenRecord *record, const TdOpenThing *thing);
