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
gboolean td_people_describe (TdTx *tx, const char *id, const char *name, const char *locale, gboolean mail_detail,
                             GError **error);
/* *ret_found FALSE: no such address. */
gboolean td_people_find (TdTx *tx, const char *address, TdPersonRow *ret_row, gboolean *ret_found, GError **error);
