/* The one table of acts: who may do what, as rows. Read by door.c, which decides; by the filters of lists; and by the page
 * "Who can see what".
 *
 * A row lets somebody pass who has one of its roles and, where they are named, one of its relations, while the
 * thing has one of its statuses and visibilities, and who has no conflict with its State. Rows of one act are alternatives.
 * What no row allows is not allowed.
 */
#pragma once

#include "door/door.h"

typedef struct {
    TdAct act;
    guint roles;
    guint relations;    /* any of these; 0: none is needed */
    guint statuses;     /* bits 1 << TdStatus; 0: any */
    guint visibilities; /* bits 1 << TdVisibility; 0: any */
    gboolean
        without_conflict; /* not somebody who acts for the thing's State, nor a member or officer who takes no part in its review,
                                * by whatever role they come. Every row that opens submissions by a role has it */
} TdDoorRule;

/* All rows, in the order of acts. */
const TdDoorRule *td_door_rules (gsize *ret_n);

/* The viewer's roles as far as their sign-in carries them: what sign-in let pass by a slip opens nothing here. */
guint td_door_roles (const TdViewer *viewer);
/* Whether what the viewer's account sent counts as theirs: not by a link, and not while they act for an organisation. */
gboolean td_door_counts_as_sender (const TdViewer *viewer);

/* Words for a row's relations, statuses and visibilities are door.h's; of a relation (one bit): "its sender". English, for td_words. */
const char *td_relation_meaning (TdRelation relation);
