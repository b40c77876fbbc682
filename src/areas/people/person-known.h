/* Somebody with an account, for other areas that have the right to know by other means: inside their transaction; asks no door. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef struct {
    char *id, *address, *name, *locale; /* name, locale: NULL where none was given */
    guint roles;          /* bits TD_ROLE_BIT of terms that are in force today, and of PUBLIC and ORGANISATION */
    char *state;          /* iso3 for which they act, or NULL */
    char **organisations; /* ids of those they belong to, NULL-terminated */
} TdPersonKnown;
void td_person_known_free (TdPersonKnown *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPersonKnown, td_person_known_free)

/* By id, or by mail address as typed (the other NULL). *ret NULL: there is none, or the account is closed. */
gboolean td_person_known (TdTx *tx, TdInstance *instance, const char *id, const char *address, TdPersonKnown **ret,
                          GError **error);
