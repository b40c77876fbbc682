#include "areas/general_comments/general-sql.h"

gboolean td_general_ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

#define ended_well td_general_ended_well

/* ---- freeing ---- */

void td_general_title_free (gpointer data)
{
    TdGeneralTitle *t = data;

    g_free (t->language);
    g_free (t->title);
    g_free (t);
}

void td_general_body_free (gpointer data)
{
    TdGeneralBody *b = data;

    g_free (b->body);
    g_free (b->symbol);
    g_free (b);
}

static void move_free (gpointer data)
{
    TdGeneralMove *m = data;

    g_free (m->was_local);
    g_free (m->closes_local);
    g_free (m->reason);
    g_free (m);
}

void td_general_stage_free (gpointer data)
{
    TdGeneralStage *s = data;

    g_free (s->id);
    g_free (s->general_comment);
    g_free (s->kind);
    g_free (s->opens_local);
    g_free (s->closes_local);
    g_free (s->zone);
    g_free (s->draft);
    g_free (s->document);
    g_free (s->call);
    g_free (s->meeting);
    g_free (s->note);
    g_clear_pointer (&s->moves, g_ptr_array_unref);
    g_free (s);
}

void td_general_comment_free (TdGeneralComment *g)
{
    if (g == NULL)
        return;
    g_free (g->id);
    g_free (g->theme);
    g_free (g->drafter);
    g_free (g->drafter_name);
    g_free (g->document);
    g_free (g->adopted);
    g_clear_pointer (&g->titles, g_ptr_array_unref);
    g_clear_pointer (&g->bodies, g_ptr_array_unref);
    g_clear_pointer (&g->stages, g_ptr_array_unref);
    g_free (g);
}

/* ---- making of rows ---- */

#define COLUMNS "g.id, g.theme, g.drafter, g.drafter_name, g.document, g.adopted, g.drafts, g.created, g.secret"

static TdGeneralComment *general_of_row (TdRows *rows)
{
    TdGeneralComment *g = g_new0 (TdGeneralComment, 1);
    gsize size = 0;
    const void *secret = td_rows_bytes (rows, 8, &size);

    g->id = g_strdup (td_rows_text (rows, 0));
    g->theme = g_strdup (td_rows_text (rows, 1));
    g->drafter = g_strdup (td_rows_text (rows, 2));
    g->drafter_name = g_strdup (td_rows_text (rows, 3));
    g->document = g_strdup (td_rows_text (rows, 4));
    g->adopted = g_strdup (td_rows_text (rows, 5));
    g->drafts = (int) td_rows_int (rows, 6);
    g->created = td_rows_int (rows, 7);
    if (size == sizeof g->secret)
        memcpy (g->secret, secret, size);
    g->titles = g_ptr_array_new_with_free_func (td_general_title_free);
    g->bodies = g_ptr_array_new_with_free_func (td_general_body_free);
    g->stages = g_ptr_array_new_with_free_func (td_general_stage_free);
    return g;
}

static gboolean load_titles (TdTx *tx, TdGeneralComment *g, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select language, title from general_comment_title where general_comment = $1"
                                         " order by language",
                                         error, TD_TEXT (g->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdGeneralTitle *t = g_new0 (TdGeneralTitle, 1);
        t->language = g_strdup (td_rows_text (rows, 0));
        t->title = g_strdup (td_rows_text (rows, 1));
        g_ptr_array_add (g->titles, t);
    }
    return ended_well (error, &problem);
}

static gboolean load_bodies (TdTx *tx, TdGeneralComment *g, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select body, number, symbol from general_comment_body where general_comment = $1 order by n",
                   error, TD_TEXT (g->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdGeneralBody *b = g_new0 (TdGeneralBody, 1);
        b->body = g_strdup (td_rows_text (rows, 0));
        b->number = (int) td_rows_int (rows, 1);
        b->symbol = g_strdup (td_rows_text (rows, 2));
        g_ptr_array_add (g->bodies, b);
    }
    return ended_well (error, &problem);
}

static TdGeneralStage *stage_of_row (TdRows *rows, const char *general_comment)
{
    TdGeneralStage *s = g_new0 (TdGeneralStage, 1);

    s->general_comment = g_strdup (general_comment);
    s->id = g_strdup (td_rows_text (rows, 0));
    s->n = (int) td_rows_int (rows, 1);
    s->kind = g_strdup (td_rows_text (rows, 2));
    s->opens_local = g_strdup (td_rows_text (rows, 3));
    s->opens = td_rows_int (rows, 4);
    s->closes_local = g_strdup (td_rows_text (rows, 5));
    s->closes = td_rows_int (rows, 6);
    s->zone = g_strdup (td_rows_text (rows, 7));
    s->draft = g_strdup (td_rows_text (rows, 8));
    s->document = g_strdup (td_rows_text (rows, 9));
    s->call = g_strdup (td_rows_text (rows, 10));
    s->meeting = g_strdup (td_rows_text (rows, 11));
    s->note = g_strdup (td_rows_text (rows, 12));
    s->created = td_rows_int (rows, 13);
    s->changed = td_rows_int (rows, 14);
    s->moves = g_ptr_array_new_with_free_func (move_free);
    return s;
}

static gboolean load_moves (TdTx *tx, TdGeneralComment *g, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select s.n, m.was_local, m.was, m.closes_local, m.closes, m.reason, m.at"
                                         " from general_comment_stage_move m join general_comment_stage s"
                                         " on s.id = m.stage where s.general_comment = $1 order by s.n, m.n",
                                         error, TD_TEXT (g->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdGeneralMove *m = g_new0 (TdGeneralMove, 1);
        m->was_local = g_strdup (td_rows_text (rows, 1));
        m->was = td_rows_int (rows, 2);
        m->closes_local = g_strdup (td_rows_text (rows, 3));
        m->closes = td_rows_int (rows, 4);
        m->reason = g_strdup (td_rows_text (rows, 5));
        m->at = td_rows_int (rows, 6);
        for (guint i = 0; i < g->stages->len; i++) {
            TdGeneralStage *s = g->stages->pdata[i];
            if (s->n == td_rows_int (rows, 0)) {
                g_ptr_array_add (s->moves, g_steal_pointer (&m));
                break;
            }
        }
        g_clear_pointer (&m, move_free);
    }
    return ended_well (error, &problem);
}

static gboolean load_stages (TdTx *tx, TdGeneralComment *g, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, n, kind, opens_local, opens, closes_local, closes, zone, draft,"
                                         " document, call, meeting, note, created, changed from general_comment_stage"
                                         " where general_comment = $1 order by n",
                                         error, TD_TEXT (g->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (g->stages, stage_of_row (rows, g->id));
    g_clear_pointer (&rows, td_rows_free);
    return ended_well (error, &problem) && load_moves (tx, g, error);
}

/* Takes rows. */
static GPtrArray *generals_of (TdTx *tx, TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_general_comment_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, general_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_titles (tx, list->pdata[i], error) || !load_bodies (tx, list->pdata[i], error)
            || !load_stages (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

static gboolean first_of (TdTx *tx, TdRows *take_rows, TdGeneralComment **ret, GError **error)
{
    g_autoptr (GPtrArray) list = generals_of (tx, take_rows, error);

    if (list == NULL)
        return FALSE;
    *ret = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

gboolean td_general_load (TdTx *tx, const char *id, const char *symbol, TdGeneralComment **ret, GError **error)
{
    return first_of (
        tx,
        id != NULL ? td_select (tx, "select " COLUMNS " from general_comment g where g.id = $1", error, TD_TEXT (id))
                   : td_select (tx,
                                "select " COLUMNS " from general_comment g join general_comment_body b"
                                " on b.general_comment = g.id where b.symbol = $1",
                                error, TD_TEXT (symbol)),
        ret, error);
}

GPtrArray *td_general_load_list (TdTx *tx, GError **error)
{
    return generals_of (tx,
                        td_select (tx,
                                   "select " COLUMNS " from general_comment g"
                                   " order by case when g.adopted is null then 0 else 1 end, g.adopted desc,"
                                   " g.created desc, g.id",
                                   error),
                        error);
}

GPtrArray *td_general_load_closing (TdTx *tx, gint64 since, GError **error)
{
    return generals_of (tx,
                        td_select (tx,
                                   "select " COLUMNS " from general_comment g where g.id in"
                                   " (select general_comment from general_comment_stage where closes >= $1)"
                                   " order by g.created, g.id",
                                   error, TD_INT (since)),
                        error);
}

GPtrArray *td_general_load_of_stage (TdTx *tx, const char *stage, GError **error)
{
    return generals_of (tx,
                        td_select (tx,
                                   "select " COLUMNS " from general_comment g join general_comment_stage s"
                                   " on s.general_comment = g.id where s.id = $1",
                                   error, TD_TEXT (stage)),
                        error);
}

gboolean td_general_count (TdTx *tx, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from general_comment", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_count = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

/* ---- writing ---- */

static TdValue number_or_null (gint64 number)
{
    return number != 0 ? TD_INT (number) : TD_NULL ();
}

gboolean td_general_set_bodies (TdTx *tx, const TdGeneralComment *g, GError **error)
{
    if (!td_exec (tx, "delete from general_comment_body where general_comment = $1", error, TD_TEXT (g->id)))
        return FALSE;
    for (guint i = 0; i < g->bodies->len; i++) {
        const TdGeneralBody *b = g->bodies->pdata[i];
        if (!td_exec (tx,
                      "insert into general_comment_body (general_comment, n, body, number, symbol)"
                      " values ($1, $2, $3, $4, $5)",
                      error, TD_TEXT (g->id), TD_INT (i + 1), TD_TEXT (b->body), number_or_null (b->number),
                      TD_TEXT (b->symbol)))
            return FALSE;
    }
    return TRUE;
}

static gboolean insert_titles (TdTx *tx, const TdGeneralComment *g, GError **error)
{
    for (guint i = 0; i < g->titles->len; i++) {
        const TdGeneralTitle *t = g->titles->pdata[i];
        if (!td_exec (tx, "insert into general_comment_title (general_comment, language, title) values ($1, $2, $3)",
                      error, TD_TEXT (g->id), TD_TEXT (t->language), TD_TEXT (t->title)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_general_insert (TdTx *tx, const TdGeneralComment *g, const char *actor, GError **error)
{
    if (!td_exec (tx,
                  "insert into general_comment (id, theme, drafter, drafter_name, actor, created, secret)"
                  " values ($1, $2, $3, $4, $5, $6, $7)",
                  error, TD_TEXT (g->id), TD_TEXT (g->theme), TD_TEXT (g->drafter), TD_TEXT (g->drafter_name),
                  TD_TEXT (actor), TD_INT (g->created), TD_BYTES (g->secret, sizeof g->secret))
        || !insert_titles (tx, g, error) || !td_general_set_bodies (tx, g, error))
        return FALSE;
    for (guint i = 0; i < g->stages->len; i++)
        if (!td_general_stage_insert (tx, g->stages->pdata[i], actor, error))
            return FALSE;
    return TRUE;
}

gboolean td_general_set_adopted (TdTx *tx, const char *id, const char *document, const char *day, GError **error)
{
    return td_exec (tx, "update general_comment set document = $2, adopted = $3 where id = $1", error, TD_TEXT (id),
                    TD_TEXT (document), TD_TEXT (day));
}

gboolean td_general_stage_insert (TdTx *tx, const TdGeneralStage *s, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into general_comment_stage (id, general_comment, n, kind, zone, actor, created, changed)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $7)",
                    error, TD_TEXT (s->id), TD_TEXT (s->general_comment), TD_INT (s->n), TD_TEXT (s->kind),
                    TD_TEXT (s->zone), TD_TEXT (actor), TD_INT (s->created))
           && td_general_stage_update (tx, s, error);
}

gboolean td_general_stage_update (TdTx *tx, const TdGeneralStage *s, GError **error)
{
    return td_exec (tx,
                    "update general_comment_stage set opens_local = $2, opens = $3, closes_local = $4, closes = $5,"
                    " draft = $6, document = $7, call = $8, meeting = $9, note = $10, changed = $11 where id = $1",
                    error, TD_TEXT (s->id), TD_TEXT (s->opens_local), number_or_null (s->opens),
                    TD_TEXT (s->closes_local), number_or_null (s->closes), TD_TEXT (s->draft), TD_TEXT (s->document),
                    TD_TEXT (s->call), TD_TEXT (s->meeting), TD_TEXT (s->note), TD_INT (s->changed));
}

/* From the last on, since no two may have one place. */
gboolean td_general_stage_make_room (TdTx *tx, const char *general_comment, int n, GError **error)
{
    return td_exec (tx, "update general_comment_stage set n = -n where general_comment = $1 and n >= $2", error,
                    TD_TEXT (general_comment), TD_INT (n))
           && td_exec (tx, "update general_comment_stage set n = 1 - n where general_comment = $1 and n < 0", error,
                       TD_TEXT (general_comment));
}

gboolean td_general_move_insert (TdTx *tx, const TdGeneralStage *s, const TdGeneralMove *m, const char *actor,
                                 GError **error)
{
    return td_exec (tx,
                    "insert into general_comment_stage_move (stage, n, was_local, was, closes_local, closes, reason,"
                    " actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    error, TD_TEXT (s->id), TD_INT (s->moves->len + 1), TD_TEXT (m->was_local), TD_INT (m->was),
                    TD_TEXT (m->closes_local), TD_INT (m->closes), TD_TEXT (m->reason), TD_TEXT (actor),
                    TD_INT (m->at));
}
