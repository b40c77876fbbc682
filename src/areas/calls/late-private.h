/* What the files of late contributions share; private to this area. */
#pragma once

#include "areas/calls/call-sql.h"
#include "areas/calls/late-sql.h"

/* The State meant, which must be one of the call's; NULL or "" where it has only one. NULL: TD_ERROR_INPUT, field "state". */
const char *td_late_state (const TdProfile *profile, const TdCall *call, const char *iso3, const char **ret_field,
                           GError **error);
/* The entry of an act on one, with a hash keyed by its secret. */
gboolean td_late_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const TdLate *late,
                          GError **error);
/* What the store keeps of a link's key. */
void td_late_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32]);
/* 256 random bits as text. Free it. */
char *td_late_key_new (void);
/* Posts the letter with the link: fresh, one in place of another; else what was decided. */
gboolean td_late_post (TdTx *tx, TdInstance *instance, const TdLate *late, const char *key, gboolean fresh,
                       GError **error);
gboolean td_late_wrong (const char **ret_field, const char *field, GError **error, int code, const char *message);
/* A reason for everybody, or an error. */
gboolean td_late_reason_ok (const char *reason, const char **ret_field, GError **error);
