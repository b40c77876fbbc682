#include "areas/papers/paper-sql.h"

#include "base/errors.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

void td_paper_free (TdPaper *p)
{
    if (p == NULL)
        return;
    g_free (p->id);
    g_free (p->kind);
    g_free (p->state);
    g_free (p->language);
    g_free (p->symbol);
    g_free (p->embargo_local);
    g_free (p->embargo_zone);
    g_free (p->document);
    g_free (p);
}

void td_paper_origined_free (TdPaperOrigined *o)
{
    if (o == NULL)
        return;
    g_free (o->paragraph);
    g_free (o->submission);
    g_free (o->what);
    g_free (o);
}

/* ---- papers ---- */

gboolean td_paper_insert (TdTx *tx, const TdPaper *p, gboolean rehearsal, GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (
            tx,
            "insert into paper (id, kind, state, cycle, status, visibility, language, created, rehearsal, secret)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (state, cycle, kind) do nothing",
            &n, error, TD_TEXT (p->id), TD_TEXT (p->kind), TD_TEXT (p->state), TD_INT (p->cycle),
            TD_TEXT (td_status_word (p->status)), TD_TEXT (td_visibility_word (p->visibility)), TD_TEXT (p->language),
            TD_INT (p->created), TD_FLAG (rehearsal), TD_BYTES (p->secret, sizeof p->secret)))
        return FALSE;
    if (n == 1)
        return TRUE;
    g_set_error_literal (error, TD_PAPERS_ERROR, TD_ERROR_CONFLICT,
                         "There is a paper of this kind on this State in this cycle already. Open it and write on.");
    return FALSE;
}

#define COLUMNS                                                                                                        \
    "s.id, s.kind, s.state, s.cycle, s.status, s.visibility, s.language, s.created, s.symbol, s.adopted, s.session,"   \
    " s.text_hash, s.transmitted, s.embargo, s.embargo_local, s.embargo_zone, s.published, s.document,"                \
    " s.stage_waits, s.secret"

static void copy_bytes (TdRows *rows, int column, guint8 into[32])
{
    gsize size = 0;
    const void *bytes = td_rows_bytes (rows, column, &size);

    if (size == 32)
        memcpy (into, bytes, size);
}

static TdPaper *paper_of_row (TdRows *rows)
{
    TdPaper *p = g_new0 (TdPaper, 1);

    p->id = g_strdup (td_rows_text (rows, 0));
    p->kind = g_strdup (td_rows_text (rows, 1));
    p->state = g_strdup (td_rows_text (rows, 2));
    p->cycle = (int) td_rows_int (rows, 3);
    td_status_from_word (td_rows_text (rows, 4), &p->status);
    td_visibility_from_word (td_rows_text (rows, 5), &p->visibility);
    p->language = g_strdup (td_rows_text (rows, 6));
    p->created = td_rows_int (rows, 7);
    p->symbol = g_strdup (td_rows_text (rows, 8));
    p->adopted = td_rows_int (rows, 9);
    p->session = (int) td_rows_int (rows, 10);
    copy_bytes (rows, 11, p->text_hash);
    p->transmitted = td_rows_int (rows, 12);
    p->embargo = td_rows_int (rows, 13);
    p->embargo_local = g_strdup (td_rows_text (rows, 14));
    p->embargo_zone = g_strdup (td_rows_text (rows, 15));
    p->published = td_rows_int (rows, 16);
    p->document = g_strdup (td_rows_text (rows, 17));
    p->stage_waits = td_rows_int (rows, 18) != 0;
    copy_bytes (rows, 19, p->secret);
    return p;
}

TdPaper *td_paper_load (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select " COLUMNS " from paper s where s.id = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        return paper_of_row (rows);
    if (ended_well (error, &problem))
        td_door_unknown (error);
    return NULL;
}

GPtrArray *td_paper_load_list (TdTx *tx, const TdViewer *viewer, const TdPaperFilter *filter, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paper_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS " from paper s where 1 = 1");
    if (filter != NULL && filter->state != NULL)
        td_query_add (query, " and s.state = $?", TD_TEXT (filter->state));
    if (filter != NULL && filter->kind != NULL)
        td_query_add (query, " and s.kind = $?", TD_TEXT (filter->kind));
    if (filter != NULL && filter->status != NULL)
        td_query_add (query, " and s.status = $?", TD_TEXT (filter->status));
    if (filter != NULL && filter->cycle != 0)
        td_query_add (query, " and s.cycle = $?", TD_INT (filter->cycle));
    td_door_filter_papers (query, viewer);
    td_query_add (query, " order by s.created desc, s.id limit 500");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, paper_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_paper_symbol_taken (TdTx *tx, const char *symbol, gboolean *ret_taken, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*) from paper where lower(symbol) = lower($1)", error, TD_TEXT (symbol));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_taken = td_rows_next (rows, &problem) && td_rows_int (rows, 0) > 0;
    return ended_well (error, &problem);
}

gboolean td_paper_set_adopted (TdTx *tx, const TdPaper *p, const char *text, const TdReceipt *receipt, GError **error)
{
    return td_exec (tx,
                    "update paper set status = 'accepted', symbol = $2, adopted = $3, session = $4, text = $5,"
                    " text_hash = $6, leaf = $7, receipt = $8 where id = $1",
                    error, TD_TEXT (p->id), TD_TEXT (p->symbol), TD_INT (p->adopted),
                    p->session != 0 ? TD_INT (p->session) : TD_NULL (), TD_TEXT (text),
                    TD_BYTES (p->text_hash, sizeof p->text_hash), TD_BYTES (receipt->leaf, sizeof receipt->leaf),
                    TD_TEXT (receipt->promise));
}

gboolean td_paper_set_transmitted (TdTx *tx, const TdPaper *p, GError **error)
{
    return td_exec (tx,
                    "update paper set status = 'received', transmitted = $2, embargo = $3, embargo_local = $4,"
                    " embargo_zone = $5 where id = $1",
                    error, TD_TEXT (p->id), TD_INT (p->transmitted), p->embargo != 0 ? TD_INT (p->embargo) : TD_NULL (),
                    TD_TEXT (p->embargo_local), TD_TEXT (p->embargo_zone));
}

gboolean td_paper_set_published (TdTx *tx, const TdPaper *p, gboolean stage_waits, GError **error)
{
    return td_exec (tx,
                    "update paper set status = 'published', visibility = 'public', published = $2, document = $3,"
                    " stage_waits = $4 where id = $1",
                    error, TD_TEXT (p->id), TD_INT (p->published), TD_TEXT (p->document), TD_FLAG (stage_waits));
}

/* The one text of rows; NULL with TD_ERROR_NOT_FOUND where there is none. Takes rows. */
static char *one_text (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    char *text = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        text = g_strdup (td_rows_text (rows, 0));
    if (ended_well (error, &problem) && text == NULL)
        td_door_unknown (error);
    return text;
}

char *td_paper_load_text (TdTx *tx, const char *id, GError **error)
{
    return one_text (td_select (tx, "select text from paper where id = $1", error, TD_TEXT (id)), error);
}

char *td_paper_load_receipt (TdTx *tx, const char *id, GError **error)
{
    return one_text (td_select (tx, "select receipt from paper where id = $1", error, TD_TEXT (id)), error);
}

/* Takes rows. */
static GPtrArray *texts (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_paper_due (TdTx *tx, gint64 at, GError **error)
{
    return texts (td_select (tx,
                             "select id from paper where status = 'received' and embargo is not null and embargo <= $1"
                             " order by embargo, id limit 100",
                             error, TD_INT (at)),
                  error);
}

/* ---- where paragraphs come from ---- */

gboolean td_origin_insert (TdTx *tx, const char *paper, const char *paragraph, const TdPaperOrigin *o,
                           const char *actor, gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into paper_origin (paper, paragraph, submission, number, what, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7)"
                    " on conflict (paper, paragraph, submission, number) do nothing",
                    error, TD_TEXT (paper), TD_TEXT (paragraph), TD_TEXT (o->submission), TD_INT (o->paragraph),
                    TD_TEXT (o->what), TD_TEXT (actor), TD_INT (at));
}

GPtrArray *td_origin_list (TdTx *tx, const char *paper, const char *paragraph, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paper_origined_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select paragraph, submission, number, what, at from paper_origin where paper = $?",
                  TD_TEXT (paper));
    if (paragraph != NULL)
        td_query_add (query, " and paragraph = $?", TD_TEXT (paragraph));
    td_query_add (query, " order by paragraph, at, submission, number limit 5000");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdPaperOrigined *o = g_new0 (TdPaperOrigined, 1);
        o->paragraph = g_strdup (td_rows_text (rows, 0));
        o->submission = g_strdup (td_rows_text (rows, 1));
        o->number = (int) td_rows_int (rows, 2);
        o->what = g_strdup (td_rows_text (rows, 3));
        o->at = td_rows_int (rows, 4);
        g_ptr_array_add (list, o);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_origin_papers (TdTx *tx, const char *submission, GError **error)
{
    return texts (td_select (tx, "select distinct paper from paper_origin where submission = $1 order by paper", error,
                             TD_TEXT (submission)),
                  error);
}
