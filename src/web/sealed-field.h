/* A file of a form that is sealed as it arrives, before anything of it touches a disk.
 *
 * What is small lies in clear in memory alone (a memfd, which no folder holds), so that its metadata can be taken out before it is sealed.
 * What outgrows that, or comes when all such files together would take too much memory, is sealed from its first byte on as it streams in:
 * on the disk there is an unlinked file that opens to nobody here. A file that came sealed is kept as it is; that it is one is not taken on trust: its
 * header has to be whole. One in armour (age/armour.h) is taken out of it and kept, if it is whole to its last line; a small one that is not is sealed
 * like any file, a large one of which that shows only when most of it is gone is refused.
 *
 * Threads: one at a time.
 */
#pragma once

#include "age/age.h"

typedef enum {
    TD_SEALED_FIELD_CLEAR,  /* in memory, whole */
    TD_SEALED_FIELD_SEALED, /* sealed here */
    TD_SEALED_FIELD_BEFORE, /* as it came, sealed by its sender; without its armour */
} TdSealedFieldState;

typedef struct TdSealedField TdSealedField;

/* recipients stay the caller's and must outlive it. folder: where sealed bytes go. */
TdSealedField *td_sealed_field_new (const TdAgeRecipient *recipients, guint n, const char *folder);
gboolean td_sealed_field_feed (TdSealedField *field, const char *bytes, gsize size, GError **error);
gboolean td_sealed_field_end (TdSealedField *field, GError **error);
/* After its end: a descriptor at its start, owned by the field. */
int td_sealed_field_fd (TdSealedField *field, TdSealedFieldState *ret_state);
void td_sealed_field_free (TdSealedField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSealedField, td_sealed_field_free)
