#include "areas/sealed/notice-sql.h"

void td_sealed_notice_clear (TdSealedNotice *notice)
{
    g_free (notice->id);
    g_clear_pointer (&notice->address, g_bytes_unref);
    g_free (notice->locale);
    *notice = (TdSealedNotice){ 0 };
}

gboolean td_sealed_notice_load (TdTx *tx, const guint8 filing[TD_SEALED_HASH], TdSealedNotice *ret_notice,
                                GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select id, address, locale, next from sealed_notice where filing = $1",
                                         error, TD_BYTES (filing, TD_SEALED_HASH));
    g_autoptr (GError) problem = NULL;

    *ret_notice = (TdSealedNotice){ 0 };
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *bytes = td_rows_bytes (rows, 1, &size);

        *ret_notice = (TdSealedNotice){ .id = g_strdup (td_rows_text (rows, 0)),
                                        .address = g_bytes_new (bytes, size),
                                        .locale = g_strdup (td_rows_text (rows, 2)),
                                        .next = td_rows_int (rows, 3) };
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_sealed_notice_insert (TdTx *tx, const guint8 filing[TD_SEALED_HASH], const TdSealedNotice *notice,
                                  GError **error)
{
    gsize size = 0;
    const void *bytes = g_bytes_get_data (notice->address, &size);

    return td_exec (tx, "insert into sealed_notice (id, filing, address, locale, next) values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (notice->id), TD_BYTES (filing, TD_SEALED_HASH), TD_BYTES (bytes, size),
                    TD_TEXT (notice->locale), TD_INT (notice->next));
}

gboolean td_sealed_notice_set_next (TdTx *tx, const char *id, gint64 next, GError **error)
{
    return td_exec (tx, "update sealed_notice set next = $2 where id = $1", error, TD_TEXT (id), TD_INT (next));
}

gboolean td_sealed_notice_delete (TdTx *tx, const guint8 filing[TD_SEALED_HASH], GError **error)
{
    return td_exec (tx, "delete from sealed_notice where filing = $1", error, TD_BYTES (filing, TD_SEALED_HASH));
}
