#include "areas/search/search-sql.h"

#include "journal/journal.h"
#include "text/analyzer.h"

/* A problem met while reading rows goes up; none is a good end. */
static gboolean end_of_rows (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static TdIndex index_for (const TdViewer *viewer)
{
    return td_door_viewer_may (viewer, TD_ACT_SUBMISSION_LIST) ? TD_INDEX_RESTRICTED : TD_INDEX_PUBLIC;
}

static gboolean has_facets (const TdSearchAsk *ask)
{
    return ask->state != NULL || ask->language != NULL || ask->article != 0;
}

static void add_conditions (TdQuery *query, const TdViewer *viewer, const TdSearchAsk *ask)
{
    td_query_add (query, " where 1 = 1");
    td_door_filter (query, viewer);
    if (ask->state != NULL)
        td_query_add (query, " and s.state = $?", TD_TEXT (ask->state));
    if (ask->language != NULL)
        td_query_add (query, " and p.language = $?", TD_TEXT (ask->language));
    if (ask->article != 0)
        td_query_add (query,
                      " and exists (select 1 from paragraph_article a where a.submission = p.submission and a.n = p.n"
                      " and a.article = $? and a.confidence >= 500)",
                      TD_INT (ask->article));
}

/* Where hits come from: the index for words, all paragraphs that may be read when only facets are asked. */
static void add_source (TdQuery *query, TdInstance *instance, TdIndex index, const char *const *elements, TdMatch match,
                        int best)
{
    if (elements[0] == NULL) {
        td_query_add (query, "paragraph p join submission s on s.id = p.submission");
        return;
    }
    td_query_add_index (query, instance->store, index, elements, match, best);
    td_query_add (query, " h join paragraph p on p.search_key = h.entry join submission s on s.id = p.submission");
}

/* The index alone, without its paragraphs, tells how many there are when it is the public one, nothing else is asked
 * of them, and the index stands where the journal does: until a withheld report has left the index, its paragraphs must
 * not be counted. */
static gboolean index_is_enough (TdTx *tx, TdIndex index, const TdSearchAsk *ask, const char *const *elements,
                                 gboolean *ret_enough, GError **error)
{
    *ret_enough = FALSE;
    return index != TD_INDEX_PUBLIC || has_facets (ask) || elements[0] == NULL
           || td_journal_has_followed (tx, TD_SEARCH_SUBSCRIBER, ret_enough, error);
}

static gboolean count (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdSearchAsk *ask,
                       const char *const *elements, TdMatch match, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    TdIndex index = index_for (viewer);
    gboolean enough;

    if (!index_is_enough (tx, index, ask, elements, &enough, error))
        return FALSE;
    td_query_add (query, "select count(*) from ");
    if (enough) {
        td_query_add_index (query, instance->store, index, elements, match, 0);
        td_query_add (query, " h");
    } else {
        add_source (query, instance, index, elements, match, 0);
        add_conditions (query, viewer, ask);
    }
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

static TdSearchHit *hit_from_row (TdRows *rows, const TdViewer *viewer)
{
    TdSearchHit *hit = g_new0 (TdSearchHit, 1);
    TdThing thing = { .state = td_rows_text (rows, 1) };

    hit->submission = g_strdup (td_rows_text (rows, 0));
    hit->state = g_strdup (thing.state);
    hit->title = g_strdup (td_rows_text (rows, 2));
    hit->n = (int) td_rows_int (rows, 3);
    hit->page = (int) td_rows_int (rows, 4);
    hit->language = g_strdup (td_rows_text (rows, 5));
    hit->text = g_strdup (td_rows_text (rows, 6));
    hit->articles = g_array_new (FALSE, FALSE, sizeof (int));
    hit->by_state = g_strdup (td_rows_text (rows, 12));
    thing.relations = td_door_relations (viewer, td_rows_text (rows, 10), td_rows_text (rows, 11), FALSE)
                      | td_door_state_relations (viewer, hit->by_state);
    /* A word that is none leaves the careful zero: a draft, for the Committee alone. */
    td_status_from_word (td_rows_text (rows, 8), &thing.status);
    td_visibility_from_word (td_rows_text (rows, 9), &thing.visibility);
    if (td_door_may (viewer, TD_ACT_SUBMISSION_NAME, &thing, NULL))
        hit->organisation = g_strdup (td_rows_text (rows, 7));
    return hit;
}

static gboolean load_articles (TdTx *tx, TdSearchHit *hit, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select article from paragraph_article where submission = $1 and n = $2"
                                         " and confidence >= 500 order by article",
                                         error, TD_TEXT (hit->submission), TD_INT (hit->n));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        int article = (int) td_rows_int (rows, 0);
        g_array_append_val (hit->articles, article);
    }
    return end_of_rows (g_steal_pointer (&problem), error);
}

gboolean td_search_select (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdSearchAsk *ask,
                           const char *const *elements, TdMatch match, gint64 *ret_total, GPtrArray *hits,
                           GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;
    TdIndex index = index_for (viewer);
    /* The public index holds only what the public reads, so without facets its own best are the best. */
    int best = index == TD_INDEX_PUBLIC && !has_facets (ask) ? ask->offset + ask->limit : 0;

    if (!count (tx, instance, viewer, ask, elements, match, ret_total, error))
        return FALSE;
    td_query_add (query, "select p.submission, s.state, coalesce(s.public_title, s.title), p.n, p.page, p.language,"
                         " coalesce(p.public_text, p.text), coalesce(s.public_sender_name, s.sender_name), s.status,"
                         " s.visibility, s.person, s.organisation, s.by_state from ");
    add_source (query, instance, index, elements, match, best);
    add_conditions (query, viewer, ask);
    if (elements[0] != NULL)
        td_query_add (query, " order by h.score desc, h.entry");
    else
        td_query_add (query, " order by s.received desc, s.id, p.n");
    td_query_add (query, " limit $? offset $?", TD_INT (ask->limit), TD_INT (ask->offset));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (hits, hit_from_row (rows, viewer));
    g_clear_pointer (&rows, td_rows_free);
    if (!end_of_rows (g_steal_pointer (&problem), error))
        return FALSE;
    for (guint i = 0; i < hits->len; i++)
        if (!load_articles (tx, hits->pdata[i], error))
            return FALSE;
    return TRUE;
}

/* ---- indexing ---- */

typedef struct {
    gint64 key;
    char *tokens;
} Entry;

static void entry_clear (gpointer data)
{
    g_free (((Entry *) data)->tokens);
}

/* Read to the end before anything is written: rows must not be open while their transaction writes. */
static GArray *entries_of (TdTx *tx, const char *submission, gboolean with_tokens, GError **error)
{
    g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select search_key, language, coalesce(public_text, text) from paragraph where submission = $1"
                   " order by n",
                   error, TD_TEXT (submission));
    g_autoptr (GError) problem = NULL;

    g_array_set_clear_func (entries, entry_clear);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        Entry entry = { .key = td_rows_int (rows, 0) };
        if (with_tokens) {
            g_autoptr (TdTokens) tokens = td_analyze (td_rows_text (rows, 2), -1, td_rows_text (rows, 1));
            entry.tokens = td_tokens_join (tokens);
        }
        g_array_append_val (entries, entry);
    }
    return end_of_rows (g_steal_pointer (&problem), error) ? g_steal_pointer (&entries) : NULL;
}

gboolean td_search_index_all (TdTx *tx, TdIndex index, const char *submission, GError **error)
{
    g_autoptr (GArray) entries = entries_of (tx, submission, TRUE, error);

    if (entries == NULL)
        return FALSE;
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index (entries, Entry, i);
        if (!td_index_put (tx, index, entry->key, entry->tokens, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_search_unindex_all (TdTx *tx, TdIndex index, const char *submission, GError **error)
{
    g_autoptr (GArray) entries = entries_of (tx, submission, FALSE, error);

    if (entries == NULL)
        return FALSE;
    for (guint i = 0; i < entries->len; i++)
        if (!td_index_remove (tx, index, g_array_index (entries, Entry, i).key, error))
            return FALSE;
    return TRUE;
}

gboolean td_search_is_public (TdTx *tx, const char *submission, gboolean *ret_public, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select count(*) from submission s where s.id = $?", TD_TEXT (submission));
    td_door_filter (query, &nobody);
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_public = td_rows_int (rows, 0) > 0;
    return TRUE;
}
