/* In which time zone somebody reads: an IANA zone, "Africa/Accra".
 *
 * Whoever has an account keeps it there, everybody else in a cookie that says the zone and nothing more (zone-cookie.h).
 * Deadlines are then said in both zones. Any zone that the machine's tzdata knows will do; the list to choose from is short.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef struct {
    const char *region;       /* English, for td_words */
    const char *const *zones; /* NULL-terminated */
} TdZoneGroup;
/* Ended by a group without region. */
const TdZoneGroup *td_zone_groups (void);

/* TD_ERROR_INPUT where it is not known. */
gboolean td_zone_check (const char *zone, GError **error);

/* For letters, in their transaction: the zone of who is written to. *ret_zone NULL: none. Asks no door. Free it. */
gboolean td_zone_find (TdTx *tx, const char *person, char **ret_zone, GError **error);

/* Whose account says none: *ret_zone NULL. TD_ACT_ACCOUNT_OWN. Free it. */
gboolean td_account_zone (TdInstance *instance, const TdViewer *viewer, char **ret_zone, GError **error);
/* zone "": none. TD_ACT_ACCOUNT_OWN; journalled; TD_ERROR_INPUT as above. */
gboolean td_account_set_zone (TdInstance *instance, const TdViewer *viewer, const char *zone, GError **error);
