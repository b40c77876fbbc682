#include "areas/translation/translation-sql.h"

#include "base/id.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static gboolean one_number (TdRows *take_rows, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

/* ---- translations ---- */

void td_translation_free (TdTranslation *t)
{
    if (t == NULL)
        return;
    g_free (t->id);
    g_free (t->thing);
    g_free (t->source);
    g_free (t->language);
    g_free (t->title);
    g_free (t->organisation);
    g_free (t->person);
    g_free (t->reason);
    g_free (t->header);
    g_free (t);
}

#define COLUMNS                                                                                                        \
    "p.id, p.kind, p.thing, p.source, p.language, p.title, p.organisation, p.person, p.created, p.changed, p.shown, "  \
    "p.off, p.reason, p.header, p.secret"

static TdTranslation *from_row (TdRows *rows)
{
    TdTranslation *t = g_new0 (TdTranslation, 1);
    gsize size = 0;
    const void *secret = td_rows_bytes (rows, 14, &size);

    t->id = g_strdup (td_rows_text (rows, 0));
    t->kind = g_strcmp0 (td_rows_text (rows, 1), "catalogue") == 0 ? TD_PROJECT_CATALOGUE : TD_PROJECT_DOCUMENT;
    t->thing = g_strdup (td_rows_text (rows, 2));
    t->source = g_strdup (td_rows_text (rows, 3));
    t->language = g_strdup (td_rows_text (rows, 4));
    t->title = g_strdup (td_rows_text (rows, 5));
    t->organisation = g_strdup (td_rows_text (rows, 6));
    t->person = g_strdup (td_rows_text (rows, 7));
    t->created = td_rows_int (rows, 8);
    t->changed = td_rows_int (rows, 9);
    t->shown = td_rows_int (rows, 10);
    t->off = td_rows_int (rows, 11);
    t->reason = g_strdup (td_rows_text (rows, 12));
    t->header = g_strdup (td_rows_text (rows, 13));
    if (size == sizeof t->secret)
        memcpy (t->secret, secret, size);
    return t;
}

static gboolean load_counts (TdTx *tx, TdTranslation *t, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select state, count(*) from translation_segment where project = $1 group by state", error,
                   TD_TEXT (t->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSegmentState state = TD_SEGMENT_EMPTY;
        td_segment_state_from_word (td_rows_text (rows, 0), &state);
        t->n[state] = td_rows_int (rows, 1);
    }
    return ended_well (error, &problem);
}

gboolean td_translation_insert (TdTx *tx, const TdTranslation *t, GError **error)
{
    return td_exec (tx,
                    "insert into translation_project (id, kind, thing, source, language, title, organisation, person,"
                    " created, changed, header, secret) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)",
                    error, TD_TEXT (t->id), TD_TEXT (td_project_kind_word (t->kind)), TD_TEXT (t->thing),
                    TD_TEXT (t->source), TD_TEXT (t->language), TD_TEXT (t->title), TD_TEXT (t->organisation),
                    TD_TEXT (t->person), TD_INT (t->created), TD_TEXT (t->header),
                    TD_BYTES (t->secret, sizeof t->secret));
}

gboolean td_translation_load (TdTx *tx, const char *id, TdTranslation **ret, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from translation_project p where p.id = $1", error, TD_TEXT (id));
    g_autoptr (TdTranslation) t = NULL;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        t = from_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (t != NULL && !load_counts (tx, t, error)))
        return FALSE;
    *ret = g_steal_pointer (&t);
    return TRUE;
}

gboolean td_translation_find (TdTx *tx, TdProjectKind kind, const char *thing, const char *language, char **ret_id,
                              GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id from translation_project where kind = $1 and thing = $2"
                   " and language = $3 and off is null",
                   error, TD_TEXT (td_project_kind_word (kind)), TD_TEXT (thing), TD_TEXT (language));
    g_autoptr (GError) problem = NULL;

    *ret_id = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_id = g_strdup (td_rows_text (rows, 0));
    return ended_well (error, &problem);
}

static void add_conditions (TdQuery *query, const TdTranslationFilter *filter)
{
    td_query_add (query, " from translation_project p where p.off is null");
    if (filter->language != NULL)
        td_query_add (query, " and p.language = $?", TD_TEXT (filter->language));
    if (filter->thing != NULL)
        td_query_add (query, " and p.thing = $?", TD_TEXT (filter->thing));
    if (filter->organisation != NULL)
        td_query_add (query, " and p.organisation = $?", TD_TEXT (filter->organisation));
    if (filter->review_for != NULL)
        td_query_add (query,
                      " and exists (select 1 from translation_segment s where s.project = p.id"
                      " and s.state = 'translated' and s.actor <> $?)",
                      TD_TEXT (filter->review_for));
}

GPtrArray *td_translation_select (TdTx *tx, const TdTranslationFilter *filter, gint64 *ret_total, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_translation_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdQuery) count = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS);
    add_conditions (query, filter);
    td_query_add (query, " order by p.changed desc, p.id");
    if (filter->most > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (filter->most), TD_INT (filter->from));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    td_query_add (count, "select count(*)");
    add_conditions (count, filter);
    if (ret_total != NULL && !one_number (td_query_run (count, tx, error), ret_total, error))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_counts (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

gboolean td_translation_count_since (TdTx *tx, const char *person, gint64 since, gint64 *ret_n, GError **error)
{
    return one_number (td_select (tx, "select count(*) from translation_project where person = $1 and created >= $2",
                                  error, TD_TEXT (person), TD_INT (since)),
                       ret_n, error);
}

gboolean td_translation_touch (TdTx *tx, const char *id, gint64 at, GError **error)
{
    return td_exec (tx, "update translation_project set changed = $2 where id = $1", error, TD_TEXT (id), TD_INT (at));
}

gboolean td_translation_set_shown (TdTx *tx, const char *id, gint64 at, GError **error)
{
    return td_exec (tx, "update translation_project set shown = $2 where id = $1", error, TD_TEXT (id), TD_INT (at));
}

gboolean td_translation_set_off (TdTx *tx, const char *id, gint64 at, const char *reason, GError **error)
{
    return td_exec (tx, "update translation_project set off = $2, reason = $3, shown = null where id = $1", error,
                    TD_TEXT (id), TD_INT (at), TD_TEXT (reason));
}

gboolean td_translation_give (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx, "update translation_project set organisation = $2 where organisation = $1", error,
                    TD_TEXT (from), TD_TEXT (into));
}
