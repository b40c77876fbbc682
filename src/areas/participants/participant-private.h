/* What the rules of this area share; private to it. */
#pragma once

#include "areas/participants/participant-sql.h"

/* Always FALSE. */
gboolean td_participant_fail (const char **ret_field, const char *field, GError **error, int code, const char *message);
/* Whether this viewer may know of a report of this State that is with the Committee alone. */
gboolean td_participant_may_know (const TdViewer *viewer, const char *state);
/* *ret_address NULL: none. */
gboolean td_participant_address_in (TdTx *tx, const TdInstance *instance, const char *participant, char **ret_address,
                                    char **ret_locale, GError **error);
/* What the store keeps of a link's key. */
void td_participant_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32]);
/* Sends the letter with a fresh link, in the caller's transaction, where there is an address; *ret_sent FALSE: it waits. No journal. */
gboolean td_participant_letter (TdTx *tx, TdInstance *instance, const TdParticipantCopy *copy, const char *actor,
                                gboolean *ret_sent, GError **error);
/* The key under which its letters can be taken back. Free it. */
char *td_participant_letters (const char *copy);
gboolean td_participant_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                                 const char *thing, const char *id, GError **error);
/* What its status says of a report: NULL, it stands; else why its copies are gone, a literal. */
const char *td_participant_gone_word (TdStatus status);
