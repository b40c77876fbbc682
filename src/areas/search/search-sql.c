#include "areas/search/search-sql.h"

#include "areas/search/search-who-sql.h"
#include "areas/submissions/submission-seen.h"
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
    return ask->states[0] != NULL || ask->language != NULL || ask->article != 0 || ask->who != NULL
           || ask->name != NULL;
}

/* What can be found: an entry h of the index, or of those that speak of an article when nothing else is asked, with its row f of all that can
 * be found, and the submission s that it is of, if it is of one. */
static void add_source (TdQuery *query, const TdSearchLook *look, TdMatch match, int best)
{
    if (look->elements[0] != NULL)
        td_query_add_index (query, look->instance->store, index_for (look->viewer), look->elements, match, best);
    else
        td_query_add (query, "found_article");
    td_query_add (query, " h join found f on f.entry = h.entry left join submission s on s.id = f.submission");
}

/* That the viewer may read it, and that it is what was asked for. What stands below a heading was said, not the heading: an article alone finds none. */
static void add_conditions (TdQuery *query, const TdSearchLook *look)
{
    const TdSearchAsk *ask = look->ask;

    td_query_add (query, " where (f.submission is null or (s.id is not null");
    td_door_filter (query, look->viewer);
    td_query_add (query, "))");
    if (look->elements[0] == NULL)
        td_query_add (query, " and h.article = $? and f.heading = 0", TD_INT (ask->article));
    else if (ask->article != 0)
        td_query_add (query, " and exists (select 1 from found_article a where a.entry = h.entry and a.article = $?)",
                      TD_INT (ask->article));
    if (ask->states[0] != NULL) {
        td_query_add (query, " and f.state in (");
        td_search_add_texts (query, ask->states);
        td_query_add (query, ")");
    }
    if (ask->language != NULL)
        td_query_add (query, " and f.language = $?", TD_TEXT (ask->language));
    td_search_add_who (query, look->instance->profile, ask->who);
    td_search_add_name (query, look->viewer, look->names);
}

/* The index alone, without its paragraphs, tells how many there are when it is the public one, nothing else is asked
 * of them, and the index stands where the journal does: until a withheld report has left the index, its paragraphs must
 * not be counted. */
static gboolean index_is_enough (TdTx *tx, const TdSearchLook *look, gboolean *ret_enough, GError **error)
{
    *ret_enough = FALSE;
    return index_for (look->viewer) != TD_INDEX_PUBLIC || has_facets (look->ask) || look->elements[0] == NULL
           || td_journal_has_followed (tx, TD_SEARCH_SUBSCRIBER, ret_enough, error);
}

static gboolean count (TdTx *tx, const TdSearchLook *look, TdMatch match, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    gboolean enough;

    if (!index_is_enough (tx, look, &enough, error))
        return FALSE;
    td_query_add (query, "select count(*) from ");
    if (enough) {
        td_query_add_index (query, look->instance->store, index_for (look->viewer), look->elements, match, 0);
        td_query_add (query, " h");
    } else {
        add_source (query, look, match, 0);
        add_conditions (query, look);
    }
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

static TdSearchHit *hit_new (TdRows *rows)
{
    TdSearchHit *hit = g_new0 (TdSearchHit, 1);

    hit->state = g_strdup (td_rows_text (rows, 1));
    hit->title = g_strdup (td_rows_text (rows, 2));
    hit->n = (int) td_rows_int (rows, 3);
    hit->page = (int) td_rows_int (rows, 4);
    hit->language = g_strdup (td_rows_text (rows, 5));
    hit->text = g_strdup (td_rows_text (rows, 6));
    hit->search_key = td_rows_int (rows, 20);
    hit->articles = g_array_new (FALSE, FALSE, sizeof (int));
    return hit;
}

static void fill_document (TdSearchHit *hit, TdRows *rows)
{
    hit->document = g_strdup (td_rows_text (rows, 13));
    hit->symbol = g_strdup (td_rows_text (rows, 14));
    hit->anchor = g_strdup (td_rows_text (rows, 15));
    hit->type = g_strdup (td_rows_text (rows, 16));
    hit->body = g_strdup (td_rows_text (rows, 17));
}

static void fill_submission (TdSearchHit *hit, TdRows *rows, const TdViewer *viewer)
{
    TdThing thing = { .state = hit->state };

    hit->submission = g_strdup (td_rows_text (rows, 0));
    hit->by_state = g_strdup (td_rows_text (rows, 12));
    thing.relations = td_door_relations (viewer, td_rows_text (rows, 10), td_rows_text (rows, 11), FALSE)
                      | td_door_state_relations (viewer, hit->by_state);
    /* A word that is none leaves the careful zero: a draft, for the Committee alone. */
    td_status_from_word (td_rows_text (rows, 8), &thing.status);
    td_visibility_from_word (td_rows_text (rows, 9), &thing.visibility);
    if (td_door_may (viewer, TD_ACT_SUBMISSION_NAME, &thing, NULL))
        hit->organisation = g_strdup (td_rows_text (rows, 7));
    hit->noted = td_door_reading_is_noted (viewer, &thing);
}

static TdSearchHit *hit_from_row (TdRows *rows, const TdViewer *viewer)
{
    TdSearchHit *hit = hit_new (rows);

    hit->kind = g_strdup (td_rows_text (rows, 18));
    hit->path = g_strdup (td_rows_text (rows, 19));
    if (hit->kind != NULL)
        return hit;
    if (td_rows_null (rows, 0))
        fill_document (hit, rows);
    else
        fill_submission (hit, rows, viewer);
    return hit;
}

/* The articles of all hits, in one query. */
static gboolean load_articles (TdTx *tx, const GPtrArray *hits, GError **error)
{
    g_autoptr (GHashTable) by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    if (hits->len == 0)
        return TRUE;
    td_query_add (query, "select a.entry, a.article from found_article a where a.entry in (");
    for (guint i = 0; i < hits->len; i++) {
        TdSearchHit *hit = hits->pdata[i];
        g_hash_table_insert (by_key, &hit->search_key, hit);
        if (i == 0)
            td_query_add (query, "$?", TD_INT (hit->search_key));
        else
            td_query_add (query, ", $?", TD_INT (hit->search_key));
    }
    td_query_add (query, ") order by a.entry, a.article");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gint64 key = td_rows_int (rows, 0);
        int article = (int) td_rows_int (rows, 1);
        g_array_append_val (((TdSearchHit *) g_hash_table_lookup (by_key, &key))->articles, article);
    }
    return end_of_rows (g_steal_pointer (&problem), error);
}

gboolean td_search_select (TdTx *tx, const TdSearchLook *look, TdMatch match, gint64 *ret_total, GPtrArray *hits,
                           GError **error)
{
    const TdSearchAsk *ask = look->ask;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;
    /* The public index holds only what the public reads, so without facets its own best are the best. */
    int best = index_for (look->viewer) == TD_INDEX_PUBLIC && !has_facets (ask) ? ask->offset + ask->limit : 0;

    if (!count (tx, look, match, ret_total, error))
        return FALSE;
    td_query_add (query,
                  "select p.submission, coalesce(s.state, d.state, t.state),"
                  " coalesce(s.public_title, s.title, l.title, d.title), coalesce(p.n, q.n, t.number),"
                  " coalesce(p.page, q.page, 0), coalesce(p.language, q.language, t.language),"
                  " coalesce(p.public_text, p.text, q.text, t.text), coalesce(s.public_sender_name, s.sender_name),"
                  " s.status, " TD_SEEN_VISIBILITY ", s.person, s.organisation, s.by_state, d.id, d.symbol, q.anchor,"
                  " d.type, d.body, t.kind, t.path, h.entry from (");
    if (look->elements[0] != NULL)
        td_query_add (query, "select h.entry, h.score as place from ");
    else
        td_query_add (query, "select h.entry, f.at as place from ");
    add_source (query, look, match, best);
    add_conditions (query, look);
    /* The rest is read of those alone that are shown. */
    td_query_add (query,
                  " order by place desc, h.entry limit $? offset $?) h"
                  " left join paragraph p on p.search_key = h.entry left join submission s on s.id = p.submission"
                  " left join document_paragraph q on q.search_key = h.entry left join document d on d.id = q.document"
                  " left join document_language l on l.document = q.document and l.language = q.language"
                  " left join public_text t on t.search_key = h.entry order by h.place desc, h.entry",
                  TD_INT (ask->limit), TD_INT (ask->offset));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (hits, hit_from_row (rows, look->viewer));
    g_clear_pointer (&rows, td_rows_free);
    if (!end_of_rows (g_steal_pointer (&problem), error))
        return FALSE;
    return load_articles (tx, hits, error);
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

/* Rows of key, language and text as entries; read to the end before anything is written: rows must not be open while their transaction
 * writes. Takes rows. */
static GArray *entries_of (TdRows *take_rows, gboolean with_tokens, GError **error)
{
    g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
    g_autoptr (TdRows) rows = take_rows;
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

static GArray *entries_of_submission (TdTx *tx, const char *submission, gboolean with_tokens, GError **error)
{
    return entries_of (td_select (tx,
                                  "select search_key, language, coalesce(public_text, text) from paragraph"
                                  " where submission = $1 order by n",
                                  error, TD_TEXT (submission)),
                       with_tokens, error);
}

static gboolean put_all (TdTx *tx, TdIndex index, const GArray *entries, GError **error)
{
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index (entries, Entry, i);
        if (!td_index_put (tx, index, entry->key, entry->tokens, error))
            return FALSE;
    }
    return TRUE;
}

/* Anew, since its State, its languages or its articles may have changed. */
static gboolean put_found_of_submission (TdTx *tx, const char *submission, GError **error)
{
    return td_exec (tx, "delete from found where submission = $1", error, TD_TEXT (submission))
           && td_exec (tx,
                       "insert into found (entry, submission, language, state, heading, at)"
                       " select p.search_key, p.submission, p.language, s.state,"
                       " case when p.kind = 'heading' then 1 else 0 end, coalesce(s.received, s.created)"
                       " from paragraph p join submission s on s.id = p.submission where s.id = $1",
                       error, TD_TEXT (submission))
           && td_exec (tx,
                       "insert into found_article (entry, article) select p.search_key, a.article"
                       " from paragraph_article a join paragraph p on p.submission = a.submission and p.n = a.n"
                       " where a.submission = $1 and a.confidence >= 500",
                       error, TD_TEXT (submission));
}

static gboolean put_found_of_document (TdTx *tx, const char *document, GError **error)
{
    return td_exec (tx, "delete from found where document = $1", error, TD_TEXT (document))
           && td_exec (tx,
                       "insert into found (entry, document, language, state, source, heading, at)"
                       " select q.search_key, q.document, q.language, d.state, d.source,"
                       " case when q.kind = 'heading' then 1 else 0 end, l.added from document_paragraph q"
                       " join document d on d.id = q.document"
                       " join document_language l on l.document = q.document and l.language = q.language"
                       " where d.id = $1",
                       error, TD_TEXT (document))
           && td_exec (tx,
                       "insert into found_article (entry, article) select q.search_key, a.article"
                       " from document_paragraph_article a join document_paragraph q on q.document = a.document"
                       " and q.language = a.language and q.n = a.n where a.document = $1 and a.confidence >= 500",
                       error, TD_TEXT (document));
}

gboolean td_search_index_all (TdTx *tx, TdIndex index, const char *submission, GError **error)
{
    g_autoptr (GArray) entries = entries_of_submission (tx, submission, TRUE, error);

    return entries != NULL && put_all (tx, index, entries, error) && put_found_of_submission (tx, submission, error);
}

gboolean td_search_index_document (TdTx *tx, const char *document, GError **error)
{
    g_autoptr (GArray) entries = entries_of (td_select (tx,
                                                        "select search_key, language, text from document_paragraph"
                                                        " where document = $1 order by language, n",
                                                        error, TD_TEXT (document)),
                                             TRUE, error);

    return entries != NULL && put_all (tx, TD_INDEX_PUBLIC, entries, error)
           && put_all (tx, TD_INDEX_RESTRICTED, entries, error) && put_found_of_document (tx, document, error);
}

gboolean td_search_unindex_all (TdTx *tx, TdIndex index, const char *submission, GError **error)
{
    g_autoptr (GArray) entries = entries_of_submission (tx, submission, FALSE, error);

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
