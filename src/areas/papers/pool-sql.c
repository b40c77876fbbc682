#include "areas/papers/pool-sql.h"

void td_pool_source_free (TdPoolSource *source)
{
    g_free (source->id);
    g_free (source->purpose);
    g_free (source->state);
    g_free (source->title);
    g_free (source->name);
    g_ptr_array_unref (source->says);
    g_free (source);
}

/* Rows read to their end, or a problem. */
static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

enum {
    S_ID,
    S_STATUS,
    S_VISIBILITY,
    S_STATE,
    S_PURPOSE,
    S_PERSON,
    S_ORGANISATION,
    S_NAME,
    S_TITLE,
    S_PUBLIC_NAME,
    S_PUBLIC_TITLE,
    S_MASKED,
    S_RECEIVED,
    S_CYCLE,
};

/* Whose words: the registered organisation's, else the account's, else of who gave this name. */
static char *who (TdRows *rows)
{
    g_autofree char *folded = NULL;

    if (!td_rows_null (rows, S_ORGANISATION))
        return g_strconcat ("organisation ", td_rows_text (rows, S_ORGANISATION), NULL);
    if (!td_rows_null (rows, S_PERSON))
        return g_strconcat ("person ", td_rows_text (rows, S_PERSON), NULL);
    folded = g_utf8_casefold (td_rows_null (rows, S_NAME) ? "" : td_rows_text (rows, S_NAME), -1);
    return g_strconcat ("name ", folded, NULL);
}

/* The text as this viewer reads it: without a name that was taken out, unless they may have the file as it came. */
static char *as_read (TdRows *rows, gboolean as_public, int column, int public_column)
{
    return g_strdup (td_rows_text (rows, as_public && !td_rows_null (rows, public_column) ? public_column : column));
}

static TdPoolSource *source_from_row (TdRows *rows, const TdViewer *viewer)
{
    TdPoolSource *source = g_new0 (TdPoolSource, 1);

    source->id = g_strdup (td_rows_text (rows, S_ID));
    source->state = g_strdup (td_rows_text (rows, S_STATE));
    source->purpose = g_strdup (td_rows_text (rows, S_PURPOSE));
    source->received = td_rows_int (rows, S_RECEIVED);
    source->cycle = (int) td_rows_int (rows, S_CYCLE);
    source->thing = (TdThing){ .kind = TD_THING_SUBMISSION,
                               .state = source->state,
                               .relations = td_door_relations (viewer, td_rows_text (rows, S_PERSON),
                                                               td_rows_text (rows, S_ORGANISATION), FALSE) };
    td_status_from_word (td_rows_text (rows, S_STATUS), &source->thing.status);
    td_visibility_from_word (td_rows_text (rows, S_VISIBILITY), &source->thing.visibility);
    source->noted = td_door_reading_is_noted (viewer, &source->thing);
    source->as_public =
        td_rows_int (rows, S_MASKED) != 0 && !td_door_may (viewer, TD_ACT_FILE_READ, &source->thing, NULL);
    source->title = as_read (rows, source->as_public, S_TITLE, S_PUBLIC_TITLE);
    if (td_door_may (viewer, TD_ACT_SUBMISSION_NAME, &source->thing, NULL))
        source->name = as_read (rows, source->as_public, S_NAME, S_PUBLIC_NAME);
    source->says = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (source->says, who (rows));
    return source;
}

/* Who co-signed it says it too. */
static gboolean read_co_signers (TdTx *tx, TdPoolSource *source, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select organisation from co_signature where submission = $1"
                                         " and signed is not null order by organisation",
                                         error, TD_TEXT (source->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (source->says, g_strconcat ("organisation ", td_rows_text (rows, 0), NULL));
    return ended (g_steal_pointer (&problem), error);
}

GPtrArray *td_pool_sources (TdTx *tx, const TdViewer *viewer, const char *state, GError **error)
{
    g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) td_pool_source_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select s.id, s.status, s.visibility, s.state, s.purpose, s.person, s.organisation, s.sender_name,"
                  " s.title, s.public_sender_name, s.public_title, s.masked, s.received, c.cycle from submission s"
                  " left join call_answer a on a.submission = s.id left join call c on c.id = a.call"
                  " where s.state = $? and s.by_state is null"
                  " and s.status in ('received', 'accepted', 'change-asked', 'published', 'withheld')",
                  TD_TEXT (state));
    td_door_filter (query, viewer);
    td_query_add (query, " order by s.received, s.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (sources, source_from_row (rows, viewer));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended (g_steal_pointer (&problem), error))
        return NULL;
    for (guint i = 0; i < sources->len; i++)
        if (!read_co_signers (tx, sources->pdata[i], error))
            return NULL;
    return g_steal_pointer (&sources);
}

/* ---- items ---- */

static TdPoolItem *new_item (const TdPoolSource *source, TdPoolKind kind, int n)
{
    TdPoolItem *item = g_new0 (TdPoolItem, 1);

    item->submission = g_strdup (source->id);
    item->kind = kind;
    item->n = n;
    item->title = g_strdup (source->title);
    item->name = g_strdup (source->name);
    item->quiet = source->thing.status != TD_STATUS_PUBLISHED || source->thing.visibility == TD_VISIBILITY_COMMITTEE;
    item->noted = source->noted;
    item->articles = g_array_new (FALSE, FALSE, sizeof (int));
    item->says = g_ptr_array_ref (source->says);
    return item;
}

static gboolean read_paragraphs (TdTx *tx, const TdPoolSource *source, GPtrArray *items, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select n, kind, language, text, public_text from paragraph"
                                         " where submission = $1 and kind in ('question', 'recommendation') order by n",
                                         error, TD_TEXT (source->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gboolean asks = g_str_equal (td_rows_text (rows, 1), "question");
        TdPoolItem *item =
            new_item (source, asks ? TD_POOL_QUESTION : TD_POOL_RECOMMENDATION, (int) td_rows_int (rows, 0));
        item->language = g_strdup (td_rows_text (rows, 2));
        item->text = as_read (rows, source->as_public, 3, 4);
        g_ptr_array_add (items, item);
    }
    return ended (g_steal_pointer (&problem), error);
}

/* Articles of which the paragraphs surely speak; items from the first on are this contribution's, by number. */
static gboolean read_articles (TdTx *tx, const TdPoolSource *source, GPtrArray *items, guint first, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select a.n, a.article from paragraph_article a join paragraph p"
                                         " on p.submission = a.submission and p.n = a.n where a.submission = $1"
                                         " and a.confidence >= 500 and p.kind in ('question', 'recommendation')"
                                         " order by a.n, a.article",
                                         error, TD_TEXT (source->id));
    g_autoptr (GError) problem = NULL;
    guint i = first;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        int article = (int) td_rows_int (rows, 1);
        while (i < items->len && ((TdPoolItem *) items->pdata[i])->n < td_rows_int (rows, 0))
            i++;
        if (i < items->len && ((TdPoolItem *) items->pdata[i])->n == td_rows_int (rows, 0))
            g_array_append_val (((TdPoolItem *) items->pdata[i])->articles, article);
    }
    return ended (g_steal_pointer (&problem), error);
}

static gboolean read_priorities (TdTx *tx, const TdPoolSource *source, GPtrArray *items, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select p.position, p.article, p.text, p.public_text, s.language"
                                         " from priority p join submission s on s.id = p.submission"
                                         " where p.submission = $1 order by p.position",
                                         error, TD_TEXT (source->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        int article = (int) td_rows_int (rows, 1);
        TdPoolItem *item = new_item (source, TD_POOL_PRIORITY, (int) td_rows_int (rows, 0));
        item->text = as_read (rows, source->as_public, 2, 3);
        item->language = g_strdup (td_rows_null (rows, 4) ? "und" : td_rows_text (rows, 4));
        if (article > 0)
            g_array_append_val (item->articles, article);
        g_ptr_array_add (items, item);
    }
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_pool_read_items (TdTx *tx, const TdPoolSource *source, GPtrArray *items, GError **error)
{
    guint first = items->len;

    return read_paragraphs (tx, source, items, error) && read_articles (tx, source, items, first, error)
           && read_priorities (tx, source, items, error);
}
