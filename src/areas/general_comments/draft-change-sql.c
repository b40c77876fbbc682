#include "areas/general_comments/draft-change-sql.h"

#include "areas/general_comments/general-sql.h"

#define ended_well td_general_ended_well

static void said_free (gpointer data)
{
    TdDraftChangeSaid *said = data;

    g_free (said->anchor);
    g_free (said->comment);
    g_free (said);
}

GPtrArray *td_draft_change_load (TdTx *tx, const char *draft, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select anchor, comment, led from comment_change where draft = $1 order by anchor, comment",
                   error, TD_TEXT (draft));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (said_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdDraftChangeSaid *said = g_new0 (TdDraftChangeSaid, 1);
        said->anchor = g_strdup (td_rows_text (rows, 0));
        said->comment = g_strdup (td_rows_text (rows, 1));
        said->led = td_rows_int (rows, 2) != 0;
        g_ptr_array_add (list, said);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_draft_change_put (TdTx *tx, const char *draft, const TdDraftChangeSaid *said, const char *actor, gint64 at,
                              GError **error)
{
    return td_exec (tx,
                    "insert into comment_change (draft, anchor, comment, led, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6) on conflict (draft, anchor, comment) do update set"
                    " led = excluded.led, actor = excluded.actor, at = excluded.at",
                    error, TD_TEXT (draft), TD_TEXT (said->anchor), TD_TEXT (said->comment), TD_FLAG (said->led),
                    TD_TEXT (actor), TD_INT (at));
}

gboolean td_draft_change_knows (TdTx *tx, const char *draft, const char *comment, gboolean *ret_knows,
                                gboolean *ret_confidential, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select c.confidential from draft_comment c join general_comment_draft e on e.id = c.draft"
                   " join general_comment_draft d on d.general_comment = e.general_comment and d.n > e.n"
                   " join draft_comment_words w on w.comment = c.id"
                   " where c.id = $1 and d.id = $2 and c.reply_to is null",
                   error, TD_TEXT (comment), TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_knows = td_rows_next (rows, &problem);
    *ret_confidential = *ret_knows && td_rows_int (rows, 0) != 0;
    return ended_well (error, &problem);
}
