/* Where somebody speaks: told by the area that has the list of speakers (areas/floor), which comes after this one. */
#pragma once

#include "areas/accreditation/accreditation.h"

typedef struct {
    TdMeeting *meeting;
    gint64 at; /* their turn, as planned */
} TdAccreditationSlot;
void td_accreditation_slot_free (TdAccreditationSlot *slot);

/* For areas.c's td_accreditation_slot_sources: adds what is of this accreditation's person or organisation in its session, at meetings of which the
 * viewer may know, to list (of TdAccreditationSlot). */
typedef struct {
    gboolean (*slots) (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdAccreditation *accreditation,
                       GPtrArray *list, GError **error);
} TdAccreditationSlotSource;
/* NULL-terminated. */
extern const TdAccreditationSlotSource *const td_accreditation_slot_sources[];

/* Of TdAccreditationSlot. The accreditation was asked for through td_accreditation_get. */
GPtrArray *td_accreditation_slots (TdInstance *instance, const TdViewer *viewer, const TdAccreditation *accreditation,
                                   GError **error);
