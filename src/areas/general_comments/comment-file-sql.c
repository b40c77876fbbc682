#include "areas/general_comments/comment-file-rules.h"

#include "areas/general_comments/general-sql.h"

#define ended_well td_general_ended_well

void td_comment_file_free (TdCommentFile *f)
{
    if (f == NULL)
        return;
    g_free (f->id);
    g_free (f->draft);
    g_free (f->person);
    g_free (f->blob);
    g_free (f->format);
    g_free (f);
}

gboolean td_comment_file_insert (TdTx *tx, const TdCommentFile *f, GError **error)
{
    return td_exec (tx,
                    "insert into comment_file (id, draft, person, kept, format, size, confidential, cleaned, waits,"
                    " created) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    error, TD_TEXT (f->id), TD_TEXT (f->draft), TD_TEXT (f->person), TD_TEXT (f->blob),
                    TD_TEXT (f->format), TD_INT (f->size), TD_FLAG (f->confidential), TD_FLAG (f->cleaned),
                    TD_FLAG (f->waits), TD_INT (f->created));
}

#define COLUMNS "f.id, f.draft, f.person, f.kept, f.format, f.size, f.confidential, f.cleaned, f.waits, f.created"

static TdCommentFile *file_of_row (TdRows *rows)
{
    TdCommentFile *f = g_new0 (TdCommentFile, 1);

    f->id = g_strdup (td_rows_text (rows, 0));
    f->draft = g_strdup (td_rows_text (rows, 1));
    f->person = g_strdup (td_rows_text (rows, 2));
    f->blob = g_strdup (td_rows_text (rows, 3));
    f->format = g_strdup (td_rows_text (rows, 4));
    f->size = td_rows_int (rows, 5);
    f->confidential = td_rows_int (rows, 6) != 0;
    f->cleaned = td_rows_int (rows, 7) != 0;
    f->waits = td_rows_int (rows, 8) != 0;
    f->created = td_rows_int (rows, 9);
    return f;
}

/* Takes rows; appends to list. */
static gboolean take_files (TdRows *take_rows, GPtrArray *list, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, file_of_row (rows));
    return ended_well (error, &problem);
}

gboolean td_comment_file_load (TdTx *tx, const char *id, TdCommentFile **ret, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_file_free);

    if (!take_files (td_select (tx, "select " COLUMNS " from comment_file f where f.id = $1", error, TD_TEXT (id)),
                     list, error))
        return FALSE;
    *ret = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

GPtrArray *td_comment_file_load_list (TdTx *tx, const char *person, const char *draft, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_file_free);

    return take_files (td_select (tx,
                                  "select " COLUMNS " from comment_file f where f.person = $1 and f.draft = $2"
                                  " and f.waits = 0 order by f.created, f.id",
                                  error, TD_TEXT (person), TD_TEXT (draft)),
                       list, error)
               ? g_steal_pointer (&list)
               : NULL;
}

gboolean td_comment_file_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from comment_file where id = $1", error, TD_TEXT (id));
}

gboolean td_comment_file_confirm (TdTx *tx, const char *id, gboolean confidential, GError **error)
{
    return td_exec (tx, "update comment_file set waits = 0, confidential = $2 where id = $1", error, TD_TEXT (id),
                    TD_FLAG (confidential));
}

gboolean td_comment_file_of (TdTx *tx, const char *comment, const char *file, GError **error)
{
    return td_exec (tx,
                    "insert into comment_file_of (comment, file)"
                    " select cast($1 as text), f.id from comment_file f where f.id = $2",
                    error, TD_TEXT (comment), TD_TEXT (file));
}

gboolean td_comment_file_stands (TdTx *tx, const char *id, gboolean *ret_stands, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select count(*) from comment_file_of o join draft_comment c on c.id = o.comment"
                   " left join draft_comment_words w on w.comment = c.id where o.file = $1"
                   " and (w.comment is null or c.withdrawn is not null or c.shown = 0"
                   " or c.changed > c.at)",
                   error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_stands = td_rows_next (rows, &problem) && td_rows_int (rows, 0) == 0;
    return ended_well (error, &problem);
}

gboolean td_comment_file_lost (TdTx *tx, int limit, GPtrArray *files, GError **error)
{
    return take_files (td_select (tx,
                                  "select " COLUMNS " from comment_file f where (f.waits = 1 and not exists"
                                  " (select 1 from comment_split s where s.id = f.id)) or not exists"
                                  " (select 1 from person p where p.id = f.person) order by f.id limit $1",
                                  error, TD_INT (limit)),
                       files, error);
}
