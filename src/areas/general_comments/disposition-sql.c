#include "areas/general_comments/disposition-sql.h"

#include "areas/general_comments/general-sql.h"

#define ended_well td_general_ended_well

void td_bench_comment_free (TdBenchComment *b)
{
    if (b == NULL)
        return;
    td_draft_comment_free (b->comment);
    g_clear_pointer (&b->answers, g_ptr_array_unref);
    g_clear_pointer (&b->also, g_ptr_array_unref);
    g_free (b->reason);
    g_free (b);
}

void td_bench_row_clear (TdBenchRow *row)
{
    g_clear_pointer (&row->group, g_free);
}

/* ---- reading ---- */

static gboolean fill_dispositions (TdTx *tx, const char *draft, GHashTable *by_id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select d.comment, d.disposition, d.reason, d.words, d.version, d.at"
                                         " from comment_disposition d join draft_comment c on c.id = d.comment"
                                         " where c.draft = $1 order by d.comment",
                                         error, TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdBenchComment *b = g_hash_table_lookup (by_id, td_rows_text (rows, 0));
        if (b == NULL || !td_disposition_from_word (td_rows_text (rows, 1), &b->disposition))
            continue;
        g_free (b->reason);
        b->reason = g_strdup (td_rows_text (rows, 2));
        b->decided = td_rows_int (rows, 3) == b->comment->version;
        b->outdated = !b->decided;
        b->version = td_rows_int (rows, 4);
        b->at = td_rows_int (rows, 5);
    }
    return ended_well (error, &problem);
}

static gboolean fill_groups (TdTx *tx, const char *draft, GHashTable *by_id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select m.comment, g.n from comment_group g"
                                         " join comment_grouped m on m.comment_group = g.id"
                                         " where g.draft = $1 order by m.comment",
                                         error, TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdBenchComment *b = g_hash_table_lookup (by_id, td_rows_text (rows, 0));
        if (b != NULL)
            b->group = (int) td_rows_int (rows, 1);
    }
    return ended_well (error, &problem);
}

static gboolean fill_also (TdTx *tx, const char *draft, GHashTable *by_id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select a.comment, a.anchor from comment_also a"
                                         " join draft_comment c on c.id = a.comment"
                                         " where c.draft = $1 order by a.comment, a.anchor",
                                         error, TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdBenchComment *b = g_hash_table_lookup (by_id, td_rows_text (rows, 0));
        if (b != NULL)
            g_ptr_array_add (b->also, g_strdup (td_rows_text (rows, 1)));
    }
    return ended_well (error, &problem);
}

gboolean td_bench_fill (TdTx *tx, const char *draft, GPtrArray *list, GError **error)
{
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < list->len; i++) {
        TdBenchComment *b = list->pdata[i];
        g_hash_table_insert (by_id, b->comment->id, b);
        b->decided = b->outdated = FALSE;
        b->version = b->group = 0;
        g_ptr_array_set_size (b->also, 0);
    }
    return fill_dispositions (tx, draft, by_id, error) && fill_groups (tx, draft, by_id, error)
           && fill_also (tx, draft, by_id, error);
}

gboolean td_bench_row (TdTx *tx, const char *draft, const char *comment, TdBenchRow *ret_row, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select c.version, coalesce(d.version, 0), c.confidential, m.comment_group"
                                         " from draft_comment c join draft_comment_words w on w.comment = c.id"
                                         " left join comment_disposition d on d.comment = c.id"
                                         " left join comment_grouped m on m.comment = c.id"
                                         " where c.id = $1 and c.draft = $2 and c.reply_to is null",
                                         error, TD_TEXT (comment), TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    *ret_row = (TdBenchRow){ 0 };
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_row = (TdBenchRow){ .words = td_rows_int (rows, 0),
                                 .version = td_rows_int (rows, 1),
                                 .confidential = td_rows_int (rows, 2) != 0,
                                 .group = g_strdup (td_rows_text (rows, 3)) };
    return ended_well (error, &problem);
}

GPtrArray *td_bench_group_members (TdTx *tx, const char *group, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select m.comment from comment_grouped m"
                                         " join draft_comment_words w on w.comment = m.comment"
                                         " where m.comment_group = $1 order by m.comment",
                                         error, TD_TEXT (group));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_bench_unlike_load (TdTx *tx, const char *draft, GHashTable *set, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select u.comment, u.other from comment_unlike u"
                                         " join draft_comment c on c.id = u.comment"
                                         " where c.draft = $1 order by u.comment, u.other",
                                         error, TD_TEXT (draft));
    g_autoptr (GError) problem = NULL;

    g_hash_table_remove_all (set);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_hash_table_add (set, g_strconcat (td_rows_text (rows, 0), " ", td_rows_text (rows, 1), NULL));
    return ended_well (error, &problem);
}

/* ---- writing ---- */

gboolean td_disposition_put (TdTx *tx, const char *comment, TdDisposition disposition, const char *reason, gint64 words,
                             const char *actor, gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into comment_disposition (comment, disposition, reason, words, version, actor, at)"
                    " values ($1, $2, $3, $4, 1, $5, $6) on conflict (comment) do update set"
                    " disposition = excluded.disposition, reason = excluded.reason, words = excluded.words,"
                    " version = comment_disposition.version + 1, actor = excluded.actor, at = excluded.at",
                    error, TD_TEXT (comment), TD_TEXT (td_disposition_word (disposition)), TD_TEXT (reason),
                    TD_INT (words), TD_TEXT (actor), TD_INT (at));
}

gboolean td_bench_group_insert (TdTx *tx, const char *id, const char *draft, const char *actor, gint64 at,
                                GError **error)
{
    return td_exec (tx,
                    "insert into comment_group (id, draft, n, actor, created) select $1, $2,"
                    " (select coalesce(max(n), 0) + 1 from comment_group where draft = $2), $3, cast($4 as bigint)",
                    error, TD_TEXT (id), TD_TEXT (draft), TD_TEXT (actor), TD_INT (at));
}

gboolean td_bench_group_put (TdTx *tx, const char *comment, const char *group, GError **error)
{
    return td_exec (tx,
                    "insert into comment_grouped (comment, comment_group) values ($1, $2)"
                    " on conflict (comment) do update set comment_group = excluded.comment_group",
                    error, TD_TEXT (comment), TD_TEXT (group));
}

gboolean td_bench_group_take (TdTx *tx, const char *comment, GError **error)
{
    return td_exec (tx, "delete from comment_grouped where comment = $1", error, TD_TEXT (comment));
}

gboolean td_bench_groups_tidy (TdTx *tx, const char *draft, GError **error)
{
    return td_exec (tx,
                    "delete from comment_group where draft = $1 and"
                    " (select count(*) from comment_grouped m where m.comment_group = comment_group.id) < 2",
                    error, TD_TEXT (draft));
}

gboolean td_bench_unlike_put (TdTx *tx, const char *comment, const char *other, GError **error)
{
    return td_exec (tx, "insert into comment_unlike (comment, other) values ($1, $2) on conflict do nothing", error,
                    TD_TEXT (comment), TD_TEXT (other));
}

gboolean td_bench_also_put (TdTx *tx, const char *comment, const char *anchor, GError **error)
{
    return td_exec (tx, "insert into comment_also (comment, anchor) values ($1, $2) on conflict do nothing", error,
                    TD_TEXT (comment), TD_TEXT (anchor));
}
