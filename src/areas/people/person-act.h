/* What every act on an account shares: its journal entry and its letter. Private to this area. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

/* The entry of an act on a person, last in its transaction; what: the words of the change, kept only as a hash
 * keyed by the person's secret, or NULL. TD_ERROR_NOT_FOUND: no such account. */
gboolean td_person_journal (TdTx *tx, TdInstance *instance, const char *actor, const char *act, const char *person,
                            const char *what, GError **error);
/* A letter that says that something about their account changed, no more. */
gboolean td_person_tell (TdTx *tx, TdInstance *instance, const char *person, GError **error);
