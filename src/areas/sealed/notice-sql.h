/* Rows of who asked for a mail; private to this area. Rules: notice.c. */
#pragma once

#include "areas/sealed/sealed-sql.h"

typedef struct {
    char *id; /* NULL: nobody asked */
    GBytes *address;
    char *locale;
    gint64 next; /* 0: none was set yet */
} TdSealedNotice;
void td_sealed_notice_clear (TdSealedNotice *notice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSealedNotice, td_sealed_notice_clear)

gboolean td_sealed_notice_load (TdTx *tx, const guint8 filing[TD_SEALED_HASH], TdSealedNotice *ret_notice,
                                GError **error);
gboolean td_sealed_notice_insert (TdTx *tx, const guint8 filing[TD_SEALED_HASH], const TdSealedNotice *notice,
                                  GError **error);
gboolean td_sealed_notice_set_next (TdTx *tx, const char *id, gint64 next, GError **error);
gboolean td_sealed_notice_delete (TdTx *tx, const guint8 filing[TD_SEALED_HASH], GError **error);
