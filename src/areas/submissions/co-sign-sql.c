#include "areas/submissions/co-sign-sql.h"

#include "base/errors.h"

static void row_free (gpointer data)
{
    TdCoSignRow *row = data;

    g_free (row->submission);
    g_free (row->organisation);
    g_free (row->name);
    g_free (row);
}

/* Takes rows: submission, organisation, name, status, visibility, signed, declined, document, at_risk. */
static GPtrArray *list_of (TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (row_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdCoSignRow *row = g_new0 (TdCoSignRow, 1);
        const void *document;
        gsize size = 0;
        row->submission = g_strdup (td_rows_text (rows, 0));
        row->organisation = g_strdup (td_rows_text (rows, 1));
        row->name = g_strdup (td_rows_text (rows, 2));
        row->is_public =
            g_strcmp0 (td_rows_text (rows, 3), "published") == 0 && g_strcmp0 (td_rows_text (rows, 4), "public") == 0;
        row->signed_at = td_rows_int (rows, 5);
        row->declined = td_rows_int (rows, 6);
        row->at_risk = td_rows_int (rows, 8) != 0;
        document = td_rows_bytes (rows, 7, &size);
        row->has_document = document != NULL && size == TD_DOCUMENT_HASH;
        if (row->has_document)
            memcpy (row->document, document, TD_DOCUMENT_HASH);
        g_ptr_array_add (list, row);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

GPtrArray *td_co_sign_rows (TdTx *tx, const char *submission, GError **error)
{
    return list_of (td_select (tx,
                               "select c.submission, c.organisation, o.name, o.status, o.visibility, c.signed,"
                               " c.declined, c.document, o.at_risk from co_signature c join organisation o on o.id ="
                               " c.organisation where c.submission = $1 and o.status <> 'withheld'"
                               " order by o.sort_key, o.id",
                               error, TD_TEXT (submission)),
                    error);
}

GPtrArray *td_co_sign_rows_of (TdTx *tx, const char *organisation, GError **error)
{
    return list_of (td_select (tx,
                               "select c.submission, c.organisation, o.name, o.status, o.visibility, c.signed,"
                               " c.declined, c.document, o.at_risk from co_signature c join organisation o on o.id ="
                               " c.organisation join submission s on s.id = c.submission"
                               " where c.organisation = $1 and o.status <> 'withheld'"
                               " and s.status in ('draft', 'received', 'accepted', 'change-asked')"
                               " order by c.asked desc, c.submission limit 200",
                               error, TD_TEXT (organisation)),
                    error);
}

gboolean td_co_sign_count (TdTx *tx, const char *submission, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*) from co_signature where submission = $1", error, TD_TEXT (submission));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_co_sign_insert (TdTx *tx, const char *submission, const char *organisation, gint64 now, gboolean *ret_new,
                            GError **error)
{
    gint64 again = 0, fresh = 0;

    if (!td_exec_count (tx,
                        "update co_signature set asked = $3, declined = null where submission = $1"
                        " and organisation = $2 and declined is not null",
                        &again, error, TD_TEXT (submission), TD_TEXT (organisation), TD_INT (now))
        || !td_exec_count (tx,
                           "insert into co_signature (submission, organisation, asked) values ($1, $2, $3)"
                           " on conflict (submission, organisation) do nothing",
                           &fresh, error, TD_TEXT (submission), TD_TEXT (organisation), TD_INT (now)))
        return FALSE;
    *ret_new = again + fresh > 0;
    return TRUE;
}

gboolean td_co_sign_set (TdTx *tx, const char *submission, const char *organisation, const guint8 *document,
                         const char *signer, gint64 now, GError **error)
{
    if (document == NULL)
        return td_exec (tx,
                        "update co_signature set signed = null, document = null, declined = $3, signer = $4"
                        " where submission = $1 and organisation = $2",
                        error, TD_TEXT (submission), TD_TEXT (organisation), TD_INT (now), TD_TEXT (signer));
    return td_exec (tx,
                    "update co_signature set signed = $3, declined = null, document = $5, signer = $4"
                    " where submission = $1 and organisation = $2",
                    error, TD_TEXT (submission), TD_TEXT (organisation), TD_INT (now), TD_TEXT (signer),
                    TD_BYTES (document, TD_DOCUMENT_HASH));
}

GPtrArray *td_co_sign_find (TdTx *tx, const char *words, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id from organisation where (id = $1 and status in ('published', 'received'))"
                   " or (name = $2 and status = 'published' and visibility = 'public') order by id limit 2",
                   error, TD_TEXT (words), TD_TEXT (words));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (ids, g_strdup (td_rows_text (rows, 0)));
    if (problem == NULL)
        return g_steal_pointer (&ids);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}
