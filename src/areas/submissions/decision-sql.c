#include "areas/submissions/decision-sql.h"

#include "base/errors.h"

void td_decision_row_free (TdDecisionRow *row)
{
    if (row == NULL)
        return;
    g_free (row->id);
    g_free (row->submission);
    g_free (row->officer);
    g_free (row->reason);
    g_free (row->other);
    g_free (row->before_reason);
    g_free (row->before_other);
    g_free (row);
}

static TdDecisionRow *from_row (TdRows *rows)
{
    TdDecisionRow *row = g_new0 (TdDecisionRow, 1);

    row->id = g_strdup (td_rows_text (rows, 0));
    row->submission = g_strdup (td_rows_text (rows, 1));
    td_status_from_word (td_rows_text (rows, 2), &row->from);
    td_status_from_word (td_rows_text (rows, 3), &row->to);
    row->officer = g_strdup (td_rows_text (rows, 4));
    row->at = td_rows_int (rows, 5);
    row->reason = g_strdup (td_rows_text (rows, 6));
    row->other = g_strdup (td_rows_text (rows, 7));
    row->before_reason = g_strdup (td_rows_text (rows, 8));
    row->before_decided = td_rows_int (rows, 9);
    row->before_other = g_strdup (td_rows_text (rows, 10));
    row->undone = td_rows_int (rows, 11);
    return row;
}

#define COLUMNS                                                                                                        \
    "id, submission, from_status, to_status, officer, at, reason, other, before_reason, before_decided, before_other," \
    " undone"

/* The one row, or the door's word. Takes rows. */
static TdDecisionRow *only_row (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        return from_row (rows);
    if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
    else
        td_door_unknown (error);
    return NULL;
}

TdDecisionRow *td_decision_load (TdTx *tx, const char *act, GError **error)
{
    return only_row (td_select (tx, "select " COLUMNS " from submission_decision where id = $1", error, TD_TEXT (act)),
                     error);
}

TdDecisionRow *td_decision_last (TdTx *tx, const char *submission, TdStatus to, GError **error)
{
    return only_row (td_select (tx,
                                "select " COLUMNS " from submission_decision where submission = $1 and to_status = $2"
                                " and undone is null order by at desc, id limit 1",
                                error, TD_TEXT (submission), TD_TEXT (td_status_word (to))),
                     error);
}

GPtrArray *td_decision_list (TdTx *tx, const char *submission, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from submission_decision where submission = $1 order by at, id", error,
                   TD_TEXT (submission));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_decision_row_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_decision_forget_last (TdTx *tx, const char *submission, GError **error)
{
    return td_exec (tx, "update submission set last_act = null where id = $1", error, TD_TEXT (submission));
}

gboolean td_decision_set (TdTx *tx, const TdSubmission *s, const char *act, TdStatus to, const char *officer,
                          const char *reason, const char *other, gint64 now, GError **error)
{
    return td_exec (
               tx,
               "update submission set status = $2, decision_reason = $3, decided = $4, changed = $4, last_act = $5,"
               " duplicate_of = $6 where id = $1",
               error, TD_TEXT (s->id), TD_TEXT (td_status_word (to)), TD_TEXT (reason), TD_INT (now), TD_TEXT (act),
               TD_TEXT (other))
           && td_exec (tx,
                       "insert into submission_decision (id, submission, from_status, to_status, officer, at, reason,"
                       " other, before_reason, before_decided, before_other)"
                       " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                       error, TD_TEXT (act), TD_TEXT (s->id), TD_TEXT (td_status_word (s->status)),
                       TD_TEXT (td_status_word (to)), TD_TEXT (officer), TD_INT (now), TD_TEXT (reason),
                       TD_TEXT (other), TD_TEXT (s->decision_reason),
                       s->decided != 0 ? TD_INT (s->decided) : TD_NULL (), TD_TEXT (s->duplicate_of));
}

gboolean td_decision_unset (TdTx *tx, const TdDecisionRow *row, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update submission set status = $2, decision_reason = $3, decided = $4, duplicate_of = $5,"
                    " changed = $6, last_act = null where id = $1",
                    error, TD_TEXT (row->submission), TD_TEXT (td_status_word (row->from)),
                    TD_TEXT (row->before_reason), row->before_decided != 0 ? TD_INT (row->before_decided) : TD_NULL (),
                    TD_TEXT (row->before_other), TD_INT (now))
           && td_exec (tx, "update submission_decision set undone = $2 where id = $1", error, TD_TEXT (row->id),
                       TD_INT (now));
}

gboolean td_submission_set_verified (TdTx *tx, const char *id, const char *reason, gint64 now, GError **error)
{
    return td_exec (
        tx, "update submission set sender_verified = $2, sender_verified_reason = $3, changed = $2 where id = $1",
        error, TD_TEXT (id), TD_INT (now), TD_TEXT (reason));
}

gboolean td_submission_set_language (TdTx *tx, const TdSubmission *s, const char *language, gint64 now, GError **error)
{
    return td_exec (tx, "update paragraph set language = $3 where submission = $1 and language = $2", error,
                    TD_TEXT (s->id), TD_TEXT (s->language), TD_TEXT (language))
           && td_exec (tx, "update submission set language = $2, changed = $3 where id = $1", error, TD_TEXT (s->id),
                       TD_TEXT (language), TD_INT (now));
}
