/* What an area registers. Each area's area.c defines one TdArea; areas.c names them all.
 *
 * An area's furniture: area.c (this registration), <thing>.h (contract), <thing>.c (rules, no HTTP, no HTML),
 * <thing>-sql.c (queries), pages.c, api.c, commands.c, *.html (templates), schema/NNNN-what.sql.
 * Only pages.c, api.c and area.c may include web/.
 */
#pragma once

#include "base/command.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "web/route.h"

/* What runs beside the pages as long as the server does. */
typedef struct {
    const char *name;
    /* NULL without error: there is nothing to do here. With one it is logged, and the server goes on without. */
    gpointer (*start) (TdInstance *instance, GError **error);
    void (*stop) (gpointer worker); /* waits until what runs is done */
} TdWorker;

typedef struct TdArea {
    const char *name;                /* the folder's */
    const TdRoute *routes;           /* ended by a row without method; may be NULL */
    const TdCommand *commands;       /* ended by a row without noun; may be NULL */
    const TdSubscriber *subscribers; /* ended by a row without name; may be NULL; data is the TdInstance */
    const TdChore *chores;           /* ended by a row without name; may be NULL */
    const TdWorker *worker;          /* may be NULL */
} TdArea;

/* All areas, in the order of their menu and help, NULL-terminated (areas.c). */
extern const TdArea *const td_areas[];
