/* Rows of records; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/questions/record.h"

typedef struct {
    char *minutes;
    int version; /* 0: there is none */
    gboolean published;
    gint64 at;
    guint8 secret[32];
} TdRecordRow;
void td_record_row_clear (TdRecordRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdRecordRow, td_record_row_clear)

/* The newest version, of those published alone where asked. */
gboolean td_record_select (TdTx *tx, const char *meeting, gboolean published_alone, TdRecordRow *ret, GError **error);
gboolean td_record_insert (TdTx *tx, const char *meeting, const TdRecordRow *row, const char *actor, GError **error);
