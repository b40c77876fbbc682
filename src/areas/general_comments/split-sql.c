#include "areas/general_comments/split-rules.h"

#include "areas/general_comments/general-sql.h"

#include <string.h>

#define ended_well td_general_ended_well

static void piece_free (gpointer data)
{
    TdCommentPiece *p = data;

    g_free (p->places);
    g_free (p->text);
    g_free (p);
}

GPtrArray *td_split_pieces_new (void)
{
    return g_ptr_array_new_with_free_func (piece_free);
}

void td_comment_split_free (TdCommentSplit *s)
{
    if (s == NULL)
        return;
    g_free (s->id);
    g_free (s->draft);
    g_free (s->person);
    g_free (s->writes_for);
    g_free (s->position);
    g_free (s->name);
    g_free (s->visibility);
    g_free (s->language);
    g_clear_pointer (&s->pieces, g_ptr_array_unref);
    g_free (s);
}

#define COLUMNS                                                                                                        \
    "s.id, s.draft, s.person, s.writes_for, s.position, s.name, s.visibility, s.language, s.version, s.created, "      \
    "s.secret"

static TdCommentSplit *split_of_row (TdRows *rows)
{
    TdCommentSplit *s = g_new0 (TdCommentSplit, 1);
    gsize size = 0;
    const void *secret = td_rows_bytes (rows, 10, &size);

    s->id = g_strdup (td_rows_text (rows, 0));
    s->draft = g_strdup (td_rows_text (rows, 1));
    s->person = g_strdup (td_rows_text (rows, 2));
    s->writes_for = g_strdup (td_rows_text (rows, 3));
    s->position = g_strdup (td_rows_text (rows, 4));
    s->name = g_strdup (td_rows_text (rows, 5));
    s->visibility = g_strdup (td_rows_text (rows, 6));
    s->language = g_strdup (td_rows_text (rows, 7));
    s->version = td_rows_int (rows, 8);
    s->created = td_rows_int (rows, 9);
    if (size == sizeof s->secret)
        memcpy (s->secret, secret, size);
    s->pieces = td_split_pieces_new ();
    return s;
}

static gboolean load_pieces (TdTx *tx, TdCommentSplit *s, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select n, places, text, dropped from comment_split_piece where split = $1 order by n", error,
                   TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdCommentPiece *p = g_new0 (TdCommentPiece, 1);
        p->n = (int) td_rows_int (rows, 0);
        p->places = g_strdup (td_rows_text (rows, 1));
        p->text = g_strdup (td_rows_text (rows, 2));
        p->dropped = td_rows_int (rows, 3) != 0;
        g_ptr_array_add (s->pieces, p);
    }
    return ended_well (error, &problem);
}

gboolean td_split_load (TdTx *tx, const char *id, TdCommentSplit **ret, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from comment_split s where s.id = $1", error, TD_TEXT (id));
    g_autoptr (TdCommentSplit) s = NULL;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        s = split_of_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (s != NULL && !load_pieces (tx, s, error)))
        return FALSE;
    *ret = g_steal_pointer (&s);
    return TRUE;
}

GPtrArray *td_split_load_list (TdTx *tx, const char *person, const char *draft, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select " COLUMNS " from comment_split s where s.person = $1 and s.draft = $2"
                                         " order by s.created, s.id",
                                         error, TD_TEXT (person), TD_TEXT (draft));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_split_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, split_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_split_old (TdTx *tx, gint64 before, int limit, GPtrArray *ids, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id from comment_split where created < $1 order by created, id limit $2", error,
                   TD_INT (before), TD_INT (limit));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (ids, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem);
}

/* ---- writing ---- */

static gboolean insert_pieces (TdTx *tx, const TdCommentSplit *s, GError **error)
{
    for (guint i = 0; i < s->pieces->len; i++) {
        const TdCommentPiece *p = s->pieces->pdata[i];
        if (!td_exec (
                tx, "insert into comment_split_piece (split, n, places, text, dropped) values ($1, $2, $3, $4, $5)",
                error, TD_TEXT (s->id), TD_INT (i + 1), TD_TEXT (p->places), TD_TEXT (p->text), TD_FLAG (p->dropped)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_split_insert (TdTx *tx, const TdCommentSplit *s, GError **error)
{
    return td_exec (tx,
                    "insert into comment_split (id, draft, person, writes_for, position, name, visibility, language,"
                    " version, created, secret) values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)",
                    error, TD_TEXT (s->id), TD_TEXT (s->draft), TD_TEXT (s->person), TD_TEXT (s->writes_for),
                    TD_TEXT (s->position), TD_TEXT (s->name), TD_TEXT (s->visibility), TD_TEXT (s->language),
                    TD_INT (s->created), TD_BYTES (s->secret, sizeof s->secret))
           && insert_pieces (tx, s, error);
}

gboolean td_split_put_pieces (TdTx *tx, const TdCommentSplit *s, GError **error)
{
    return td_exec (tx, "update comment_split set version = version + 1, visibility = $2 where id = $1", error,
                    TD_TEXT (s->id), TD_TEXT (s->visibility))
           && td_exec (tx, "delete from comment_split_piece where split = $1", error, TD_TEXT (s->id))
           && insert_pieces (tx, s, error);
}

gboolean td_split_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from comment_split where id = $1", error, TD_TEXT (id));
}
