/* Queries of people; private to this area. */
#pragma once

#include "areas/people/people.h"

typedef struct {
    char *id, *password;
    gboolean disabled;
} TdPersonRow;
void td_person_row_clear (TdPersonRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPersonRow, td_person_row_clear)

gboolean td_people_insert (TdTx *tx, const char *id, const char *address, const char *password, const guint8 secret[32],
                           gint64 now, GError **error);
/* starts, ends: days; ends NULL: until it is ended. */
gboolean td_people_insert_role (TdTx *tx, const char *id, const char *person, TdRole role, const char *state,
                                const char *starts, const char *ends, gint64 now, GError **error);
gboolean td_people_insert_conflict (TdTx *tx, const char *person, const char *state, const char *ground, gint64 now,
                                    GError **error);
/* *ret_found FALSE: no such address. */
gboolean td_people_find (TdTx *tx, const char *address, TdPersonRow *ret_row, gboolean *ret_found, GError **error);
