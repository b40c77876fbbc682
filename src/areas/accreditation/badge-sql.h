/* Rows of badges; private to this area. */
#pragma once

#include "store/store.h"

typedef struct {
    char *id, *accreditation, *revoke_reason;
    int session;
    gint64 made, expires, revoked;
} TdBadge;
void td_badge_free (TdBadge *badge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBadge, td_badge_free)

gboolean td_badge_insert (TdTx *tx, const TdBadge *badge, GError **error);
/* By its id, or the one of an accreditation that is in force (the other NULL); *ret NULL: there is none. */
gboolean td_badge_load (TdTx *tx, const char *id, const char *accreditation, TdBadge **ret, GError **error);
gboolean td_badge_set_revoked (TdTx *tx, const char *accreditation, const char *reason, gint64 now, GError **error);
