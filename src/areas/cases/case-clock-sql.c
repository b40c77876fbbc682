#include "areas/cases/case-sql.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

void td_case_clock_free (TdCaseClock *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->case_id);
    g_free (c->stage);
    g_free (c->begun);
    g_free (c->due);
    g_free (c->stopped);
    g_free (c->ended);
    g_free (c);
}

/* Takes rows. */
static GPtrArray *clocks_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_case_clock_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdCaseClock *c = g_new0 (TdCaseClock, 1);
        c->id = g_strdup (td_rows_text (rows, 0));
        c->case_id = g_strdup (td_rows_text (rows, 1));
        c->stage = g_strdup (td_rows_text (rows, 2));
        c->party = td_case_party_from_word (td_rows_text (rows, 3));
        c->begun = g_strdup (td_rows_text (rows, 4));
        c->due = g_strdup (td_rows_text (rows, 5));
        c->stopped = g_strdup (td_rows_text (rows, 6));
        c->ended = g_strdup (td_rows_text (rows, 7));
        c->answered = td_rows_int (rows, 8) != 0;
        g_ptr_array_add (list, c);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

#define COLUMNS "k.id, k.case_id, k.stage, k.party, k.begun, k.due, k.stopped, k.ended, k.answered"

GPtrArray *td_case_clock_select (TdTx *tx, const char *id, GError **error)
{
    return clocks_of (td_select (tx,
                                 "select " COLUMNS " from case_clock k where k.case_id = $1 order by k.begun, k.id"
                                 " limit 500",
                                 error, TD_TEXT (id)),
                      error);
}

GPtrArray *td_case_clock_open (TdTx *tx, GError **error)
{
    return clocks_of (td_select (tx,
                                 "select " COLUMNS " from case_clock k join individual_case c on c.id = k.case_id"
                                 " where k.ended is null and c.ended is null"
                                 " order by k.due, k.id limit 5000",
                                 error),
                      error);
}

gboolean td_case_clock_put (TdTx *tx, const TdCaseClock *c, GError **error)
{
    return td_exec (tx,
                    "insert into case_clock (id, case_id, stage, party, begun, due, stopped, ended, answered)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do update set due = excluded.due,"
                    " stopped = excluded.stopped, ended = excluded.ended, answered = excluded.answered",
                    error, TD_TEXT (c->id), TD_TEXT (c->case_id), TD_TEXT (c->stage),
                    TD_TEXT (td_case_party_word (c->party)), TD_TEXT (c->begun), TD_TEXT (c->due), TD_TEXT (c->stopped),
                    TD_TEXT (c->ended), TD_FLAG (c->answered));
}

gboolean td_case_reminder_put (TdTx *tx, const TdCaseClock *c, int days, gint64 at, gboolean *ret_new, GError **error)
{
    gint64 rows = 0;

    if (!td_exec_count (tx,
                        "insert into case_reminder (clock, due, days, at) values ($1, $2, $3, $4)"
                        " on conflict (clock, due, days) do nothing",
                        &rows, error, TD_TEXT (c->id), TD_TEXT (c->due), TD_INT (days), TD_INT (at)))
        return FALSE;
    *ret_new = rows == 1;
    return TRUE;
}

gboolean td_case_reminder_known (TdTx *tx, const TdCaseClock *c, int days, gboolean *ret_known, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*) from case_reminder where clock = $1 and due = $2 and days = $3", error,
                   TD_TEXT (c->id), TD_TEXT (c->due), TD_INT (days));

    if (rows == NULL)
        return FALSE;
    *ret_known = td_rows_next (rows, &problem) && td_rows_int (rows, 0) > 0;
    return ended_well (error, &problem);
}
