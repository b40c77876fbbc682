#include "areas/consultations/record-sql.h"

#include "areas/consultations/consultation-sql.h"

static GPtrArray *kinds (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdKindCount *count = g_new0 (TdKindCount, 1);
        count->kind = g_strdup (td_rows_text (rows, 0));
        count->n = td_rows_int (rows, 1);
        g_ptr_array_add (list, count);
    }
    return td_consultation_ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_record_invited (TdTx *tx, const char *consultation, GError **error)
{
    return kinds (td_select (tx,
                             "select kind, count(*) from consultation_invitation where consultation = $1"
                             " group by kind order by kind",
                             error, TD_TEXT (consultation)),
                  error);
}

GPtrArray *td_record_came (TdTx *tx, const char *consultation, GError **error)
{
    return kinds (td_select (tx,
                             "select c.kind, count(distinct coalesce(w.organisation, w.person, c.id))"
                             " from consultation_comment c join consultation_words w on w.comment = c.id"
                             " where c.consultation = $1 group by c.kind order by c.kind",
                             error, TD_TEXT (consultation)),
                  error);
}

GPtrArray *td_record_comments (TdTx *tx, const char *consultation, GError **error)
{
    return kinds (td_select (tx,
                             "select kind, count(*) from consultation_comment where consultation = $1"
                             " and withdrawn is null group by kind order by kind",
                             error, TD_TEXT (consultation)),
                  error);
}

gboolean td_record_dispositions (TdTx *tx, const char *consultation, TdConsultationRecord *record, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select case when withdrawn is null then coalesce(disposition, '') else 'gone'"
                                         " end, count(*) from consultation_comment where consultation = $1"
                                         " group by 1 order by 1",
                                         error, TD_TEXT (consultation));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    record->comments = record->taken_back = record->waiting = 0;
    while (td_rows_next (rows, &problem)) {
        const char *word = td_rows_text (rows, 0);
        gint64 n = td_rows_int (rows, 1);
        TdDisposition disposition;
        if (g_str_equal (word, "gone")) {
            record->taken_back = n;
            continue;
        }
        record->comments += n;
        if (td_disposition_from_word (word, &disposition))
            record->by_disposition[disposition] = n;
        else
            record->waiting = n;
    }
    return td_consultation_ended_well (error, &problem);
}

GPtrArray *td_record_consenting (TdTx *tx, const char *consultation, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select organisation from consultation_consent where consultation = $1"
                   " union select w.organisation from consultation_words w join consultation_comment c"
                   " on c.id = w.comment where c.consultation = $1 and c.named = 1 and c.shown = 1"
                   " and w.organisation is not null order by 1",
                   error, TD_TEXT (consultation));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return td_consultation_ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}
