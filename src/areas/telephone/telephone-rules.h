/* What the rules of this area share. Private to it. */
#pragma once

#include "areas/telephone/pin-sql.h"
#include "base/errors.h"

/* Sets the error; FALSE. */
gboolean td_telephone_fail (GError **error, TdErrorCode code, const char *sentence);
/* A keyed hash of digits or of a number. purpose (a literal) keeps the uses apart. */
void td_telephone_hash (const TdInstance *instance, const char *purpose, const char *text, guint8 ret_hash[32]);
/* The last statement of a writing transaction on a meeting. actor: as in TdJournalEntry. */
gboolean td_telephone_journal (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const char *actor,
                               const char *act, GError **error);
/* The meeting, by its id, without a door. TD_ERROR_NOT_FOUND. */
TdMeeting *td_telephone_meeting (TdTx *tx, const char *id, GError **error);
