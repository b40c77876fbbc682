/* In whose review somebody takes no part: a State by nationality, residence, office held or declaration.
 *
 * The door enforces it (door.h: conflicts of a viewer), for members, and for officers of the register of communications who declared one. A member
 * for whom no nationality is recorded reads what the public reads. A conflict ends the member's term as country rapporteur of that State.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef enum {
    TD_GROUND_NATIONALITY,
    TD_GROUND_RESIDENCE,
    TD_GROUND_OFFICE,
    TD_GROUND_DECLARATION,
    TD_N_GROUNDS
} TdGround;
const char *td_ground_word (TdGround ground);    /* "nationality" */
const char *td_ground_meaning (TdGround ground); /* "is a national of this State" */
gboolean td_ground_from_word (const char *word, TdGround *ret_ground);

typedef struct {
    char *state; /* iso3 */
    TdGround ground;
    gint64 recorded;
} TdConflict;
void td_conflict_free (TdConflict *conflict);

/* TD_ACT_CONFLICT_DECLARE for one's own (ground DECLARATION alone), TD_ACT_CONFLICT_RECORD for any. Journalled;
 * the person is told, or where they declared it the secretariat. Twice is once. state: of a State party, any case. */
gboolean td_conflict_add (TdInstance *instance, const TdViewer *viewer, const char *person, const char *state,
                          TdGround ground, GError **error);
/* TD_ACT_CONFLICT_RECORD; the reason is kept. TD_ERROR_NOT_FOUND: there is none such. */
gboolean td_conflict_remove (TdInstance *instance, const TdViewer *viewer, const char *person, const char *state,
                             TdGround ground, const char *reason, GError **error);

/* By State and ground. Of TdConflict. */
GPtrArray *td_conflict_list (TdTx *tx, const char *person, GError **error);

/* In a transaction of this area's own: neither journals nor tells. state: iso3 of the profile. */
gboolean td_conflict_add_in (TdTx *tx, TdInstance *instance, const char *person, const char *state, TdGround ground,
                             GError **error);
