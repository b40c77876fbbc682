#include "areas/general_comments/outcome-sql.h"

#include "areas/general_comments/general-sql.h"

#define ended_well td_general_ended_well

gboolean td_outcome_load (TdTx *tx, const char *draft, TdOutcomeRelease *ret_release, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select at from comment_release where draft = $1", error, TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    *ret_release = (TdOutcomeRelease){ 0 };
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_release = (TdOutcomeRelease){ TRUE, td_rows_int (rows, 0) };
    return ended_well (error, &problem);
}

gboolean td_outcome_put (TdTx *tx, const char *draft, const char *actor, gint64 at, gboolean *ret_new, GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx,
                        "insert into comment_release (draft, actor, at) values ($1, $2, $3)"
                        " on conflict (draft) do nothing",
                        &n, error, TD_TEXT (draft), TD_TEXT (actor), TD_INT (at)))
        return FALSE;
    *ret_new = n > 0;
    return TRUE;
}

static void writer_free (gpointer data)
{
    g_free (((TdDraftWriter *) data)->id);
    g_free (data);
}

/* An answer in a discussion is nothing of which something becomes. */
GPtrArray *td_outcome_writers (TdTx *tx, const char *draft, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select distinct case when w.organisation is not null then 1 when w.state is not null then 2 else 0"
                   " end as kind, coalesce(w.organisation, w.state, w.person) as id"
                   " from draft_comment c join draft_comment_words w on w.comment = c.id"
                   " where c.draft = $1 and c.reply_to is null"
                   " and coalesce(w.organisation, w.state, w.person) is not null order by kind, id",
                   error, TD_TEXT (draft));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (writer_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdDraftWriter *w = g_new0 (TdDraftWriter, 1);
        gint64 kind = td_rows_int (rows, 0);
        w->kind = kind == 1 ? TD_WRITER_ORGANISATION : kind == 2 ? TD_WRITER_STATE : TD_WRITER_PERSON;
        w->id = g_strdup (td_rows_text (rows, 1));
        g_ptr_array_add (list, w);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}
