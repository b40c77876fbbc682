#include "areas/follow_up/recommendation-sql.h"

#include "base/limits.h"

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static TdSaidBy said_by (const char *word)
{
    for (int by = TD_SAID_BY_RULE; by <= TD_SAID_BY_SECRETARIAT; by++)
        if (g_strcmp0 (word, td_said_by_word ((TdSaidBy) by)) == 0)
            return (TdSaidBy) by;
    return TD_SAID_BY_RULE;
}

static TdStanding standing_of (const char *word)
{
    for (int i = TD_STANDING_LISTED; i <= TD_STANDING_GONE; i++)
        if (g_strcmp0 (word, td_standing_word ((TdStanding) i)) == 0)
            return (TdStanding) i;
    return TD_STANDING_NONE;
}

/* ---- reading ---- */

static TdRecommendation *from_row (TdRows *rows)
{
    TdRecommendation *r = g_new0 (TdRecommendation, 1);

    r->id = g_strdup (td_rows_text (rows, 0));
    r->document = g_strdup (td_rows_text (rows, 1));
    r->symbol = g_strdup (td_rows_text (rows, 2));
    r->state = g_strdup (td_rows_text (rows, 3));
    r->cycle = (int) td_rows_int (rows, 4);
    r->anchor = g_strdup (td_rows_text (rows, 5));
    r->item = g_strdup (td_rows_text (rows, 6));
    r->n = (int) td_rows_int (rows, 7);
    r->number = g_strdup (td_rows_text (rows, 8));
    r->heading = g_strdup (td_rows_text (rows, 9));
    r->lead = g_strdup (td_rows_text (rows, 10));
    r->text = g_strdup (td_rows_text (rows, 11));
    r->language = g_strdup (td_rows_text (rows, 12));
    r->day = g_strdup (td_rows_text (rows, 13));
    r->standing = standing_of (td_rows_text (rows, 14));
    r->by = said_by (td_rows_text (rows, 15));
    r->theme = g_strdup (td_rows_text (rows, 16));
    r->theme_by = said_by (td_rows_text (rows, 17));
    r->articles_by = said_by (td_rows_text (rows, 18));
    r->priority = td_rows_int (rows, 19) != 0;
    r->priority_by = said_by (td_rows_text (rows, 20));
    r->due = g_strdup (td_rows_text (rows, 21));
    r->due_by = said_by (td_rows_text (rows, 22));
    r->noted = g_strdup (td_rows_text (rows, 23));
    r->changed = td_rows_int (rows, 24);
    r->grade = g_strdup (td_rows_text (rows, 25));
    r->assessed = td_rows_int (rows, 26);
    r->steps = (int) td_rows_int (rows, 27);
    r->months = (int) td_rows_int (rows, 28);
    r->articles = g_array_new (FALSE, FALSE, sizeof (int));
    r->reports = -1;
    return r;
}

static void add_filter (TdQuery *query, const TdRecommendationFilter *filter, const char *id)
{
    if (id != NULL)
        td_query_add (query, " and r.id = $?", TD_TEXT (id));
    if (filter->state != NULL)
        td_query_add (query, " and r.state = $?", TD_TEXT (filter->state));
    if (filter->document != NULL)
        td_query_add (query, " and r.document = $?", TD_TEXT (filter->document));
    if (filter->cycle != 0)
        td_query_add (query, " and r.cycle = $?", TD_INT (filter->cycle));
    if (filter->article != 0)
        td_query_add (query,
                      " and exists (select 1 from recommendation_article f where f.recommendation = r.id"
                      " and f.article = $?)",
                      TD_INT (filter->article));
    if (filter->theme != NULL)
        td_query_add (query, " and r.theme = $?", TD_TEXT (filter->theme));
    if (filter->priority)
        td_query_add (query, " and r.priority = 1");
    if (!filter->all)
        td_query_add (query, " and r.standing in ('listed', 'gone')");
}

static gboolean add_articles (TdTx *tx, const TdRecommendationFilter *filter, const char *id, GPtrArray *list,
                              GError **error)
{
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    GError *problem = NULL;

    for (guint i = 0; i < list->len; i++)
        g_hash_table_insert (by_id, ((TdRecommendation *) list->pdata[i])->id, list->pdata[i]);
    td_query_add (query, "select x.recommendation, x.article from recommendation_article x"
                         " join recommendation r on r.id = x.recommendation where 1 = 1");
    add_filter (query, filter, id);
    td_query_add (query, " order by x.recommendation, x.article");
    rows = td_query_run (query, tx, error);
    while (rows != NULL && td_rows_next (rows, &problem)) {
        TdRecommendation *r = g_hash_table_lookup (by_id, td_rows_text (rows, 0));
        int article = (int) td_rows_int (rows, 1);
        if (r != NULL)
            g_array_append_val (r->articles, article);
    }
    return rows != NULL && ended (problem, error);
}

/* Of the newest released assessment. */
#define OF_NEWEST                                                                                                      \
    " from recommendation_assessment a where a.recommendation = r.id and a.released is not null"                       \
    " order by a.version desc limit 1)"
#define GRADE    "(select a.grade" OF_NEWEST
#define ASSESSED "(select a.released" OF_NEWEST
#define STEPS    "(select count(distinct s.step) from recommendation_step s where s.recommendation = r.id)"
#define COLUMNS                                                                                                        \
    "r.id, r.document, d.symbol, r.state, r.cycle, r.anchor, r.item, r.n, r.number, r.heading, r.lead, r.text,"        \
    " r.language, r.day, r.standing, r.made_by, r.theme, r.theme_by, r.articles_by, r.priority, r.priority_by, r.due," \
    " r.due_by, r.noted, r.changed, " GRADE ", " ASSESSED ", " STEPS ", r.months"

GPtrArray *td_recommendation_select (TdTx *tx, const TdRecommendationFilter *filter, const char *id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_recommendation_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    GError *problem = NULL;

    td_query_add (query, "select " COLUMNS " from recommendation r join document d on d.id = r.document where 1 = 1");
    add_filter (query, filter, id);
    if (g_strcmp0 (filter->grade, "none") == 0)
        td_query_add (query, " and not exists (select 1 from recommendation_assessment b where b.recommendation = r.id"
                             " and b.released is not null)");
    else if (filter->grade != NULL)
        td_query_add (query, " and " GRADE " = $?", TD_TEXT (filter->grade));
    td_query_add (query,
                  " order by r.day desc nulls last, d.symbol desc nulls last, r.document, r.n, r.item, r.id"
                  " limit $?",
                  TD_INT (TD_LIMIT_RECOMMENDATIONS));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    return ended (problem, error) && add_articles (tx, filter, id, list, error) ? g_steal_pointer (&list) : NULL;
}

/* ---- writing ---- */

static gboolean set_articles (TdTx *tx, const TdRecommendation *r, GError **error)
{
    if (!td_exec (tx, "delete from recommendation_article where recommendation = $1", error, TD_TEXT (r->id)))
        return FALSE;
    for (guint i = 0; i < r->articles->len; i++)
        if (!td_exec (tx,
                      "insert into recommendation_article (recommendation, article) values ($1, $2)"
                      " on conflict (recommendation, article) do nothing",
                      error, TD_TEXT (r->id), TD_INT (g_array_index (r->articles, int, i))))
            return FALSE;
    return TRUE;
}

gboolean td_recommendation_insert (TdTx *tx, const TdRecommendation *r, gint64 now, GError **error)
{
    return td_exec (
               tx,
               "insert into recommendation (id, document, anchor, item, n, state, cycle, text, language, standing,"
               " made_by, theme_by, articles_by, priority, priority_by, months, due_by, created, changed)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'rule', 'rule', 0, 'rule', 0, 'rule', $12, $12)",
               error, TD_TEXT (r->id), TD_TEXT (r->document), TD_TEXT (r->anchor), TD_TEXT (r->item), TD_INT (r->n),
               TD_TEXT (r->state), TD_INT (r->cycle), TD_TEXT (r->text), TD_TEXT (r->language),
               TD_TEXT (td_standing_word (r->standing)), TD_TEXT (td_said_by_word (r->by)), TD_INT (now))
           && td_recommendation_update (tx, r, now, error);
}

gboolean td_recommendation_update (TdTx *tx, const TdRecommendation *r, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update recommendation set anchor = $2, item = $3, n = $4, state = $5, cycle = $6, number = $7,"
                    " heading = $8, lead = $9, text = $10, language = $11, standing = $12, made_by = $13, theme = $14,"
                    " theme_by = $15, articles_by = $16, priority = $17, priority_by = $18, due = $19, due_by = $20,"
                    " noted = $21, changed = $22, day = $23, months = $24 where id = $1",
                    error, TD_TEXT (r->id), TD_TEXT (r->anchor), TD_TEXT (r->item), TD_INT (r->n), TD_TEXT (r->state),
                    TD_INT (r->cycle), TD_TEXT (r->number), TD_TEXT (r->heading), TD_TEXT (r->lead), TD_TEXT (r->text),
                    TD_TEXT (r->language), TD_TEXT (td_standing_word (r->standing)), TD_TEXT (td_said_by_word (r->by)),
                    TD_TEXT (r->theme), TD_TEXT (td_said_by_word (r->theme_by)),
                    TD_TEXT (td_said_by_word (r->articles_by)), TD_FLAG (r->priority),
                    TD_TEXT (td_said_by_word (r->priority_by)), TD_TEXT (r->due), TD_TEXT (td_said_by_word (r->due_by)),
                    TD_TEXT (r->noted), TD_INT (now), TD_TEXT (r->day), TD_INT (r->months))
           && set_articles (tx, r, error);
}

gboolean td_recommendation_unhook (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "update recommendation set anchor = 'was ' || id where id = $1", error, TD_TEXT (id));
}

gboolean td_recommendation_source_same (TdTx *tx, const char *document, const char *language, gint64 added,
                                        gboolean *ret_same, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select 1 from recommendation_source where document = $1 and language = $2 and added = $3",
                   error, TD_TEXT (document), TD_TEXT (language), TD_INT (added));
    GError *problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_same = td_rows_next (rows, &problem);
    return ended (problem, error);
}

gboolean td_recommendation_source_set (TdTx *tx, const char *document, const char *language, gint64 added, gint64 now,
                                       GError **error)
{
    return td_exec (tx,
                    "insert into recommendation_source (document, language, added, at) values ($1, $2, $3, $4)"
                    " on conflict (document) do update set language = excluded.language, added = excluded.added,"
                    " at = excluded.at",
                    error, TD_TEXT (document), TD_TEXT (language), TD_INT (added), TD_INT (now));
}

gboolean td_recommendation_noted_correction (TdTx *tx, const char *id, const char *said, const char *value,
                                             const char *actor, gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into recommendation_correction (recommendation, at, said, value, actor)"
                    " values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (id), TD_INT (now), TD_TEXT (said), TD_TEXT (value), TD_TEXT (actor));
}

GPtrArray *td_recommendation_select_corrections (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_said_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select said, value, actor, at from recommendation_correction"
                                         " where recommendation = $1 order by at desc, said, value limit 200",
                                         error, TD_TEXT (id));
    GError *problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdSaid *said = g_new0 (TdSaid, 1);
        said->said = g_strdup (td_rows_text (rows, 0));
        said->value = g_strdup (td_rows_text (rows, 1));
        said->actor = g_strdup (td_rows_text (rows, 2));
        said->at = td_rows_int (rows, 3);
        g_ptr_array_add (list, said);
    }
    return ended (problem, error) ? g_steal_pointer (&list) : NULL;
}
