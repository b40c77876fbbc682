#include "areas/submissions/reading-sql.h"

gboolean td_reading_known (TdTx *tx, const TdReadingRow *row, gboolean *ret_known, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select count(*) from submission_reading where submission = $1 and what = $2 and reader = $3"
                   " and session = $4 and hour = $5",
                   error, TD_TEXT (row->submission), TD_TEXT (row->what), TD_TEXT (row->reader), TD_TEXT (row->session),
                   TD_INT (row->hour));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_known = td_rows_int (rows, 0) > 0;
    return TRUE;
}

gboolean td_reading_known_ones (TdTx *tx, const TdReadingRow *row, GHashTable *ret_known, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select submission from submission_reading where reader = $1 and session = $2 and hour = $3"
                   " and what = $4 order by submission",
                   error, TD_TEXT (row->reader), TD_TEXT (row->session), TD_INT (row->hour), TD_TEXT (row->what));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_hash_table_add (ret_known, g_strdup (td_rows_text (rows, 0)));
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_reading_insert (TdTx *tx, const TdReadingRow *row, GError **error)
{
    return td_exec (tx,
                    "insert into submission_reading (submission, what, reader, session, hour, at)"
                    " values ($1, $2, $3, $4, $5, $6) on conflict (submission, what, reader, session, hour) do nothing",
                    error, TD_TEXT (row->submission), TD_TEXT (row->what), TD_TEXT (row->reader),
                    TD_TEXT (row->session), TD_INT (row->hour), TD_INT (row->at));
}

static void reader_free (gpointer data)
{
    TdReader *reader = data;

    g_free (reader->reader);
    g_free (reader->name);
    g_free (reader);
}

GPtrArray *td_reading_list (TdTx *tx, const char *submission, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (reader_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select r.reader, coalesce(p.name, p.address),"
                                         " count(*) filter (where r.what not in ('list', 'search')),"
                                         " count(*) filter (where r.what in ('list', 'search')), min(r.at), max(r.at)"
                                         " from submission_reading r left join person p on p.id = r.reader"
                                         " where r.submission = $1 group by r.reader, p.name, p.address"
                                         " order by max(r.at) desc, r.reader",
                                         error, TD_TEXT (submission));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdReader *reader = g_new0 (TdReader, 1);
        reader->reader = g_strdup (td_rows_text (rows, 0));
        reader->name = g_strdup (td_rows_text (rows, 1));
        reader->times = td_rows_int (rows, 2);
        reader->shown = td_rows_int (rows, 3);
        reader->first = td_rows_int (rows, 4);
        reader->last = td_rows_int (rows, 5);
        g_ptr_array_add (list, reader);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}
