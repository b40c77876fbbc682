#include "areas/spreading/spreading-sql.h"

#include "base/limits.h"

static const TdViewer everybody = TD_VIEWER_NOBODY;

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static void add_ids (TdQuery *query, const GPtrArray *ids)
{
    td_query_add (query, "(1 = 0");
    for (guint i = 0; i < ids->len; i++)
        td_query_add (query, " or o.id = $?", TD_TEXT (ids->pdata[i]));
    td_query_add (query, ")");
}

/* ---- organisations ---- */

static gboolean select_names (TdTx *tx, const GPtrArray *ids, gboolean shown, GPtrArray *spreaders, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select o.id, o.name from organisation o where ");
    add_ids (query, ids);
    if (shown)
        td_door_filter_organisations (query, &everybody);
    td_query_add (query, " order by o.name, o.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSpreader *s = g_new0 (TdSpreader, 1);
        s->id = g_strdup (td_rows_text (rows, 0));
        s->name = g_strdup (td_rows_text (rows, 1));
        g_ptr_array_add (spreaders, s);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_spreading_select_names (TdTx *tx, const GPtrArray *ids, GPtrArray *spreaders, GError **error)
{
    g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) td_spreader_free);

    if (!select_names (tx, ids, FALSE, spreaders, error) || !select_names (tx, ids, TRUE, shown, error))
        return FALSE;
    for (guint i = 0; i < spreaders->len; i++) {
        TdSpreader *s = spreaders->pdata[i];
        for (guint k = 0; k < shown->len; k++)
            s->shown |= g_str_equal (s->id, ((const TdSpreader *) shown->pdata[k])->id);
    }
    return TRUE;
}

gboolean td_spreading_move (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx,
                    "delete from summary where organisation = $1 and exists (select 1 from summary t where"
                    " t.organisation = $2 and t.document = summary.document and t.language = summary.language)",
                    error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "update summary set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into))
           && td_exec (tx, "update outreach set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into));
}

/* ---- summaries ---- */

static TdSummary *summary_of_row (TdRows *rows)
{
    TdSummary *s = g_new0 (TdSummary, 1);

    s->id = g_strdup (td_rows_text (rows, 0));
    s->document = g_strdup (td_rows_text (rows, 1));
    s->organisation = g_strdup (td_rows_text (rows, 2));
    s->name = g_strdup (td_rows_text (rows, 3));
    s->language = g_strdup (td_rows_text (rows, 4));
    s->text = g_strdup (td_rows_text (rows, 5));
    s->written = td_rows_int (rows, 6);
    s->off_reason = td_rows_null (rows, 7) ? NULL : g_strdup (td_rows_text (rows, 8));
    return s;
}

GPtrArray *td_summary_select (TdTx *tx, const char *document, const char *id, gboolean all, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_summary_free);
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (
        query, "select m.id, m.document, m.organisation, o.name, m.language, m.text, m.written, m.off,"
               " coalesce(m.off_reason, '') from summary m join organisation o on o.id = m.organisation where 1 = 1");
    if (document != NULL)
        td_query_add (query, " and m.document = $?", TD_TEXT (document));
    if (id != NULL)
        td_query_add (query, " and m.id = $?", TD_TEXT (id));
    if (!all) {
        td_query_add (query, " and m.off is null");
        td_door_filter_organisations (query, &everybody);
    }
    td_query_add (query, " order by m.language, o.name, m.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, summary_of_row (rows));
    return ended_well (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_summary_find (TdTx *tx, const TdSummaryEntry *e, char **ret_id, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id from summary where document = $1 and organisation = $2 and language = $3", error,
                   TD_TEXT (e->document), TD_TEXT (e->organisation), TD_TEXT (e->language));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_id = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_summary_put (TdTx *tx, const TdSummaryEntry *e, const char *id, gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into summary (id, document, organisation, language, text, written)"
                    " values ($1, $2, $3, $4, $5, $6) on conflict (id) do update set text = excluded.text,"
                    " written = excluded.written",
                    error, TD_TEXT (id), TD_TEXT (e->document), TD_TEXT (e->organisation), TD_TEXT (e->language),
                    TD_TEXT (e->text), TD_INT (now));
}

gboolean td_summary_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from summary where id = $1", error, TD_TEXT (id));
}

gboolean td_summary_take_off (TdTx *tx, const char *id, const char *reason, gint64 now, GError **error)
{
    return td_exec (tx, "update summary set off = $2, off_reason = $3 where id = $1", error, TD_TEXT (id), TD_INT (now),
                    TD_TEXT (reason));
}

/* ---- outreach ---- */

static TdOutreach *outreach_of_row (TdRows *rows)
{
    TdOutreach *o = g_new0 (TdOutreach, 1);

    o->id = g_strdup (td_rows_text (rows, 0));
    o->document = g_strdup (td_rows_text (rows, 1));
    o->symbol = g_strdup (td_rows_text (rows, 2));
    o->title = g_strdup (td_rows_text (rows, 3));
    o->organisation = g_strdup (td_rows_text (rows, 4));
    o->name = g_strdup (td_rows_text (rows, 5));
    o->day = g_strdup (td_rows_text (rows, 6));
    td_outreach_how_from_word (td_rows_text (rows, 7), &o->how);
    o->language = g_strdup (td_rows_text (rows, 8));
    o->country = g_strdup (td_rows_text (rows, 9));
    o->place = g_strdup (td_rows_text (rows, 10));
    o->people = (int) td_rows_int (rows, 11);
    o->words = g_strdup (td_rows_text (rows, 12));
    o->quiet = td_rows_int (rows, 13) != 0;
    o->off_reason = td_rows_null (rows, 14) ? NULL : g_strdup (td_rows_text (rows, 15));
    return o;
}

static void add_search (TdQuery *query, const TdOutreachSearch *s)
{
    if (s->id != NULL)
        td_query_add (query, " and n.id = $?", TD_TEXT (s->id));
    if (s->document != NULL)
        td_query_add (query, " and n.document = $?", TD_TEXT (s->document));
    if (s->country != NULL)
        td_query_add (query, " and n.country = $?", TD_TEXT (s->country));
    if (s->language != NULL)
        td_query_add (query, " and n.language = $?", TD_TEXT (s->language));
    if (s->organisations != NULL) {
        td_query_add (query, " and ");
        add_ids (query, s->organisations);
    }
    if (!s->with_off)
        td_query_add (query, " and n.off is null");
    if (s->shown) {
        td_query_add (query, " and n.quiet = 0");
        td_door_filter_organisations (query, &everybody);
    }
}

GPtrArray *td_outreach_select (TdTx *tx, const TdOutreachSearch *s, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_outreach_free);
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select n.id, n.document, d.symbol, coalesce(l.title, d.title), n.organisation, o.name, n.day, n.how,"
                  " n.language, n.country, n.place, n.people, n.words, n.quiet, n.off, coalesce(n.off_reason, '')"
                  " from outreach n join organisation o on o.id = n.organisation join document d on d.id = n.document"
                  " left join document_language l on l.document = d.id and l.leads = 1 where 1 = 1");
    add_search (query, s);
    td_query_add (query, " order by n.day desc, n.noted desc, n.id");
    if (s->most > 0)
        td_query_add (query, " limit $?", TD_INT (s->most));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, outreach_of_row (rows));
    return ended_well (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_outreach_insert (TdTx *tx, const TdOutreachEntry *e, const char *id, gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into outreach (id, document, organisation, day, how, language, country, place, people,"
                    " words, quiet, noted) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    error, TD_TEXT (id), TD_TEXT (e->document), TD_TEXT (e->organisation), TD_TEXT (e->day),
                    TD_TEXT (e->how), TD_TEXT (e->language), TD_TEXT (e->country), TD_TEXT (e->place),
                    TD_INT (e->people), TD_TEXT (e->words), TD_FLAG (e->quiet), TD_INT (now));
}

gboolean td_outreach_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from outreach where id = $1", error, TD_TEXT (id));
}

gboolean td_outreach_take_off (TdTx *tx, const char *id, const char *reason, gint64 now, GError **error)
{
    return td_exec (tx, "update outreach set off = $2, off_reason = $3 where id = $1", error, TD_TEXT (id),
                    TD_INT (now), TD_TEXT (reason));
}

static gboolean number_of (TdRows *take_rows, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_n = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_outreach_since (TdTx *tx, const char *organisation, gint64 since, gint64 *ret_n, GError **error)
{
    return number_of (td_select (tx, "select count(*) from outreach where organisation = $1 and noted > $2", error,
                                 TD_TEXT (organisation), TD_INT (since)),
                      ret_n, error);
}

gboolean td_outreach_count_quiet (TdTx *tx, const char *document, gint64 *ret_n, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select count(*) from outreach n where n.off is null");
    if (document != NULL)
        td_query_add (query, " and n.document = $?", TD_TEXT (document));
    td_query_add (query, " and (n.quiet = 1 or not exists (select 1 from organisation o where o.id = n.organisation");
    td_door_filter_organisations (query, &everybody);
    td_query_add (query, "))");
    return number_of (td_query_run (query, tx, error), ret_n, error);
}
